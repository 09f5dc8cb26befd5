"""What the API takes and answers: images as base64, through the same path as ``predict``."""

import time
from functools import partial
from typing import Any

from .contract import read_contract
from .decode import FORMATS, SECONDS
from .predict import from_record, serve
from .reporting.project import Project
from .reporting.records import one_by_one
from .train import load_bundle

MAX_RECORDS = 100  # in one request
MAX_BYTES = 20_000_000  # of one request; a photo of a phone is some five million, a third more here
MAX_SECONDS = 30.0  # of one request; those that wait behind it wait no longer


class Service:
    """The served tier of one project; ``record`` describes a record as JSON Schema."""

    def __init__(self, project: Project) -> None:
        self.contract = read_contract(project)
        self.bundle = load_bundle(project, self.contract)
        what = f"a {', '.join(FORMATS)} file as base64"
        image = {"type": "string", "format": "byte", "description": what}
        self.record = {"properties": {"image": image}, "required": ["image"]}

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict`` does."""
        return one_by_one(partial(self.answer, time.monotonic() + MAX_SECONDS), records)

    def answer(self, end: float, record: dict[str, Any]) -> dict[str, Any]:
        """Answer one record, which may be read until ``end`` on the monotonic clock."""
        left = min(SECONDS, end - time.monotonic())
        image = from_record(record, self.contract, left)
        said = serve(self.bundle, self.contract, image[None]).to_dict("records")[0]
        return {"served": self.bundle.served} | said
