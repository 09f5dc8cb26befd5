"""Images of the owner's: in this project the contract is written by hand."""

from .decode import Pixels
from .reporting.project import Project

OPTIONS: dict[str, dict[str, str]] = {}  # of `data`


def adopt(project: Project, folder: str) -> None:
    """Take no folder: the images are those of the contract."""
    del project, folder


def keep_example(project: Project, pixels: Pixels, name: str) -> None:
    """Keep none: this project's example was chosen by hand."""
    del project, pixels, name
