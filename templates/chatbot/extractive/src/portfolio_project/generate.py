"""How an answer is written: in the words of the passages that it cites."""

from collections.abc import Sequence
from typing import Any

from .extract import Reply, Show, Turn
from .reporting.parameters import Rule
from .reporting.project import Project
from .search import Ranking

RULES: dict[str, Rule] = {}  # of further keys of params.toml
FURTHER: tuple[str, ...] = ()  # what else a gate may name


class Writer:
    """Writes nothing: every answer is a quote, and the confidence decides whether it is given."""

    asked, passages = 0, 0  # questions that a model judged, and passages that it is given

    def __init__(self, project: Project, record: bool = False) -> None:
        """Need nothing."""

    def write(
        self, ranking: Ranking, question: str, turns: Sequence[Turn], show: Show | None = None
    ) -> Reply | None:
        """Leave the answer to a quote."""

    def measured(self, _level: float) -> dict[str, Any]:
        """Measure nothing of a model."""
        return {}

    def facts(self) -> dict[str, Any]:
        """Say nothing of a model."""
        return {}
