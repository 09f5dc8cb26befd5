"""The data's contract, ``data/contract.toml``: what each column is. See rows.py for the rows."""

import difflib
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .reporting.project import InputError, Project, read_toml

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
        Words that stand for an empty cell, unless they are levels: ``missing`` of ``[data]``.
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


@dataclass(frozen=True)
class Contract:
    """Provenance of the data, and its columns in the order of the file."""

    data: dict[str, Any]
    source: dict[str, Any]
    columns: list[Column]

    def role(self, role: str) -> list[Column]:
        """Columns that play one role."""
        return [column for column in self.columns if column.role == role]

    @property
    def target(self) -> Column:
        """The column to predict."""
        return self.role("target")[0]


def read_contract(project: Project, needs: tuple[str, ...] = ("target", "feature")) -> Contract:
    """Read and check ``data/contract.toml``, in which each role of ``needs`` must be played.

    Raises
    ------
    InputError
        When the contract contradicts itself, with the column and the reason.
    """
    table, columns = read_toml(project.root / "data" / "contract.toml"), list[Column]()
    words = table["data"].get("missing", EMPTY)
    for name, facts in table["columns"].items():
        try:
            column = Column(name=name, **{"empty": words} | facts)
        except TypeError as error:
            raise InputError(f"data/contract.toml, column '{name}': {error}") from None
        fault, taken = None, [other.role for other in columns]
        if column.kind not in (fitting := FITTING.get(column.role, set())):
            fault = f"role '{column.role}' and kind '{column.kind}' do not go together"
            fault += f" ({', '.join(sorted(fitting)) or 'no kind'} would)"
        elif column.role not in MANY and (column.missing or column.role in taken):
            fault = f"role '{column.role}' is for one column, with a value in every row"
        elif column.unseen and column.role != "group":
            fault = "unseen is for role 'group'"
        if fault:
            raise InputError(f"data/contract.toml, column '{name}': {fault}")
        columns.append(column)
    contract = Contract(table["data"], table.get("source", {}), columns)
    for role in needs:
        if not contract.role(role):
            number = "at least one" if role in MANY else "exactly one"
            raise InputError(f"data/contract.toml: needs {number} {role}")
    return contract


def closest(name: str, names: Any) -> str:
    """Suggest the name that was probably meant, as the end of an error message."""
    close = difflib.get_close_matches(name, list(names), 1)
    return f"; is '{close[0]}' the same?" if close else ""
