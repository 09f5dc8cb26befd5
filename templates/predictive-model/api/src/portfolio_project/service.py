"""What the API takes and answers: records of the contract, through the same path as ``predict``."""

from typing import Any

import numpy as np

from .contract import Column, read_contract
from .predict import serve, to_rows
from .reporting.project import Project
from .reporting.tiers import load_bundle

MAX_RECORDS = 1000  # in one request; more belong into a file, for `predict --csv`
MAX_BYTES = 2_000_000  # of one request; enough for as many records of a hundred fields


class Service:
    """The served tier of one project; ``record`` describes a record as JSON Schema."""

    def __init__(self, project: Project) -> None:
        self.contract, self.bundle = read_contract(project), load_bundle(project)
        features = self.contract.role("feature")
        self.record = {
            "properties": {column.name: describe(column) for column in features},
            "required": [column.name for column in features],
        }

    def predict(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer each record as ``predict --json`` does.

        Raises
        ------
        InputError
            Names the first bad record, counted from 1, with the field, the value and the reason.
        """
        answers = serve(self.bundle, self.contract, to_rows(records, self.contract))
        return [{"served": self.bundle.served, **row} for row in answers.to_dict("records")]


def describe(column: Column) -> dict[str, Any]:
    """Give the JSON Schema of one field."""
    kind = "string" if column.kind == "category" else column.kind
    schema: dict[str, Any] = {"type": kind, "description": column.meaning}
    if column.kind == "category":
        schema["enum"] = [*column.levels, *[None] * column.missing]
    bounds = zip(("minimum", "maximum"), column.range, strict=True)
    schema |= {name: end for name, end in bounds if np.isfinite(end)}
    return schema | ({"type": [kind, "null"]} if column.missing else {})
