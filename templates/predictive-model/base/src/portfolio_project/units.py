"""What is drawn as a whole: a row, a group, or a block of time.

The split draws whole units, and the bootstrap draws them again: rows that belong together are not
independent cases, so an interval over single rows would promise too much.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from . import task
from .data import Table
from .reporting.project import InputError

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

FEW = 0.5  # share of rows with a twin above which equal rows are taken for different cases
BLOCKS = 20  # of time, at least: fewer would be too few draws for a 95 % interval
CALENDAR = {"Y": "year", "M": "month", "W": "week", "D": "day", "h": "hour"}


def strategy_of(table: Table) -> str:
    """Say what parts the rows."""
    by_role = {"split": "official", "time": "time", "group": "group"}
    return next((by_role[role] for role in by_role if role in table.roles), "stratified")


def few_levels(table: Table) -> bool:
    """Whether so many rows are equal that it says nothing: there are few values to take."""
    return bool(pd.Series(table.contents).duplicated(keep=False).mean() > FEW)


def whole_groups(table: Table) -> bool:
    """Whether a group is kept on one side: always, but with time only if new ones are wanted."""
    new = "time" not in table.roles or any(c.unseen for c in table.contract.role("group"))
    return "group" in table.roles and new


def ranks(table: Table, rows: Rows, seed: int) -> Rows:
    """Put units in an order in which every k-th one is like the whole; give each row its place.

    The order is by size, then by stratum of the target, then by chance. A unit is a group, or else
    the rows that are equal.
    """
    equal = np.arange(len(table.y)) if few_levels(table) else table.contents
    unit = pd.factorize(table.roles.get("group", equal)[rows])[0]
    size, rng = np.bincount(unit), np.random.default_rng(seed)
    stratum = np.round(np.bincount(unit, task.strata(table.y[rows])) / size)
    order = np.lexsort((rng.random(len(size)), stratum, np.round(2 * np.log2(size))))
    return np.argsort(order)[unit]


def draw(rank: Rows, share: float) -> Mask:
    """Take every n-th unit, so that about ``share`` of the rows are taken.

    A unit that is larger than the whole part stays out of it, unless all are.
    """
    size = np.bincount(rank)
    if len(size) < 2:
        raise InputError("role 'group': all rows are of one group, which cannot be divided")
    fits = size <= share * len(rank)
    fits = fits if fits.any() else size > 0
    n = int(fits.sum())
    many = round(share * len(rank) / size[fits].mean())
    many = min(max(many, 1), n if n < len(size) else n - 1)
    before = np.cumsum(fits) * many + n // 2
    return (fits & (before // n > (before - many) // n))[rank]


def cut(times: npt.NDArray[Any], share: float) -> Any:
    """Find the moment from which on there are about ``share`` of the rows: the nearest one.

    Rows of one moment stay together.
    """
    moments, counts = np.unique(times, return_counts=True)
    if len(moments) < 2:
        raise InputError(f"role 'time': all {len(times)} rows are of one moment, {moments[0]}")
    since = np.cumsum(counts[::-1])[::-1]
    return moments[1 + np.argmin(np.abs(since[1:] - share * len(times)))]


def clusters(table: Table, rows: Rows) -> tuple[str, Rows | None]:
    """Say what the intervals of some rows are drawn over.

    Errors that are close in time resemble each other, so a block of time should be long; it is the
    longest part of the calendar of which the rows have ``BLOCKS``, or so many runs of moments where
    time is a number. Weeks and months also hold every hour and weekday in their usual shares.

    Returns
    -------
    str, ndarray of int, shape (n,), or None
        The unit, and that of each row, counted from 0; None where every row is one.
    """
    strategy = strategy_of(table)
    if "time" in table.roles and (strategy == "time" or "group" not in table.roles):
        unit, block = blocks(table.roles["time"][rows])
        return unit, pd.factorize(block)[0]
    if "group" in table.roles:
        return "group", pd.factorize(table.roles["group"][rows])[0]
    return "row", None


def blocks(times: npt.NDArray[Any]) -> tuple[str, npt.NDArray[Any]]:
    """Cut time into blocks: their name, and that of each row."""
    if np.issubdtype(times.dtype, np.datetime64):
        for code, name in CALENDAR.items():
            block = times.astype(f"datetime64[{code}]")
            if len(np.unique(block)) >= BLOCKS:
                return name, block
    moment = np.unique(times, return_inverse=True)[1]
    length = 1 if np.issubdtype(times.dtype, np.datetime64) else max(1, moment.max() // BLOCKS)
    return "moment" if length == 1 else f"{length}-moment block", moment // length
