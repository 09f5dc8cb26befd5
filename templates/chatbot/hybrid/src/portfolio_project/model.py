"""The retriever under test, and what is tried of it: words, letters and vectors, fused."""

from collections.abc import Callable
from typing import Any

from .baseline import Retriever
from .fusion import SPACE, Hybrid
from .reporting.project import Project


def challenger(project: Project) -> tuple[Callable[..., Retriever], dict[str, list[Any]]]:
    """Give what has to prove itself, and the settings that are tried of it."""
    return Hybrid, {"language": [project.params["corpus"]["language"]], **SPACE}
