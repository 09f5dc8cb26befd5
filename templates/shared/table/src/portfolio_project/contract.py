"""The data's contract, ``data/contract.toml``: what each column is. See rows.py for the rows."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .reporting.parameters import PROVENANCE, Rule, list_of, one_of, text
from .reporting.project import Project
from .reporting.toml import validate

KINDS = {"number", "integer", "category", "date", "text"}
FITTING = {"feature": KINDS - {"text"}, "target": KINDS - {"date", "text"}}  # by role
FITTING |= {"time": KINDS - {"category", "text"}, "split": {"category"}}
FITTING |= {"id": KINDS, "group": KINDS, "excluded": KINDS}
FITTING |= {"user": {"category", "text"}, "item": {"category", "text"}}  # a name, also if of digits
FITTING |= {"value": {"number", "integer"}}
EMPTY = ["NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "?", "-", "--"]  # and blank
MANY = {"feature", "excluded"}  # any other role is played by one column, which has no empty cells


@dataclass(frozen=True)
class Column:
    """What the contract says about one column.

    Parameters
    ----------
    name : str
        Heading in the file.
    kind : str
        ``number``, ``integer``, ``category``, ``date`` (ISO 8601) or ``text``.
    role : str
        ``feature``, ``target``, ``id``, ``time``, ``group`` (rows that belong together), ``split``
        (the official ``train`` and ``test`` parts), ``user``, ``item`` and ``value`` (of an event),
        or ``excluded``.
    meaning : str
        One line for people, with the unit.
    known_at_prediction : bool
        Whether the value exists at the moment the prediction is needed.
    range : list of float
        Smallest and largest value that is possible.
    levels : list of str
        Values that a category may take.
    positive : str, optional
        The level of a two-class target that counts as 1.
    missing : bool
        Whether the cell may be empty.
    unseen : bool
        Of a group: predictions are wanted for groups that training has not seen. Without a column
        of time that is always so; with one, a group stands on both sides unless this asks for new.
    empty : list of str
        Words that stand for an empty cell, unless they are levels; else ``missing`` of ``[data]``.
    left_out : list of str
        Values whose rows are left out; ``""`` is an empty cell.
    personal : bool
        Of a user or an item: whether it is the name of a person, which no report may hold.
    reason : str
        Why it was taken for what it is.
    kept : str
        Of a field that may give the target away: why its value is known all the same.
    """

    name: str
    kind: str
    role: str
    meaning: str
    known_at_prediction: bool = False
    range: list[float] = field(default_factory=lambda: [-np.inf, np.inf])
    levels: list[str] = field(default_factory=list)
    positive: str | None = None
    missing: bool = False
    unseen: bool = False
    empty: list[str] = field(default_factory=EMPTY.copy)
    left_out: list[str] = field(default_factory=list)
    personal: bool = False
    reason: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Contract:
    """Provenance of the data, its columns, and how the file is written where it is no plain CSV."""

    data: dict[str, Any]
    source: dict[str, Any]
    columns: list[Column]
    dialect: dict[str, Any] = field(default_factory=dict)

    def role(self, role: str) -> list[Column]:
        """Columns that play one role."""
        return [column for column in self.columns if column.role == role]

    @property
    def target(self) -> Column:
        """The column to predict."""
        return self.role("target")[0]


def is_range(value: Any, _: Any) -> bool:
    """Whether a value is two numbers, the smaller one first."""
    numbers = isinstance(value, list) and all(type(end) in (int, float) for end in value)
    return numbers and len(value) == 2 and bool(value[0] <= value[1])


def are_levels(value: Any, _: Any) -> bool:
    """Whether a value is a list of texts, each once."""
    texts = isinstance(value, list) and all(isinstance(level, str) for level in value)
    return texts and 0 < len(value) == len(set(value))


RULES = PROVENANCE | {
    "data.file": text(),
    "data.missing": list_of(optional=True),
    "data.repeats": one_of(["refuse", "first", "last", "count"], optional=True),
    "source.*": Rule(lambda *_: True, "anything", optional=True),
    "dialect.*": Rule(lambda *_: True, "anything", optional=True),
    "columns.*.kind": one_of(sorted(KINDS)),
    "columns.*.role": one_of(sorted(FITTING)),
    "columns.*.meaning": text(),
    "columns.*.known_at_prediction": one_of([True, False], optional=True),
    "columns.*.range": Rule(is_range, "two numbers, the smaller one first", optional=True),
    "columns.*.levels": Rule(are_levels, "a list of texts, each once", optional=True),
    "columns.*.positive": text(optional=True),
    "columns.*.missing": one_of([True, False], optional=True),
    "columns.*.unseen": one_of([True, False], optional=True),
    "columns.*.left_out": list_of(optional=True),
    "columns.*.empty": list_of(optional=True),
    "columns.*.personal": one_of([True, False], optional=True),
    "columns.*.reason": text(optional=True),
    "columns.*.kept": text(optional=True),
}


def read_contract(project: Project, needs: tuple[str, ...] = ("target", "feature")) -> Contract:
    """Read and check ``data/contract.toml``, in which each role of ``needs`` must be played.

    Raises
    ------
    InputError
        Lists every fault with its line: a key that is missing or not known, a value that will not
        do, or roles that contradict each other.
    """

    def contradictions(tables: dict[str, Any]) -> Iterable[tuple[str, str]]:
        return contradicted(tables.get("columns", {}), needs)

    tables = validate(project.root / "data" / "contract.toml", RULES, contradictions)
    empty = {"empty": tables["data"].get("missing", EMPTY)}
    columns = [Column(name=name, **empty | facts) for name, facts in tables["columns"].items()]
    return Contract(tables["data"], tables.get("source", {}), columns, tables.get("dialect", {}))


def contradicted(
    columns: dict[str, dict[str, Any]], needs: tuple[str, ...]
) -> Iterable[tuple[str, str]]:
    """Give what does not go together, with the key that it is told at."""
    roles = [facts["role"] for facts in columns.values()]
    for name, facts in columns.items():
        kind, role = facts["kind"], facts["role"]
        suitable = ", ".join(sorted(FITTING[role]))
        mismatch = f"role '{role}' and kind '{kind}' do not go together ({suitable} would)"
        one = role not in MANY and (facts.get("missing") or roles.count(role) > 1)
        faults = {
            mismatch: kind not in FITTING[role],
            f"role '{role}' is for one column, with a value in every row": one,
            "unseen is for role 'group'": facts.get("unseen") and role != "group",
            "kind 'category' needs levels": kind == "category" and "levels" not in facts,
        }
        messages = [fault for fault, holds in faults.items() if holds]
        yield from ((f"columns.{name}", f"column '{name}': {fault}") for fault in messages)
    for role in needs:
        if role not in roles:
            number = "at least one" if role in MANY else "exactly one"
            yield "columns", f"needs {number} {role}"


def closest(name: str, names: Any) -> str:
    """Suggest the name that was probably meant, as the end of an error message."""
    close = difflib.get_close_matches(name, list(names), 1)
    return f"; is '{close[0]}' the same?" if close else ""
