"""What the API takes and answers: images as base64, through the same path as ``predict``."""

import time
from typing import Any

from .contract import read_contract
from .decode import FORMATS, SECONDS
from .predict import from_record, serve
from .reporting.project import InputError, Project, read_record
from .train import load_bundle

MAX_RECORDS = 100  # in one request
MAX_BYTES = 20_000_000  # of one request; a photo of a phone is some five million, a third more here
MAX_SECONDS = 30.0  # of one request; those that wait behind it wait no longer


class Service:
    """The served tier of one project.

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
        self.contract = read_contract(project)
        self.bundle = load_bundle(project, self.contract)
        self.example = read_record(project.root / "data" / "example.json")
        what = f"a {', '.join(FORMATS)} file as base64"
        self.record = {
            "properties": {"image": {"type": "string", "format": "byte", "description": what}},
            "required": ["image"],
        }

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict`` does.

        Raises
        ------
        InputError
            Names the first bad record, counted from 1, with the reason.
        """
        answers, end = [], time.monotonic() + MAX_SECONDS
        # One after the other, so that the digits of an answer do not depend on its company.
        for row, record in enumerate(records, 1):
            try:
                left = min(SECONDS, end - time.monotonic())
                image = from_record(record, self.contract, left)
            except InputError as error:
                raise InputError(f"row {row}: {error}") from None
            said = serve(self.bundle, self.contract, image[None]).to_dict("records")[0]
            answers.append({"served": self.bundle.served} | said)
        return answers
