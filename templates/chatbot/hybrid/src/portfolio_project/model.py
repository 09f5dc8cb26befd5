"""The retriever under test, and what is tried of it: words, letters and vectors, fused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from .baseline import Retriever
from .fusion import SPACE, Hybrid
from .reporting.project import InputError, Project


def challenger(project: Project) -> tuple[Callable[..., Retriever], dict[str, list[Any]]]:
    """Give what has to prove itself, and the settings that are tried of it."""
    return Hybrid, {"language": [project.params["corpus"]["language"]], **SPACE}


def fetch(_: Project, weights: Path | None) -> None:
    """Refuse weights, since none are needed.

    Raises
    ------
    InputError
        When some are given.
    """
    if weights:
        raise InputError(f"--weights {weights}: this retriever has none")
