"""From a predicted value to an interval that holds the truth as often as promised.

Split-conformal prediction: the width comes from errors on rows that the model has not seen, and the
promise holds whatever the model and the distribution, as long as new rows are like those rows.
Formula: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, 2018, section 2.2.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import betabinom

from . import metrics, task
from .contract import Column
from .reporting.intervals import Resampling, Statistic
from .reporting.parameters import Rule, number
from .reporting.project import InputError
from .reporting.shares import Bools, Floats, Groups, Share, share
from .reporting.tiers import Tier

RULES: dict[str, Rule] = {"conformal.coverage": number(0.5, 1, open_ends=True)}  # of params.toml
UNLUCKY = 0.001  # chance that an interval which is right falls below the gate
DRIFT = 0.05  # of the coverage, that time may take: the rows after the test part are others again


@dataclass(frozen=True)
class Decision:
    """Say the prediction, give or take ``half_width``.

    Parameters
    ----------
    half_width : float
        In the unit of the target.
    promised : float
        Share of new rows whose true value the interval holds.
    low, high : float
        What is possible: predictions and ends of intervals beyond are moved there.
    units : int
        Rows, or groups of rows that belong together, that the width was measured on.
    """

    half_width: float
    promised: float
    low: float = -np.inf
    high: float = np.inf
    units: int = 0


def decide(
    y: Floats,
    p: Floats,
    params: dict[str, Any],
    target: Column | None = None,
    clusters: Groups | None = None,
) -> Decision:
    """Choose the width from the errors of models that had not seen the rows.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values and predictions, one of each row.
    params : dict
        The tables of params.toml; ``conformal.coverage`` is the promise.
    target : Column, optional
        Its range is what is possible.
    clusters : ndarray of int, shape (n,), optional
        Which rows belong together.

    Raises
    ------
    InputError
        When there are too few rows to promise so much.
    """
    promised = params["conformal"]["coverage"]
    rank = int(np.ceil((len(y) + 1) * promised))  # the n + 1 stands for the new row
    if rank > len(y):
        raise InputError(f"{len(y)} validation rows are too few to promise {promised:.0%} coverage")
    low, high = target.range if target else (-np.inf, np.inf)
    half_width = float(np.sort(np.abs(y - np.clip(p, low, high)))[rank - 1])
    units = len(y) if clusters is None else len(np.unique(clusters))
    return Decision(half_width, promised, low, high, units)


def predict_tier(tier: Tier, X: pd.DataFrame) -> Floats:
    """Give what a tier predicts, inside what is possible; this is what is served and measured."""
    return np.clip(task.predict(tier.model, X), tier.decision.low, tier.decision.high)


def measures(decision: Decision, y: Floats, p: Floats) -> dict[str, Statistic]:
    """Give every metric by name, of weights alone."""
    plain = ("mae", "rmse", "r2", "bias")
    stats: dict[str, Statistic] = {name: partial(getattr(metrics, name), y, p) for name in plain}
    return stats | {"coverage": Share(inside(decision, y, p), np.ones(len(y), dtype=bool))}


def names(target: Column) -> list[str]:
    """Name every metric, for gates and slices."""
    del target
    return list(measures(Decision(0.0, 0.9), np.zeros(1), np.zeros(1)))


def inside(decision: Decision, y: Floats, p: Floats) -> Bools:
    """Say of each row whether the interval holds its true value, ends included."""
    return np.abs(y - p) <= decision.half_width


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 3)
        The value and the ends of its interval, which hold it; all inside the contract's range.
    """
    low, high = target.range
    half = decision.half_width
    ends = {"prediction": 0.0, "interval_low": -half, "interval_high": half}
    return pd.DataFrame({n: np.clip(predictions + end, low, high) for n, end in ends.items()})


def mistakes(
    decision: Decision, y: Floats, p: Floats, target: Column
) -> list[tuple[str, Bools, str, Bools]]:
    """Name the rows with the largest errors, and whom they are to be compared with.

    Returns
    -------
    list of (str, ndarray of bool, str, ndarray of bool)
        What the rows are called and which they are; all others.
    """
    del decision, target
    losses = metrics.row_losses(y, p)
    worst = losses >= np.quantile(losses, 0.9)
    return [("rows with the largest errors", worst, "other rows", ~worst)]


def gates(decision: Decision, units: int, by_time: bool) -> dict[str, dict[str, Any]]:
    """Give the gate on the promise: what a correct interval would hardly ever fall below.

    The share of test rows that a correct interval holds is beta-binomial: the width was measured on
    some rows, and is tried on some others. Rows that are later are not exchangeable with these, so
    nothing is known of the share: there the gate is a decision, ``DRIFT``, and warns.

    Parameters
    ----------
    decision : Decision
        Of the served tier.
    units : int
        Test rows, or groups of them.
    by_time : bool
        Whether the test part is the latest.
    """
    rank = min(int(np.ceil((decision.units + 1) * decision.promised)), decision.units)
    fewest = betabinom.ppf(UNLUCKY, units, rank, decision.units + 1 - rank) / units
    floor = decision.promised - DRIFT if by_time else np.floor(1e8 * fewest) / 1e8
    gate = {"metric": "coverage", "op": ">=", "threshold": round(float(floor), 8)}
    return {"keeps_its_promise": gate | ({"warns": True} if by_time else {})}


def facts(y: Floats, p: Floats, decision: Decision, resampling: Resampling) -> dict[str, Any]:
    """Say whether the prediction intervals keep their promise.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values and predictions of the test rows.
    decision : Decision
        Of the served tier.
    resampling : dict
        The options of the bootstrap.

    Returns
    -------
    dict
        ``calibration``: the promise, the half width, and the measured coverage.
    """
    parts = by_size(y, p, decision, resampling["level"], resampling["clusters"])
    width = round(decision.half_width, 8)
    return {"calibration": {"promised": decision.promised, "half_width": width, "coverage": parts}}


def by_size(
    y: Floats, p: Floats, decision: Decision, level: float, clusters: Groups | None = None
) -> dict[str, dict[str, Any]]:
    """Measure coverage overall and by third of the prediction: one width may fail at the ends.

    Returns
    -------
    dict of str to dict
        ``n``, and the share of true values inside the interval with its own interval.
    """
    third, covered = np.quantile(p, [1 / 3, 2 / 3]), inside(decision, y, p)
    size = np.array(["low", "middle", "high"])[np.searchsorted(third, p)]
    rows = {f"{name} predictions": size == name for name in ("low", "middle", "high")}
    every = {"all": np.ones(len(y), dtype=bool)} | rows
    code = np.arange(len(y)) if clusters is None else clusters
    return {n: share(covered[part], level, code[part]) for n, part in every.items() if part.any()}
