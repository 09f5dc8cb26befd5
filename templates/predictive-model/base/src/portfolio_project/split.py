"""Which rows train, which validate and which test; and the folds inside the training part.

An official test part comes first, else time, else groups, else strata of the target. What must not
cross is said once, in :func:`crossing`: it cleans the split, and the audit asks it again.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .data import Table
from .reporting.project import InputError
from .units import Mask, Rows, cut, draw, few_levels, ranks, strategy_of, whole_groups

REASONS = {
    "duplicates": "they equal rows of a later part",
    "future": "they are not before a later part",
    "groups": "a later part asks about their groups",
}


@dataclass(frozen=True)
class Split:
    """Positions of the rows of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
        ``val`` is empty where validation is done by cross-validation alone.
    strategy : str
        ``official``, ``time``, ``group`` or ``stratified``.
    dropped : dict of str to int
        Rows left out of training and validation, because they would have crossed: equal to a later
        part's row (``duplicates``), not before it (``future``) or of one of its ``groups``.
    notes : list of str
        What the owner would not expect, in sentences.
    """

    train: Rows
    val: Rows
    test: Rows
    strategy: str
    dropped: dict[str, int]
    notes: list[str]


def split(table: Table, params: dict[str, Any]) -> Split:
    """Divide the rows.

    Parameters
    ----------
    table : Table
        All rows.
    params : dict
        ``split.test`` and ``split.validation`` are shares of the rows; ``seed`` decides which rows,
        where chance decides. Where a new group and a later time are wanted, ``test`` is the share
        of both, and the rows that are only one of them are dropped.

    Raises
    ------
    InputError
        When the training or the test part is left with one value of the target, or without rows.
    """
    rows, shares, seed = np.arange(len(table.y)), params["split"], params["seed"]
    strategy = strategy_of(table)
    if strategy == "official":
        test = np.flatnonzero(table.roles["split"] == "test")
    else:
        test = _choose(table, rows, shares["test"], seed)
    rest = np.setdiff1d(rows, test)
    share = shares["validation"] * len(rows) / max(len(rest), 1)
    val = _choose(table, rest, share, seed) if share else rest[:0]
    train, dropped = np.setdiff1d(rest, val), {"duplicates": 0}
    val = _drop(table, val, test, dropped)
    train = _drop(table, train, np.append(val, test), dropped)
    for name, part in {"training": train, "test": test}.items():
        if len(np.unique(table.y[part])) < 2:
            raise InputError(f"the {name} part has {len(part)} rows without two target values")
    got = len(test) / len(rows)
    notes = [f"{n:,} rows left training: {REASONS[reason]}" for reason, n in dropped.items() if n]
    if strategy != "official" and abs(got - shares["test"]) > 0.02:
        whole = {"time": "moments are", "group": "groups are"}.get(strategy, "equal rows are")
        notes.append(f"the test part has {got:.0%} of the rows, not {shares['test']:.0%}: {whole}")
        notes[-1] += " kept whole"
    if few_levels(table):
        notes.append("most rows have a twin, so equal rows are different cases and may cross")
    return Split(train, val, test, strategy, dropped, notes)


def crossing(table: Table, rows: Rows, later: Rows) -> dict[str, Mask]:
    """Find the rows that should not be used for fitting what is measured on later ones.

    Parameters
    ----------
    table : Table
        All rows.
    rows, later : ndarray of int
        Earlier rows, shape (n,), and at least one row of a later part.

    Returns
    -------
    dict of str to ndarray of bool, shape (n,)
        Whether each row equals a later one (``duplicates``), is not before it (``future``), or is
        of one of its ``groups``; the last two where the data has such a column.
    """
    masks = {"duplicates": np.isin(table.contents[rows], table.contents[later])}
    if "time" in table.roles:
        times = table.roles["time"]
        masks["future"] = times[rows] >= times[later].min()
    if "group" in table.roles:
        groups = pd.Series(table.roles["group"])
        masks["groups"] = groups[rows].isin(groups[later]).to_numpy()
    return masks


def binding(table: Table) -> dict[str, bool]:
    """Say which crossings make rows leave training; the others are told and have an honest cause.

    Where there are few levels, equal rows are different cases. An official test part is the
    source's own. Groups go on through time, unless new ones are asked for.
    """
    drawn = strategy_of(table) != "official"
    return {
        "duplicates": not few_levels(table),
        "future": drawn,
        "groups": drawn and whole_groups(table),
    }


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
    k, repeats, seed = params["search"]["folds"], params["search"]["repeats"], params["seed"]
    if "time" in table.roles:
        times = table.roles["time"][rows]
        starts = [times >= cut(times, 1 - i / (k + 1)) for i in range(1, k + 1)]
        windows = zip(starts, [*starts[1:], np.zeros(len(rows), dtype=bool)], strict=True)
        cuts = [(~since, since & ~until) for since, until in windows]
        if whole_groups(table):
            fold = ranks(table, rows, seed) % k
            cuts = [(fit & (fold != i), new & (fold == i)) for i, (fit, new) in enumerate(cuts)]
    else:
        orders = [ranks(table, rows, seed + repeat) % k for repeat in range(repeats)]
        cuts = [(fold != i, fold == i) for fold in orders for i in range(k)]
    cuts = [cut for cut in cuts if all(len(np.unique(table.y[rows[part]])) > 1 for part in cut)]
    if not cuts:
        units = f"{len(rows)} rows" + " and few groups" * whole_groups(table)
        fault = f"none of {k} folds of the training part holds more than one target value"
        raise InputError(f"{fault} ({units})")
    return [(np.flatnonzero(fit), np.flatnonzero(new)) for fit, new in cuts]


def _drop(table: Table, rows: Rows, later: Rows, dropped: dict[str, int]) -> Rows:
    """Leave out the rows that would cross into later ones, and count them by what they are."""
    for reason, binds in binding(table).items():
        if binds and len(later) and reason in (masks := crossing(table, rows, later)):
            dropped[reason] = dropped.get(reason, 0) + int(masks[reason].sum())
            rows = rows[~masks[reason]]
    return rows


def _choose(table: Table, rows: Rows, share: float, seed: int) -> Rows:
    """Choose about ``share`` of the rows: the latest, or whole units from every stratum."""
    chosen = np.ones(len(rows), dtype=bool)
    if "time" in table.roles:
        chosen = table.roles["time"][rows] >= cut(table.roles["time"][rows], share)
    if "time" not in table.roles or whole_groups(table):
        chosen &= draw(ranks(table, rows, seed), share)
    return rows[chosen]
