"""What the API takes and answers: a user or liked items, through the same path as ``predict``."""

from typing import Any

from .predict import serve
from .reporting.project import Project
from .reporting.records import one_by_one
from .reporting.tiers import load_bundle

MAX_RECORDS = 100  # in one request; more belong into a file, for `predict --csv`
MAX_BYTES = 1_000_000  # of one request


class Service:
    """The served tier of one project; ``record`` describes a record as JSON Schema."""

    def __init__(self, project: Project) -> None:
        bundle = load_bundle(project)
        self.served, self.model = bundle.served, bundle.tiers[bundle.served].model
        self.record = {
            "properties": {
                "user": {"type": "string"},
                "liked": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "n": {"type": "integer", "minimum": 1, "maximum": len(self.model.catalogue)},
            },
            "oneOf": [{"required": ["user"]}, {"required": ["liked"]}],
        }

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict --user`` or ``predict --liked`` does."""
        return one_by_one(self.answer, records)

    def answer(self, record: dict[str, Any]) -> dict[str, Any]:
        """Answer one record."""
        return {"served": self.served, **serve(self.model, record)}
