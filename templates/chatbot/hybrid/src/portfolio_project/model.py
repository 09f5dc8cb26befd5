"""The retriever under test, and what is tried of it: words, letters and vectors, fused."""

from .baseline import Space
from .fusion import SPACE, Hybrid
from .reporting.project import Project


def challenger(project: Project) -> Space:
    """Give what has to prove itself, and the settings that are tried of it."""
    return Hybrid, {"language": [project.params["corpus"]["language"]], **SPACE}
