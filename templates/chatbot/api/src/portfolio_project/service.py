"""What the API takes and answers: questions, through the same path as ``predict``."""

from typing import Any

from .assistant import Assistant
from .predict import serve
from .reporting.project import InputError, Project, read_record
from .reporting.tiers import load_bundle

MAX_RECORDS = 100  # in one request; a conversation needs one
MAX_BYTES = 500_000  # of one request; enough for as many of the longest questions


class Service:
    """The served assistant of one project.

    Parameters
    ----------
    project : Project
        Where the contract, the model and an example are.

    Attributes
    ----------
    record : dict
        Fields of one record and which of them it needs, as JSON Schema.
    example : dict
        A record.
    """

    def __init__(self, project: Project) -> None:
        self.assistant = Assistant.of(project, load_bundle(project))
        self.example = read_record(project.root / "data" / "example.json")
        ends = {"minLength": 1, "maxLength": self.assistant.contract["questions"]["max_chars"]}
        fields = {"question": {"type": "string", "description": "what to ask", **ends}}
        about = "what was asked one turn earlier"
        fields["before"] = {"type": ["string", "null"], "description": about, **ends}
        self.record = {"properties": fields, "required": ["question"]}

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict --json`` does.

        Raises
        ------
        InputError
            Names the first bad record, counted from 1, with the field, the value and the reason.
        """
        answers = []
        for row, record in enumerate(records, 1):
            try:
                answers.append(serve(self.assistant, record))
            except InputError as error:
                raise type(error)(f"row {row}, {error}") from None
        return answers
