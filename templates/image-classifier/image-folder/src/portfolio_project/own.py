"""Images of the owner's: ``data --folder`` writes into the contract what the folder tells.

It is written once, so that nothing has to be edited before the first run.
"""

import base64
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from .contract import read_contract
from .decode import MAX_BYTES, Pixels, decode
from .listing import files_in, folders_in, write_list
from .reporting.project import InputError, Project, write_json, write_text

OPTIONS: dict[str, dict[str, str]] = {
    "--folder": {
        "metavar": "FOLDER",
        "help": "images of your own, a folder for each class in it; writes data/contract.toml",
    }
}
SIDES = (32, 64, 128)  # pixels that images may be brought to; from 64 on they are photographs
TEXT = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
VALUE = rf"""{TEXT}|\[(?:{TEXT}|#.*|[^\]"'#])*\]|[\w.+-]+"""  # of TOML, as this contract has it
SAMPLED = 100  # files of each class that are opened to see how large images are


def adopt(project: Project, folder: str) -> None:
    """Write the name of the folder, its classes and the size of its images into the contract.

    What a folder cannot tell (licence, groups, what belongs to the subject) is left to the owner.

    Raises
    ------
    InputError
        When it is not a folder, has fewer than two folders in it, or no image that can be read.
    """
    path, rule = Path(folder).resolve(), read_contract(project).image
    if not path.is_dir():
        raise InputError(f"{folder} is not a folder: name one that holds a folder for each class")
    classes = folders_in(path)
    if len(classes) < 2:
        raise InputError(
            f"{folder} holds {len(classes)} folders: put the images of each class in one of its "
            "own, two at least"
        )
    sizes = [size for name in classes for size in sizes_in(path / name, rule)]
    if not sizes:
        raise InputError(f"no image in {folder} can be read: see `[image]` in data/contract.toml")
    height, width = choose_size(np.array(sizes))
    other_drive = path.drive != project.root.drive  # of Windows
    shown = path if other_drive else os.path.relpath(path, project.root)
    values = {
        "name": path.name,
        "license": "not stated",
        "synthetic": False,
        "folder": str(shown).replace(os.sep, "/"),
        "example": 0,
        "height": height,
        "width": width,
        "classes": classes,
    }
    contract = project.root / "data" / "contract.toml"
    if file := read_contract(project).source.get("list"):
        values["list_sha256"] = write_list(project.root, file, path, classes)
    text = contract.read_text(encoding="utf-8")
    for key, value in values.items():
        text = set_value(text, key, json.dumps(value, ensure_ascii=False))
    write_text(contract, text)
    print(f"data: data/contract.toml names {len(classes)} classes, at {width} x {height} pixels")
    (project.root / "data" / "example.png").unlink(missing_ok=True)


def set_value(text: str, key: str, value: str) -> str:
    """Give a key of a TOML file another value, and leave its comment and all else as they are."""
    match = re.search(rf"(?m)^{key}[ \t]*=[ \t]*({VALUE})", text)
    if not match:
        raise InputError(f"data/contract.toml has no `{key}`: add a line `{key} = {value}`")
    return text[: match.start(1)] + value + text[match.end(1) :]


def keep_example(project: Project, pixels: Pixels, name: str) -> None:
    """Write an image to ``data/example.png``, and as base64 beside it, where there is none yet.

    It has the contract's size and nothing that a camera wrote into the file, such as the place.
    """
    path = project.root / "data" / "example.png"
    if path.exists():
        return
    png = io.BytesIO()
    Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels).save(png, "PNG")
    path.write_bytes(png.getvalue())
    write_json(path.with_suffix(".json"), {"image": base64.b64encode(png.getvalue()).decode()})
    print(f"data: data/example.png shows {name}: take another one if it must not be seen")


def sizes_in(folder: Path, rule: dict[str, Any]) -> list[tuple[int, int]]:
    """Give width and height of some images of a class."""
    sizes: list[tuple[int, int]] = []
    for path in files_in(folder)[:SAMPLED]:
        try:
            with path.open("rb") as content:
                sizes.append(decode(content.read(MAX_BYTES + 1), rule)[1])
        except (InputError, OSError):  # `data` names it
            continue
    return sizes


def choose_size(sizes: Any) -> tuple[int, int]:
    """Choose height and width: those of all images where they are small, else a square.

    Parameters
    ----------
    sizes : ndarray of int, shape (n, 2)
        Width and height of images.
    """
    if (sizes == sizes[0]).all() and sizes[0].max() <= SIDES[0]:
        return int(sizes[0, 1]), int(sizes[0, 0])
    shorter = np.median(sizes.min(1))
    side = max((side for side in SIDES if side <= shorter), default=SIDES[0])
    return side, side
