"""The ``data`` stage: put the images in place, check them against the contract, and load them."""

import argparse
import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from . import own, pretrained, source
from .contract import FEWEST, Contract, read_contract
from .decode import Pixels
from .duplicates import contents
from .reporting.project import InputError, Project

OPTIONS = own.OPTIONS | pretrained.OPTIONS  # of the command
NAMED = 10  # pictures under two labels that are named
Labels = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Images:
    """The images, in the order of their source.

    Parameters
    ----------
    contract : Contract
        What they are.
    X : ndarray of uint8, shape (n, height, width, channels)
        Pixels.
    y : ndarray of int, shape (n,)
        Position of the class in ``contract.classes``.
    names : ndarray of str, shape (n,)
        File of each, or its place in the source.
    sizes : ndarray of int, shape (n, 2)
        Width and height of each file's own image.
    skipped : ndarray of str
        Files that were left out, with the reason.
    sha256 : str
        Of pixels, labels and names.
    """

    contract: Contract
    X: Pixels
    y: Labels
    names: npt.NDArray[Any]
    sizes: npt.NDArray[np.int64]
    skipped: npt.NDArray[Any]
    sha256: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    for option, settings in OPTIONS.items():
        parser.add_argument(option, **settings)  # type: ignore[arg-type]


def prepare(project: Project, folder: str | None = None, **options: Any) -> bool:
    """Put the images in place, and check them against the contract."""
    if folder is not None:
        own.adopt(project, folder)
    contract = read_contract(project)
    if missing := pretrained.install(project, contract, **options):
        print(f"data: {missing}")
    path = project.root / contract.data["file"]
    arrays = source.fetch(contract, project.root)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name("part.npz")
    np.savez_compressed(partial, **arrays)
    partial.replace(path)
    images = load(project)
    own.keep_example(project, images.X[0], images.names[0])
    n, classes = len(images.y), len(contract.classes)
    for names in contradicted(images)[:NAMED]:
        print(f"data: one picture under two labels: {', '.join(names)}")
    print(f"data: {n} images of {classes} classes in {contract.data['file']} keep to the contract")
    return True


def load(project: Project) -> Images:
    """Read the images and check them.

    Raises
    ------
    InputError
        When the file is missing or broken, an image has another shape, a class has too few images
        to be learned and tested, or the images are not those that the contract describes.
    """
    contract = read_contract(project)
    file = contract.data["file"]
    path = project.root / file
    if not path.exists():
        raise InputError(f"{file} is not there: run `python -m {__package__} data`")
    try:
        with np.load(path, allow_pickle=False) as arrays:
            X, y, names = arrays["X"], arrays["y"], arrays["names"]
            sizes, skipped = arrays["sizes"], arrays["skipped"]
    except Exception as error:  # numpy raises many kinds for bytes that are not an archive
        raise InputError(f"{file} cannot be read ({error}): remove it, and run `data`") from None
    if X.dtype != np.uint8 or X.shape[1:] != contract.shape:
        raise InputError(f"{file} holds images of {X.shape[1:]}, the contract {contract.shape}")
    if not len(X) == len(y) == len(names) == len(sizes):
        raise InputError(f"{file} holds {len(X)} images and {len(y)} labels")
    unknown = np.setdiff1d(y, np.arange(len(contract.classes)))
    if len(unknown):
        raise InputError(f"{file}: {unknown} are labels of none of {len(contract.classes)} classes")
    counts = np.bincount(y, minlength=len(contract.classes))
    few = [f"'{c}' ({n})" for c, n in zip(contract.classes, counts, strict=True) if n < FEWEST]
    if few:
        raise InputError(f"classes with fewer than {FEWEST} images: {', '.join(few)}")
    sha256 = fingerprint(X, y, names)
    if contract.data.get("sha256", sha256) != sha256:
        raise InputError(f"the images have sha256 {sha256}, which is not the one in the contract")
    return Images(contract, X, y.astype(np.intp), names, sizes, skipped, sha256)


def contradicted(images: Images) -> list[list[str]]:
    """Name the files of each picture with more than one label."""
    code = np.unique(contents(images.X), return_inverse=True)[1]
    first = images.y[np.unique(code, return_index=True)[1]]
    doubled = np.unique(code[images.y != first[code]])
    return [[str(name) for name in images.names[code == one]] for one in doubled]


def fingerprint(X: Pixels, y: Labels, names: npt.NDArray[Any]) -> str:
    """sha256 of what the images are, whatever file holds them."""
    digest = hashlib.sha256(str(X.shape).encode())
    for part in (X.tobytes(), y.astype("<i8").tobytes(), "\n".join(map(str, names)).encode()):
        digest.update(part)
    return digest.hexdigest()
