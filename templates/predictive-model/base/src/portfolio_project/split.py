"""Which rows train, which validate and which test; and the folds inside the training part.

An official test part comes first, else time, else groups, else strata of the target. Equal rows
count as one unit, so a duplicate never stands on both sides; a training row that all but equals a
later part's row leaves the training part.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold, TimeSeriesSplit
from sklearn.neighbors import NearestNeighbors

from . import task
from .data import Table
from .reporting.project import InputError

Rows = npt.NDArray[np.intp]

NEAR = 1e-3  # standard deviations; closer than this in every field is the same case measured twice


@dataclass(frozen=True)
class Split:
    """Positions of the rows of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
        ``val`` is empty where validation is done by cross-validation alone.
    strategy : str
        ``official``, ``time``, ``group`` or ``stratified``.
    dropped : int
        Rows left out because they all but equal a row of a later part.
    """

    train: Rows
    val: Rows
    test: Rows
    strategy: str
    dropped: int


def split(table: Table, params: dict[str, Any]) -> Split:
    """Divide the rows.

    Parameters
    ----------
    table : Table
        All rows.
    params : dict
        ``split.test`` and ``split.validation`` are shares of the rows; ``seed`` decides which rows,
        where chance decides.

    Raises
    ------
    InputError
        When the training or the test part is left with one value of the target, or without rows.
    """
    rows, shares, seed = np.arange(len(table.y)), params["split"], params["seed"]
    by_role = {"split": "official", "time": "time", "group": "group"}
    strategy = next((by_role[role] for role in by_role if role in table.roles), "stratified")
    if strategy == "official":
        test = np.flatnonzero(table.roles["split"] == "test")
    else:
        test = _part(table, rows, shares["test"], seed)
    rest, share = np.setdiff1d(rows, test), shares["validation"] / (1 - shares["test"])
    val = _part(table, rest, share, seed) if share else rest[:0]
    train = np.setdiff1d(rest, val)
    val = val[nearest(table.X.iloc[val], table.X.iloc[test]) > NEAR]
    later = np.concatenate([val, test])
    train = train[nearest(table.X.iloc[train], table.X.iloc[later]) > NEAR]
    for name, part in {"training": train, "test": test}.items():
        if len(np.unique(table.y[part])) < 2:
            raise InputError(f"the {name} part has {len(part)} rows without two target values")
    return Split(train, val, test, strategy, len(rest) - len(val) - len(train))


def folds(table: Table, rows: Rows, params: dict[str, Any]) -> list[tuple[Rows, Rows]]:
    """Cut rows into ``search.folds`` folds, ``search.repeats`` times over.

    Returns
    -------
    list of (fit, validate)
        Positions within ``rows``. Time gives one repeat of growing windows. A fold in which all
        rows have one target value is left out: it cannot be learned from, or tells nothing.

    Raises
    ------
    InputError
        When no fold is left.
    """
    k, repeats = params["search"]["folds"], params["search"]["repeats"]
    if "time" in table.roles:
        order = np.argsort(table.roles["time"][rows], kind="stable")
        cuts = [(order[fit], order[val]) for fit, val in TimeSeriesSplit(k).split(order)]
    else:
        cuts = [cut for i in range(repeats) for cut in _cuts(table, rows, k, params["seed"] + i)]
    cuts = [cut for cut in cuts if all(len(np.unique(table.y[rows[i]])) > 1 for i in cut)]
    if not cuts:
        raise InputError(f"none of {k} folds of the training part holds more than one target value")
    return cuts


def nearest(X: pd.DataFrame, others: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Distance from each row to the closest of the others.

    Parameters
    ----------
    X, others : DataFrame, shapes (n, fields) and (m, fields)
        Features: numbers, and categories with the same levels.

    Returns
    -------
    ndarray, shape (n,)
        The largest difference in any field (Chebyshev), in standard deviations; a category that
        differs counts as one or more.
    """
    if len(X) == 0 or len(others) == 0:
        return np.full(len(X), np.inf)
    both = pd.concat([X, others])
    coded = both.select_dtypes("category").apply(lambda column: column.cat.codes)
    numbers = both.select_dtypes("number")
    spaced = np.hstack([coded, numbers / numbers.std().replace(0, 1)])
    values = np.nan_to_num(spaced.astype(float), nan=1e6)  # empty cells equal each other alone
    search = NearestNeighbors(n_neighbors=1, metric="chebyshev").fit(values[len(X) :])
    return np.asarray(search.kneighbors(values[: len(X)])[0][:, 0])


def _part(table: Table, rows: Rows, share: float, seed: int) -> Rows:
    """Choose about ``share`` of the rows: the latest, or whole units from every stratum."""
    if "time" in table.roles:
        times = table.roles["time"][rows]
        return rows[times >= np.sort(times)[int(len(rows) * (1 - share))]]
    near = Fraction(share).limit_denominator(max(5, round(1 / share)))  # few folds, for small data
    chosen = _cuts(table, rows, near.denominator, seed)[: near.numerator]
    return rows[np.sort(np.concatenate([part for _, part in chosen]))]


def _cuts(table: Table, rows: Rows, k: int, seed: int) -> list[tuple[Rows, Rows]]:
    """Cut rows into k folds; groups, or else rows that are equal, stay together."""
    units = table.roles.get("group", table.contents)
    folder = StratifiedGroupKFold(k, shuffle=True, random_state=seed)
    return list(folder.split(rows, task.strata(table.y[rows]), units[rows]))
