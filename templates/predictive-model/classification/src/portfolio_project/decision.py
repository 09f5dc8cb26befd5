"""From a probability to a decision: the threshold at which errors cost least.

A missed positive and a false alarm do not cost the same, so one half is the wrong threshold. It is
chosen on validation predictions; the test part has no say in it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .contract import Column
from .intervals import Floats


@dataclass(frozen=True)
class Decision:
    """Say "positive" when the probability is at least ``threshold``.

    Parameters
    ----------
    threshold : float
        Between 0 (always yes) and above 1 (always no).
    missed, false_alarm : float
        What one error of each kind costs, from ``[cost]`` in params.toml.
    """

    threshold: float
    missed: float
    false_alarm: float


def decide(y: Floats, p: Floats, params: dict[str, Any]) -> Decision:
    """Choose the threshold that costs least on validation predictions.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        Outcomes, and probabilities by models that had not seen them.
    params : dict
        The tables of params.toml.

    Returns
    -------
    Decision
        The threshold lies midway between the last probability that is called positive and the
        next, so that it does not hang on one row.
    """
    missed, false_alarm = params["cost"]["missed"], params["cost"]["false_alarm"]
    order = np.argsort(-p, kind="stable")
    falling = p[order]
    called = np.flatnonzero(np.append(np.diff(falling) != 0, True)) + 1  # rows called positive
    positives = np.append(0, np.cumsum(y[order])[called - 1])
    negatives = np.append(0, called) - positives
    costs = missed * (y.sum() - positives) + false_alarm * negatives
    edges = np.concatenate([[1.0 + 1e-9], falling[called - 1], [0.0]])
    best = int(np.argmin(costs))
    threshold = edges[0] if best == 0 else (edges[best] + edges[best + 1]) / 2
    return Decision(float(threshold), missed, false_alarm)


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 3)
        The level, the probability of the positive one, and the threshold.
    """
    negative, positive = sorted(target.levels, key=lambda level: level == target.positive)
    said = np.where(predictions >= decision.threshold, positive, negative)
    return pd.DataFrame(
        {
            "prediction": said,
            f"probability_{positive}": predictions,
            "threshold": decision.threshold,
        }
    )
