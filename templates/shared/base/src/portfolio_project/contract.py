"""The data's contract, ``data/contract.toml``: what each column is, and the check that rows keep to it.

All values arrive as text, from a CSV file or from one record, and leave as numbers, dates and
levels. There is one door, so a row that training would refuse is refused by ``predict`` as well.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .project import InputError, Project, read_toml

KINDS = ("number", "integer", "category", "date", "text")
ROLES = ("feature", "target", "id", "time", "group", "split", "excluded")


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
        (the official ``train`` and ``test`` parts) or ``excluded``.
    meaning : str
        One line for people, with the unit.
    known_at_prediction : bool
        Whether the value exists at the moment the prediction is needed.
    range : tuple of float, optional
        Smallest and largest value that is possible.
    levels : tuple of str
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
    range: tuple[float, float] | None = None
    levels: tuple[str, ...] = ()
    positive: str | None = None
    missing: bool = False


@dataclass(frozen=True)
class Contract:
    """Provenance of the data, and its columns in the order of the file."""

    data: dict[str, Any]
    source: dict[str, Any]
    columns: tuple[Column, ...]

    def role(self, role: str) -> list[Column]:
        """Columns that play one role."""
        return [column for column in self.columns if column.role == role]

    @property
    def target(self) -> Column:
        """The column to predict."""
        return self.role("target")[0]

    @property
    def categories(self) -> list[Column]:
        """Features with levels."""
        return [column for column in self.role("feature") if column.kind == "category"]

    @property
    def numbers(self) -> list[Column]:
        """Features that are numbers."""
        return [column for column in self.role("feature") if column.kind != "category"]


def read_contract(project: Project) -> Contract:
    """Read and check ``data/contract.toml``.

    Raises
    ------
    InputError
        When the contract contradicts itself, with the column and the key.
    """
    table = read_toml(project.root / "data" / "contract.toml")
    columns = []
    for name, facts in table["columns"].items():
        facts = {key: tuple(v) if isinstance(v, list) else v for key, v in facts.items()}
        try:
            column = Column(name=name, **facts)
        except TypeError as error:
            raise InputError(f"data/contract.toml, column '{name}': {error}") from None
        if column.kind not in KINDS or column.role not in ROLES:
            kind_role = f"kind '{column.kind}' or role '{column.role}'"
            raise InputError(f"data/contract.toml, column '{name}': unknown {kind_role}")
        if column.kind == "category" and len(set(column.levels)) < 2:
            raise InputError(f"data/contract.toml, column '{name}': needs two different levels")
        if column.role == "feature" and column.kind in ("date", "text"):
            raise InputError(f"data/contract.toml, column '{name}': a {column.kind} is no feature")
        columns.append(column)
    contract = Contract(table["data"], table.get("source", {}), tuple(columns))
    if len(contract.role("target")) != 1 or not contract.role("feature"):
        raise InputError("data/contract.toml: needs exactly one target and at least one feature")
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
    except FileNotFoundError:
        raise InputError(f"{path} is not there") from None
    except pd.errors.EmptyDataError:
        raise InputError(f"{path.name} is an empty file") from None
    except (OSError, UnicodeDecodeError, pd.errors.ParserError) as error:
        raise InputError(f"{path.name} is not a CSV file: {error}") from None


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
            close = difflib.get_close_matches(column.name, list(rows.columns), 1)
            hint = f" (there is '{close[0]}')" if close else ""
            raise InputError(f"column '{column.name}' is missing{hint}")
        text = rows[column.name].astype(str).str.strip()
        typed[column.name], faults = _convert(text, column)
        if not column.missing:
            faults.insert(0, (text == "", "is empty"))
        for bad, reason in faults:
            for position in np.flatnonzero(bad)[:1]:
                problems.append((int(position), column.name, text.iloc[position], reason))
    if problems:
        row, name, value, reason = min(problems, key=lambda problem: problem[0])
        raise InputError(f"row {row + 1}, column '{name}': '{value}' {reason}")
    return pd.DataFrame(typed, index=rows.index)


def _convert(text: pd.Series, column: Column) -> tuple[pd.Series, list[tuple[Any, str]]]:
    """Convert one column; return its values and, for each kind of fault, the rows that have it."""
    given = text != ""
    if column.kind == "category":
        values = pd.Series(pd.Categorical(text.where(given), list(column.levels)), text.index)
        return values, [(given & values.isna(), f"is not one of {', '.join(column.levels)}")]
    if column.kind == "date":
        values = pd.to_datetime(text.where(given), errors="coerce", format="ISO8601")
        return values, [(given & values.isna(), "is not an ISO 8601 date")]
    if column.kind == "text":
        return text, []
    values = pd.to_numeric(text.where(given), errors="coerce").astype(float)
    faults = [(given & values.isna(), "is not a number"), (np.isinf(values), "is infinite")]
    if column.kind == "integer":
        faults.append((values.notna() & (values % 1 != 0), "is not a whole number"))
    if column.range is not None:
        low, high = column.range
        faults.append(((values < low) | (values > high), f"is outside {low:g} to {high:g}"))
    return values, faults
