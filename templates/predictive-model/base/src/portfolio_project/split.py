"""Which rows train, which validate and which test; and the folds inside the training part.

An official test part comes first, else time, else groups, else strata of the target. Equal rows
count as one unit, so a duplicate never stands on both sides; a training row that all but equals a
later part's row leaves the training part.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.model_selection import StratifiedGroupKFold, TimeSeriesSplit
from sklearn.neighbors import NearestNeighbors

from . import task
from .contract import Contract
from .data import Table

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


def split(table: Table, settings: dict[str, Any], seed: int) -> Split:
    """Divide the rows.

    Parameters
    ----------
    table : Table
        All rows.
    settings : dict
        ``test`` and ``validation``: shares of the rows.
    seed : int
        Decides which rows, where chance decides.
    """
    rows = np.arange(len(table.y))
    strategy = "stratified" if table.groups is None else "group"
    strategy = strategy if table.times is None else "time"
    test = _part(table, rows, settings["test"], seed)
    if table.official is not None:
        strategy, test = "official", np.flatnonzero(table.official == "test")
    rest, share = np.setdiff1d(rows, test), settings["validation"] / (1 - settings["test"])
    val = _part(table, rest, share, seed) if share else rest[:0]
    train = np.setdiff1d(rest, val)
    clean_val = _without_near(table, val, test)
    clean_train = _without_near(table, train, np.union1d(val, test))
    dropped = len(rest) - len(clean_val) - len(clean_train)
    return Split(clean_train, clean_val, test, strategy, dropped)


def folds(table: Table, rows: Rows, settings: dict[str, Any], seed: int) -> list[tuple[Rows, Rows]]:
    """Cut rows into folds, ``repeats`` times over.

    Returns
    -------
    list of (fit, validate)
        Positions within ``rows``. Time gives one repeat of growing windows.
    """
    if table.times is not None:
        order = np.argsort(table.times[rows], kind="stable")
        windows = TimeSeriesSplit(settings["folds"]).split(order)
        return [(order[fit], order[validate]) for fit, validate in windows]
    strata, units = task.strata(table.y[rows]), _units(table)[rows]
    cuts = []
    for repeat in range(settings["repeats"]):
        folder = StratifiedGroupKFold(settings["folds"], shuffle=True, random_state=seed + repeat)
        cuts.extend(folder.split(rows, strata, units))
    return cuts


def nearest(X: pd.DataFrame, others: pd.DataFrame, contract: Contract) -> npt.NDArray[np.float64]:
    """Distance from each row to the closest of the others.

    Parameters
    ----------
    X, others : DataFrame, shapes (n, fields) and (m, fields)
        Features.
    contract : Contract
        Tells numbers from categories.

    Returns
    -------
    ndarray, shape (n,)
        The largest difference in any field (Chebyshev), in standard deviations; a category that
        differs counts as one.
    """
    if len(X) == 0 or len(others) == 0:
        return np.full(len(X), np.inf)
    both = pd.concat([X, others])
    spaced = [both[c.name] / (both[c.name].std() or 1.0) for c in contract.numbers]
    spaced += [both[c.name].cat.codes for c in contract.categories]
    values = np.nan_to_num(np.column_stack(spaced), nan=1e6)  # empty cells equal each other alone
    search = NearestNeighbors(n_neighbors=1, metric="chebyshev").fit(values[len(X) :])
    distances: npt.NDArray[np.float64] = search.kneighbors(values[: len(X)])[0][:, 0]
    return distances


def _part(table: Table, rows: Rows, share: float, seed: int) -> Rows:
    """Choose about ``share`` of the rows: the latest, or whole units from every stratum."""
    if table.times is not None:
        times = table.times[rows]
        return rows[times >= np.sort(times)[int(len(rows) * (1 - share))]]
    folder = StratifiedGroupKFold(round(1 / share), shuffle=True, random_state=seed)
    _, part = next(folder.split(rows, task.strata(table.y[rows]), _units(table)[rows]))
    return rows[part]


def _units(table: Table) -> npt.NDArray[np.generic]:
    """Say what must stay together: the group, or else the rows that are equal."""
    return table.contents if table.groups is None else table.groups


def _without_near(table: Table, rows: Rows, later: Rows) -> Rows:
    distances = nearest(table.X.iloc[rows], table.X.iloc[later], table.contract)
    return rows[distances > NEAR]
