"""The retriever under test, and what is tried of it: BM25."""

from typing import Any

from .baseline import Space
from .okapi import BM25
from .reporting.project import Project

SPACE: dict[str, list[Any]] = {"k1": [0.6, 1.2, 1.8], "b": [0.25, 0.5, 0.75]}


def challenger(project: Project) -> Space:
    """Give what has to prove itself, and the settings that are tried of it."""
    return BM25, {**SPACE, "language": [project.params["corpus"]["language"]]}
