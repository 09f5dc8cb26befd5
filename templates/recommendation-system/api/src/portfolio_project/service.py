"""What the API takes and answers: a user or liked items, through the same path as ``predict``."""

from typing import Any

from .predict import serve
from .reporting.project import InputError, Project, read_record
from .reporting.tiers import load_bundle

MAX_RECORDS = 100  # in one request; more belong into a file, for `predict --csv`
MAX_BYTES = 1_000_000  # of one request


class Service:
    """The served tier of one project.

    Parameters
    ----------
    project : Project
        Where the model is.

    Attributes
    ----------
    record : dict
        Fields of one record and which of them it needs, as JSON Schema.
    example : dict
        A record.
    """

    def __init__(self, project: Project) -> None:
        bundle = load_bundle(project)
        self.served, self.model = bundle.served, bundle.tiers[bundle.served].model
        self.example = read_record(project.root / "data" / "example.json")
        self.record = {
            "properties": {
                "user": {"type": "string"},
                "liked": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "n": {"type": "integer", "minimum": 1, "maximum": len(self.model.catalogue)},
            },
            "oneOf": [{"required": ["user"]}, {"required": ["liked"]}],
        }

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict --user`` or ``predict --liked`` does.

        Raises
        ------
        InputError
            Names the first bad record, counted from 1, with the reason.
        """
        answers = []
        for row, record in enumerate(records, 1):
            try:
                answers.append({"served": self.served, **serve(self.model, record)})
            except InputError as error:
                raise InputError(f"row {row}: {error}") from None
        return answers
