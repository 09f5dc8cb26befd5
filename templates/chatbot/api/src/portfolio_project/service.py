"""What the API takes and answers: questions, through the same path as ``predict``."""

from functools import partial
from typing import Any

from .assistant import Assistant
from .predict import serve
from .reporting.project import Project
from .reporting.records import one_by_one
from .reporting.tiers import load_bundle

MAX_RECORDS = 100  # in one request; a conversation needs one
MAX_BYTES = 500_000  # of one request; enough for as many of the longest questions


class Service:
    """The served assistant of one project; ``record`` describes a record as JSON Schema."""

    def __init__(self, project: Project) -> None:
        self.assistant = Assistant.of(project, load_bundle(project))
        ends = {"minLength": 1, "maxLength": self.assistant.contract["questions"]["max_chars"]}
        fields = {"question": {"type": "string", "description": "what to ask", **ends}}
        about = "what was asked one turn earlier"
        fields["before"] = {"type": ["string", "null"], "description": about, **ends}
        self.record = {"properties": fields, "required": ["question"]}

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict --json`` does."""
        return one_by_one(partial(serve, self.assistant), records)
