"""How an answer is written: in the words of the passage that it cites."""

from .extract import Reply, Show, extract
from .reporting.parameters import Rule
from .reporting.project import Project
from .search import Found

RULES: dict[str, Rule] = {}  # of further keys of params.toml


def generate(
    found: Found, project: Project, _show: Show | None = None, _record: bool = False
) -> Reply:
    """Answer with sentences of the first passage; nothing is written that it does not say."""
    params = project.params
    return extract(found, params["answer"]["sentences"], params["corpus"]["language"])
