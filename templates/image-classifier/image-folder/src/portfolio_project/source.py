"""Where the images come from: a folder of the owner's, with a folder for each class."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from .contract import FEWEST, Contract
from .decode import MAX_BYTES, decode
from .listing import files, first_names, folders_in
from .reporting.project import InputError

CONTRAST = 40  # of 255 between shape and ground, at least: else nobody would see it


def fetch(contract: Contract, root: Path) -> dict[str, Any]:
    """Read every file of every class.

    A file that cannot be read as an image is left out and named. When more than
    ``broken_share`` of the files are, something is wrong with all of them, and it ends.

    Parameters
    ----------
    contract : Contract
        ``[source]`` names the folder; its folders must be the contract's classes.
    root : Path
        The project's folder.

    Returns
    -------
    dict of str to ndarray
        ``X``, ``y``, ``names``, ``sizes`` and ``skipped``, as :class:`data.Images` has them.

    Raises
    ------
    InputError
        Lists every fault: the folder is not there, its folders are not the classes, a class has
        too few images, or too many files are broken.
    """
    where, classes = contract.source["folder"], contract.classes
    folder = root / where
    if contract.source.get("example") and not folder.exists():
        draw_example(folder, contract.source["example"])
    if not folder.is_dir():
        raise InputError(f"{where} is not there: put a folder for each class in it")
    folders = folders_in(folder) if "list" not in contract.source else classes
    if not folders:
        raise InputError(f"{where} has no folders: put each class in one of its own")
    X, y, names, sizes = [], [], [], []
    skipped: dict[str, list[str]] = {}  # files by what is wrong with them
    changed = []
    for file in files(contract, root, folder):
        try:
            with (folder / file.name).open("rb") as opened:
                content = opened.read(MAX_BYTES + 1)
            sha256 = hashlib.sha256(content).hexdigest()
            if file.sha256 not in ("", sha256) and len(content) <= MAX_BYTES:
                changed.append(file.name)
            pixels, size = decode(content, contract.image)
        except (InputError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            skipped.setdefault(str(reason), []).append(file.name)
            continue
        X.append(pixels)
        y.append(file.label)
        names.append(file.name)
        sizes.append(size)
    broken = [f"{reason}: {first_names(files)}" for reason, files in sorted(skipped.items())]
    lost, counts = (
        sum(map(len, skipped.values())),
        np.bincount(np.array(y, int), minlength=len(classes)),
    )
    few = [f"'{c}' ({n})" for c, n in zip(classes, counts, strict=True) if n < FEWEST]
    share = contract.source["broken_share"]
    kinds = {
        f"files that are not as {contract.source.get('list')} has them": changed,
        "folders that are not classes of data/contract.toml": sorted(set(folders) - set(classes)),
        f"classes of data/contract.toml with fewer than {FEWEST} images in their folder": few,
        f"files that cannot be read, {lost} of {lost + len(X)}, more than broken_share = {share}": (
            broken if lost > share * (lost + len(X)) else []
        ),
    }
    faults = [f"{what}: {'; '.join(those)}" for what, those in kinds.items() if those]
    if faults:
        raise InputError("\n  ".join([f"{where} cannot be used", *faults]))
    for line in broken:
        print(f"data: skipped, because {line}")
    # Class by class, a last block would hold one class: each class is spread over the whole order.
    rank = np.concatenate([(np.arange(n) + 0.5) / n for n in counts])
    order = np.argsort(rank, kind="stable")
    arrays = {"X": np.stack(X)[order], "y": np.array(y)[order], "names": np.array(names)[order]}
    lines = [f"{file}: {reason}" for reason, files in skipped.items() for file in files]
    return arrays | {"sizes": np.array(sizes)[order], "skipped": np.array(lines, dtype=str)}


def draw_example(folder: Path, each: int) -> None:
    """Draw circles, squares and triangles of equal area, in any colour, size and format."""
    rng = np.random.default_rng(0)
    kinds = [
        ("png", "RGB"),
        ("jpg", "RGB"),
        ("png", "RGBA"),
        ("gif", "P"),
        ("bmp", "L"),
        ("tiff", "CMYK"),
    ]
    for name, corners in {"circle": 60, "square": 4, "triangle": 3}.items():
        (folder / name).mkdir(parents=True)
        turns = 2 * np.pi * np.arange(corners) / corners
        for _ in range(each):
            side = int(rng.integers(40, 120))
            ground = rng.integers(40, 215, 3)
            noise = rng.normal(ground, 8, (side, side, 3))
            image = Image.fromarray(noise.clip(0, 255).astype(np.uint8))
            area = rng.uniform(0.15, 0.25) * side**2
            radius = np.sqrt(2 * area / corners / np.sin(2 * np.pi / corners))
            angles, centre = turns + rng.uniform(0, 2 * np.pi), rng.uniform(0.45, 0.55, 2) * side
            points = centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)
            ink = rng.integers(0, 256, 3)
            while abs(ink.mean() - ground.mean()) < CONTRAST:
                ink = rng.integers(0, 256, 3)
            fill = tuple(int(value) for value in ink)
            ImageDraw.Draw(image).polygon([tuple(point) for point in points], fill=fill)
            ending, mode = kinds[rng.integers(len(kinds))]
            file = folder / name / f"{rng.bytes(6).hex()}.{ending}"
            image.convert(mode).save(file)
