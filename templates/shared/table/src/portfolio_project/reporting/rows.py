"""The rows, checked against the contract: text goes in, and numbers, dates and levels come out.

There is one door for a CSV file and for one record, so a row that training would refuse is refused
by ``predict`` as well.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..contract import Column, closest
from .project import InputError

SHOWN = 3  # rows of each fault that are named; how many there are is said
NAMES = {"id", "user", "item"}  # roles whose text is taken as it is: "-" may be a name


def read_csv(path: Path) -> pd.DataFrame:
    """Read a CSV file as text, without guessing types.

    Raises
    ------
    InputError
        When there is no such file, nothing in it, or it is not CSV.
    """
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as CSV: {error}") from None
    if not isinstance(rows.index, pd.RangeIndex):
        raise InputError(f"{path.name} cannot be read as CSV: rows have more cells than headings")
    mark = next((mark for mark in ";\t|" if mark in rows.columns[0]), None)
    if len(rows.columns) == 1 and mark:
        fault = f"its cells are separated by {mark!r}; save it with commas, and points in decimals"
        raise InputError(f"{path.name} cannot be read as CSV: {fault}")
    return rows


def leave_out(rows: pd.DataFrame, columns: list[Column]) -> pd.DataFrame:
    """Leave out the rows that the contract does not want, by the value of a column."""
    for column in columns:
        if column.left_out and column.name in rows:
            text = rows[column.name].str.strip()
            empty = text.isin(set(column.empty) - set(column.levels))
            rows = rows[~text.mask(empty, "").isin(column.left_out)]
    return rows


def check_rows(rows: pd.DataFrame, columns: list[Column], closed: bool = False) -> pd.DataFrame:
    """Turn text into values, refusing what the contract does not allow.

    Parameters
    ----------
    rows : DataFrame of str, shape (n, any)
        What to check.
    columns : list of Column
        What to keep. Excluded columns are kept as text, and neither checked nor needed.
    closed : bool
        Whether a further column is a fault; otherwise it is ignored.

    Returns
    -------
    DataFrame, shape (n, len(columns))
        Numbers as float64, categories with the contract's levels, dates as datetime64 in UTC.

    Raises
    ------
    InputError
        Names every fault once: the first row that has it (counted from 1, below the heading), its
        column and its value, how many rows have it, and some of them.
    """
    if rows.empty:
        raise InputError("the data has no rows")
    typed, problems = {}, []
    for column in columns:
        if column.name not in rows and column.role == "excluded":
            continue
        if column.name not in rows:
            fault = f"column '{column.name}' is missing{closest(column.name, rows)}"
            problems.append((-1, fault))
            continue
        text = rows[column.name].astype(str).str.strip()
        typed[column.name], faults = convert(text, column)
        for reason, bad in faults.items():
            at = np.flatnonzero(bad)
            if len(at):
                problems.append((int(at[0]), describe(column.name, text, at, reason)))
    if closed:
        unknown = rows.columns.difference([column.name for column in columns], sort=False)
        fault = "is not in data/contract.toml: give it a role"
        problems += [(-1, f"column '{name}' {fault}") for name in unknown]
    if problems:
        raise InputError("\n".join(fault for _, fault in sorted(problems, key=lambda p: p[0])))
    return pd.DataFrame(typed, index=rows.index)


def describe(name: str, text: pd.Series, at: Any, reason: str) -> str:
    """Say one kind of fault of a column: its first row, and how many more there are."""
    first, *more = [f"'{text.iloc[i]}'" for i in at[:SHOWN]]
    at = text.index.to_numpy()[at] + 1
    message = f"row {at[0]}, column '{name}': {first} {reason}"
    if not more:
        return message
    others = ", ".join(f"row {i} {value}" for i, value in zip(at[1:], more, strict=False))
    return f"{message} ({len(at):,} rows; next {others})"


def convert(text: pd.Series, column: Column) -> tuple[pd.Series, dict[str, Any]]:
    """Convert one column; return its values and, for each kind of fault, the rows that have it."""
    if column.role == "excluded":
        return text, {}
    blanks = [] if column.role in NAMES else set(column.empty) - set(column.levels)
    filled = ~text.isin(["", *blanks]).to_numpy()
    faults = {"is empty, and the contract does not say missing = true": ~filled & ~column.missing}
    if column.kind == "text":
        return text, faults
    if column.kind == "category":
        known, levels = text.isin(column.levels).to_numpy(), ", ".join(column.levels[:12])
        more = f" or {len(column.levels) - 12} more" if len(column.levels) > 12 else ""
        faults[f"is not one of {levels}{more}"] = filled & ~known
        return text.where(known).astype(pd.CategoricalDtype(column.levels)), faults
    if column.kind == "date":
        values = pd.to_datetime(text.where(filled), errors="coerce", format="ISO8601", utc=True)
        faults["is not an ISO 8601 date"] = filled & values.isna().to_numpy()
        zoned = text.str.contains(r"\d[T ]\d.*(?:Z|[+-]\d\d(?::?\d\d)?)$").to_numpy() & filled
        if zoned.any():
            faults["has no time zone, which other rows have"] = filled & ~zoned
        return values.dt.tz_localize(None), faults
    values = pd.to_numeric(text.where(filled), errors="coerce").astype(float) + 0.0  # no -0.0
    x = values.to_numpy()  # much faster than a series where there is one row
    finite, (low, high) = np.isfinite(x), column.range
    faults["is not a number"] = filled & np.isnan(x)
    faults["is infinite"] = np.isinf(x)
    faults["is not a whole number"] = (column.kind == "integer") & finite & (np.floor(x) != x)
    faults[out_of_range(low, high)] = finite & ((x < low) | (x > high))
    return values, faults


def out_of_range(low: float, high: float) -> str:
    """Say what a value outside of a range is; an end that is open is not named."""
    if np.isinf(high):
        return f"is below {low:.12g}"
    return f"is above {high:.12g}" if np.isinf(low) else f"is outside {low:.12g} to {high:.12g}"
