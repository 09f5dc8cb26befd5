"""Where the images come from: a folder of the owner's, with a folder for each class."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from .contract import Contract
from .decode import decode
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
        When the folder is not there, its folders are not the classes, or too many files are broken.
    """
    folder, classes = root / contract.source["folder"], contract.classes
    if contract.source.get("example") and not folder.exists():
        draw_example(folder, contract.source["example"])
    if not folder.is_dir():
        raise InputError(
            f"{contract.source['folder']} is not there: put a folder for each class in it"
        )
    found = sorted(path.name for path in folder.iterdir() if path.is_dir())
    if not found:
        raise InputError(
            f"{contract.source['folder']} has no folders: put each class in one of its own"
        )
    for name in set(found) ^ set(classes):
        where = "has no folder" if name in classes else "is not in data/contract.toml"
        raise InputError(f"class '{name}' {where}: the folders must be the contract's classes")
    X, y, names, sizes, skipped = [], [], [], [], []
    for label, name in enumerate(classes):
        for path in sorted(path for path in (folder / name).rglob("*") if path.is_file()):
            file = path.relative_to(folder).as_posix()
            if path.name.startswith("."):
                continue  # what systems leave behind
            try:
                pixels, size = decode(path.read_bytes(), contract.image)
            except (InputError, OSError) as error:
                skipped.append(f"{file}: {error}")
                continue
            X.append(pixels)
            y.append(label)
            names.append(file)
            sizes.append(size)
    if len(skipped) > contract.source["broken_share"] * (len(skipped) + len(X)):
        many = f"{len(skipped)} of {len(skipped) + len(X)} files cannot be read"
        raise InputError(f"{many}, more than broken_share allows; the first is {skipped[0]}")
    arrays = {"X": np.stack(X), "y": np.array(y), "names": np.array(names)}
    return arrays | {"sizes": np.array(sizes), "skipped": np.array(skipped, dtype=str)}


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
