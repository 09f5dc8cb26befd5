"""From an expected value to an interval that holds the truth as often as promised.

Split-conformal prediction: the width comes from errors on rows that the model has not seen, and the
promise holds whatever the model and the distribution, as long as new rows are like those rows.
Formula: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, 2018, section 2.2.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import metrics
from .contract import Column
from .reporting.intervals import Floats, share
from .reporting.project import InputError

Measure = Callable[[Floats, Floats, Floats], Floats]


@dataclass(frozen=True)
class Decision:
    """Say the prediction, give or take ``half_width``.

    Parameters
    ----------
    half_width : float
        In the unit of the target.
    promised : float
        Share of new rows whose true value the interval holds.
    """

    half_width: float
    promised: float


def decide(y: Floats, p: Floats, params: dict[str, Any]) -> Decision:
    """Choose the width from the errors on validation rows.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values, and predictions by a model that had not seen them.
    params : dict
        The tables of params.toml; ``conformal.coverage`` is the promise.

    Raises
    ------
    InputError
        When there are too few rows to promise so much.
    """
    promised = params["conformal"]["coverage"]
    rank = int(np.ceil((len(y) + 1) * promised))  # the n + 1 stands for the new row
    if rank > len(y):
        raise InputError(f"{len(y)} validation rows are too few to promise {promised:.0%} coverage")
    return Decision(float(np.sort(np.abs(y - p))[rank - 1]), promised)


def measures(decision: Decision) -> dict[str, Measure]:
    """Give every metric by name, with the width of the prediction interval filled in."""
    plain = {name: getattr(metrics, name) for name in ("mae", "rmse", "r2", "bias")}
    return plain | {"coverage": partial(metrics.coverage, half_width=decision.half_width)}


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 3)
        The expected value and the ends of the interval, inside the contract's range.
    """
    ends = {"interval_low": -decision.half_width, "interval_high": decision.half_width}
    low, high = target.range
    clipped = {name: np.clip(predictions + end, low, high) for name, end in ends.items()}
    return pd.DataFrame({"prediction": predictions, **clipped})


def calibration(y: Floats, p: Floats, decision: Decision, how: dict[str, Any]) -> dict[str, Any]:
    """Say whether the prediction intervals keep their promise.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values and predictions of the test rows.
    decision : Decision
        As chosen on validation.
    how : dict
        ``level`` of the confidence intervals.

    Returns
    -------
    dict
        The promise, the half width, and the measured coverage.
    """
    half_width, found = round(decision.half_width, 8), by_size(y, p, decision, how["level"])
    return {"promised": decision.promised, "half_width": half_width, "coverage": found}


def by_size(y: Floats, p: Floats, decision: Decision, level: float) -> dict[str, dict[str, float]]:
    """Measure coverage overall and by third of the prediction: one width may fail at the ends.

    Returns
    -------
    dict of str to dict
        ``n``, and the share of true values inside the interval with its own interval.
    """
    inside, third = np.abs(y - p) <= decision.half_width, np.quantile(p, [1 / 3, 2 / 3])
    size = np.array(["low", "middle", "high"])[np.searchsorted(third, p)]
    parts = {f"{name} predictions": inside[size == name] for name in ("low", "middle", "high")}
    every = {"all": inside} | parts
    return {name: share(hits, level) for name, hits in every.items() if hits.size}
