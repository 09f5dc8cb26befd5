"""How an answer is written: in the words of the passage that it cites."""

from collections.abc import Callable
from typing import Any

from .extract import Draft, extract
from .project import Project
from .search import Found


def generate(
    found: Found,
    project: Project,
    show: Callable[[str], Any] | None = None,  # noqa: ARG001
) -> Draft:
    """Answer with sentences of the first passage; nothing is written that it does not say."""
    params = project.params
    return extract(found, params["answer"]["sentences"], params["corpus"]["language"])
