"""The data's contract, ``data/contract.toml``: what each column is, and whether rows keep to it.

All values arrive as text, from a CSV file or from one record, and leave as numbers, dates and
levels. There is one door, so a row that training would refuse is refused by ``predict`` as well.
"""

import difflib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .project import InputError, Project, read_toml

KINDS = {"number", "integer", "category", "date", "text"}
FITTING = {"feature": KINDS - {"date", "text"}, "target": KINDS - {"date", "text"}}  # by role
FITTING |= {"time": KINDS - {"category", "text"}, "split": {"category"}}
FITTING |= {"id": KINDS, "group": KINDS, "excluded": KINDS}
FITTING |= {"user": {"category", "text"}, "item": {"category", "text"}}  # a name, also if of digits
FITTING |= {"value": {"number", "integer"}}
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
    for name, facts in table["columns"].items():
        try:
            column = Column(name=name, **facts)
        except TypeError as error:
            raise InputError(f"data/contract.toml, column '{name}': {error}") from None
        fault, taken = None, [other.role for other in columns]
        if column.kind not in (fitting := FITTING.get(column.role, set())):
            fault = f"role '{column.role}' and kind '{column.kind}' do not go together"
            fault += f" ({', '.join(sorted(fitting)) or 'no kind'} would)"
        elif column.role not in MANY and (column.missing or column.role in taken):
            fault = f"role '{column.role}' is for one column, with a value in every row"
        if fault:
            raise InputError(f"data/contract.toml, column '{name}': {fault}")
        columns.append(column)
    contract = Contract(table["data"], table.get("source", {}), columns)
    for role in needs:
        if not contract.role(role):
            number = "at least one" if role in MANY else "exactly one"
            raise InputError(f"data/contract.toml: needs {number} {role}")
    return contract


def read_csv(path: Path) -> pd.DataFrame:
    """Read a CSV file as text, without guessing types.

    Raises
    ------
    InputError
        When there is no such file, nothing in it, or it is not CSV.
    """
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as CSV: {error}") from None


def check_rows(rows: pd.DataFrame, columns: list[Column]) -> pd.DataFrame:
    """Turn text into values, refusing what the contract does not allow.

    Parameters
    ----------
    rows : DataFrame of str, shape (n, any)
        Further columns are left aside.
    columns : list of Column
        What to check and to keep.

    Returns
    -------
    DataFrame, shape (n, len(columns))
        Numbers as float64, categories with the contract's levels, dates as datetime64.

    Raises
    ------
    InputError
        Names the first bad row (counted from 1, below the heading), its column and its value.
    """
    if rows.empty:
        raise InputError("the data has no rows")
    typed, problems = {}, []
    for column in columns:
        if column.name not in rows:
            raise InputError(f"column '{column.name}' is missing{closest(column.name, rows)}")
        text = rows[column.name].astype(str).str.strip()
        typed[column.name], faults = convert(text, column)
        for reason, bad in faults.items():
            first = np.flatnonzero(bad)[:1]
            problems += [(int(i), column.name, text.iloc[i], reason) for i in first]
    if problems:
        row, name, value, reason = min(problems, key=lambda problem: problem[0])
        raise InputError(f"row {row + 1}, column '{name}': '{value}' {reason}")
    return pd.DataFrame(typed, index=rows.index)


def closest(name: str, names: Any) -> str:
    """Suggest the name that was probably meant, as the end of an error message."""
    close = difflib.get_close_matches(name, list(names), 1)
    return f"; is '{close[0]}' the same?" if close else ""


def convert(text: pd.Series, column: Column) -> tuple[pd.Series, dict[str, Any]]:
    """Convert one column; return its values and, for each kind of fault, the rows that have it."""
    given = (text != "").to_numpy()
    faults = {"is empty": ~given & (not column.missing)}
    if column.kind == "text":
        return text, faults
    if column.kind == "category":
        known = text.isin(column.levels).to_numpy()
        faults[f"is not one of {', '.join(column.levels)}"] = given & ~known
        return text.where(known).astype(pd.CategoricalDtype(column.levels)), faults
    if column.kind == "date":
        values = pd.to_datetime(text.where(given), errors="coerce", format="ISO8601")
        return values, faults | {"is not an ISO 8601 date": given & values.isna()}
    values = pd.to_numeric(text.where(given), errors="coerce").astype(float)
    low, high = column.range
    x = values.to_numpy()  # much faster than a series where there is one row
    faults["is not a number"] = given & np.isnan(x)
    faults["is infinite"] = np.isinf(x)
    faults["is not a whole number"] = (column.kind == "integer") & given & (np.floor(x) != x)
    faults[f"is outside {low:g} to {high:g}"] = (x < low) | (x > high)
    return values, faults
