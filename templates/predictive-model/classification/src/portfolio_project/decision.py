"""From a probability to a decision: the threshold at which errors cost least, and what it saves.

A missed positive and a false alarm do not cost the same, so one half is the wrong threshold. It is
chosen on validation predictions; the test part has no say in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import metrics
from .contract import Column
from .reporting.calibration import bins, ece
from .reporting.intervals import Floats, bootstrap, ratio

Measure = Callable[[Floats, Floats, Floats], Floats]

CELLS = ("true_positives", "false_positives", "false_negatives", "true_negatives")
SHARES = {  # cells counted, over cells counted
    "accuracy": ([0, 3], [0, 1, 2, 3]),
    "recall": ([0], [0, 2]),
    "precision": ([0], [0, 1]),
    "specificity": ([3], [1, 3]),
}


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

    def cost(self, y: Floats, p: Floats, w: Floats) -> Floats:
        """Cost of 1,000 cases, shape (b,); see :mod:`metrics` for the arguments."""
        _, alarms, missed, _ = metrics.counts(y, p, w, self.threshold)
        return ratio(1000 * (self.missed * missed + self.false_alarm * alarms), w.sum(-1))


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
    thresholds, (tp,), (fp,) = metrics.curve(y, p, np.ones((1, len(y))))
    edges = np.concatenate([[1.0 + 1e-9], thresholds, [0.0]])  # the first is "always no"
    best = int(np.argmin(missed * (y.sum() - np.append(0, tp)) + false_alarm * np.append(0, fp)))
    threshold = edges[0] if best == 0 else (edges[best] + edges[best + 1]) / 2
    return Decision(float(threshold), missed, false_alarm)


def measures(decision: Decision) -> dict[str, Measure]:
    """Give every metric by name; those after ``ece`` are of the decision at its threshold."""

    def cells(y: Floats, p: Floats, w: Floats, over: list[int], under: list[int]) -> Floats:
        found = metrics.counts(y, p, w, decision.threshold)
        return ratio(found[over].sum(0), found[under].sum(0)) if under else found[over].sum(0)

    plain = ("average_precision", "roc_auc", "brier", "log_loss")
    named = {name: getattr(metrics, name) for name in plain} | {"ece": ece}
    named |= {name: partial(cells, over=o, under=u) for name, (o, u) in SHARES.items()}
    named["cost_per_1000"] = decision.cost
    return named | {name: partial(cells, over=[i], under=[]) for i, name in enumerate(CELLS)}


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 3)
        The level, the probability of the positive one, and the threshold.
    """
    negative, positive = sorted(target.levels, key=lambda level: level == target.positive)
    said = np.where(predictions >= decision.threshold, positive, negative)
    columns = {"prediction": said, f"probability_{positive}": predictions}
    return pd.DataFrame(columns | {"threshold": decision.threshold})


def calibration(y: Floats, p: Floats, decision: Decision, how: dict[str, Any]) -> dict[str, Any]:
    """Say whether the probabilities can be believed, and what deciding by them saves.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        Outcomes and probabilities of the test rows.
    decision : Decision
        As chosen on validation.
    how : dict
        How intervals are made.

    Returns
    -------
    dict
        ``bins``; the ``threshold`` beside the one that would be best if the probabilities were
        right; the cost per 1,000 cases beside "always no" and "always yes", and what is saved.
    """
    rules = {"served": decision, "always_no": replace(decision, threshold=2.0)}
    rules["always_yes"] = replace(decision, threshold=0.0)
    statistics = {name: partial(rule.cost, y, p) for name, rule in rules.items()}
    costs = bootstrap(statistics, len(y), **how)
    best = decision.false_alarm / (decision.false_alarm + decision.missed)
    return {
        "bins": bins(y, p, how["level"]),
        "threshold": {"value": round(decision.threshold, 8), "if_calibrated": round(best, 8)},
        "cost_per_1000": {name: estimate.interval() for name, estimate in costs.items()},
        "saved_per_1000": {n: costs[n].minus(costs["served"]) for n in ("always_no", "always_yes")},
    }
