"""From a probability to a decision: calibrate it, and decide at the threshold of the costs.

Where a missed positive costs ``m`` and a false alarm ``a``, saying "positive" is the cheaper answer
at any probability of at least ``a / (a + m)``: Elkan, The foundations of cost-sensitive learning,
2001. That holds for probabilities that can be believed, so they are calibrated first, on
predictions of models that had not seen the rows. No threshold is searched: the one that looks
cheapest on some hundred rows is mostly their luck, and costs more on the next ones.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import expit

from . import metrics, task
from .contract import Column
from .probability import log_odds, platt
from .reporting.calibration import bins, ece
from .reporting.intervals import Point, Resampling, Statistic, bootstrap
from .reporting.parameters import Rule, number
from .reporting.shares import Bools, Floats, Groups, Share, ratio
from .reporting.tiers import Tier

RULES: dict[str, Rule] = {  # of [cost] in params.toml
    "cost.missed": number(0).also(
        lambda params: [params["cost"].get(key) for key in ("missed", "false_alarm")] != [0, 0],
        "one of the two costs must be above 0",
    ),
    "cost.false_alarm": number(0),
}


@dataclass(frozen=True)
class Decision:
    """Say "positive" when the calibrated probability is at least ``threshold``.

    Parameters
    ----------
    threshold : float
        Follows from the two costs.
    missed, false_alarm : float
        What one error of each kind costs, from ``[cost]`` in params.toml.
    slope, intercept : float
        Of the calibrated log odds over those of the model; 1 and 0 leave it as it is.
    rival : str
        The rule without a model that costs less on the rows of training.
    """

    threshold: float
    missed: float
    false_alarm: float
    slope: float = 1.0
    intercept: float = 0.0
    rival: str = "always no"

    def cost(self, y: Floats, p: Floats, w: Floats) -> Floats:
        """Cost of 1,000 cases, shape (b,); see :mod:`metrics` for the arguments."""
        yes, positive = p >= self.threshold, y == 1
        losses = self.missed * (~yes & positive) + self.false_alarm * (yes & ~positive)
        return ratio(1000 * (w @ losses), w.sum(-1))

    def calibrated(self, p: Floats) -> Floats:
        """Turn what the model says into a probability to believe, shape (n,)."""
        if (self.slope, self.intercept) == (1.0, 0.0):
            return p
        return np.asarray(expit(self.slope * log_odds(p) + self.intercept), dtype=float)


def decide(
    y: Floats,
    p: Floats,
    params: dict[str, Any],
    target: Column | None = None,
    clusters: Groups | None = None,
) -> Decision:
    """Calibrate on predictions of models that had not seen the rows, and take the costs' threshold.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        Outcomes and probabilities, one of each row.
    params : dict
        The tables of params.toml.
    target, clusters : optional
        Other tasks need them.
    """
    del target, clusters
    missed, false_alarm = params["cost"]["missed"], params["cost"]["false_alarm"]
    constant = {"always no": missed * y.mean(), "always yes": false_alarm * (1 - y.mean())}
    rival = min(constant, key=lambda rule: constant[rule])
    threshold = false_alarm / (false_alarm + missed)
    return Decision(threshold, missed, false_alarm, *platt(y, p), rival)


def predict_tier(tier: Tier, X: pd.DataFrame) -> Floats:
    """Give the calibrated probability of a tier, which is what is served and measured."""
    return tier.decision.calibrated(task.predict(tier.model, X))


def cells(y: Floats, p: Floats, decision: Decision) -> dict[str, Bools]:
    """Give the rows of each cell of the confusion matrix, shape (n,) each."""
    yes, positive = p >= decision.threshold, y == 1
    return {
        "true_positives": yes & positive,
        "false_positives": yes & ~positive,
        "false_negatives": ~yes & positive,
        "true_negatives": ~yes & ~positive,
    }


def measures(decision: Decision, y: Floats, p: Floats) -> dict[str, Statistic]:
    """Give every metric by name, of weights alone; those after ``ece`` are of the decision."""
    rows_of, every = cells(y, p, decision), np.ones(len(y), dtype=bool)
    hit, alarm, miss, right = rows_of.values()
    plain = ("average_precision", "roc_auc", "brier", "log_loss")
    stats: dict[str, Statistic] = {name: partial(getattr(metrics, name), y, p) for name in plain}
    stats["ece"] = Point(partial(ece, y, p), "biased upwards, and more so in resamples")
    stats |= {"roc_auc": Point(stats["roc_auc"], "one answer for all")} if len(set(p)) < 2 else {}
    stats["accuracy"] = Share(hit | right, every)
    stats["recall"], stats["precision"] = Share(hit, hit | miss), Share(hit, hit | alarm)
    stats["specificity"] = Share(right, right | alarm)
    stats["cost_per_1000"] = partial(decision.cost, y, p)
    return stats | {name: partial(metrics.total, cell) for name, cell in rows_of.items()}


def names(target: Column) -> list[str]:
    """Name every metric, for gates and slices."""
    del target
    return list(measures(Decision(0.5, 1.0, 1.0), np.zeros(1), np.zeros(1)))


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Shape (n, 3): the level, the probability of the positive one, and the threshold.
    """
    negative, positive = sorted(target.levels, key=lambda level: level == target.positive)
    level = np.where(predictions >= decision.threshold, positive, negative)
    columns = {"prediction": level, f"probability_{positive}": predictions}
    return pd.DataFrame(columns | {"threshold": decision.threshold})


def mistakes(
    decision: Decision, y: Floats, p: Floats, target: Column
) -> list[tuple[str, Bools, str, Bools]]:
    """Name the kinds of error, and whom the rows of each are to be compared with.

    Returns
    -------
    list of (str, ndarray of bool, str, ndarray of bool)
        What the rows are called and which they are; the rows of the same class that were right.
    """
    negative, positive = sorted(target.levels, key=lambda level: level == target.positive)
    hit, alarm, miss, right = cells(y, p, decision).values()
    return [
        ("false alarms", alarm, f"{negative} rows that were recognised", right),
        ("misses", miss, f"{positive} rows that were found", hit),
    ]


def gates(decision: Decision, units: int, by_time: bool) -> dict[str, dict[str, Any]]:
    """Give the gates that follow from the decision: none beside those of the owner."""
    del decision, units, by_time
    return {}


def facts(y: Floats, p: Floats, decision: Decision, resampling: Resampling) -> dict[str, Any]:
    """Say whether the probabilities can be believed, and what deciding by them saves.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        Outcomes and probabilities of the test rows.
    decision : Decision
        Of the served tier.
    resampling : dict
        The options of the bootstrap.

    Returns
    -------
    dict
        ``calibration``: bins, the threshold, the line through the log odds, and the cost per 1,000
        cases beside that of the constant rules. ``decision``: what is saved against the better one.
    """
    rules = {"served": decision, "always no": replace(decision, threshold=2.0)}
    rules["always yes"] = replace(decision, threshold=-1.0)
    cost_of = {name: partial(rule.cost, y, p) for name, rule in rules.items()}
    rival, served = cost_of[decision.rival], cost_of["served"]
    costs = bootstrap(cost_of | {"saved": lambda w: rival(w) - served(w)}, len(y), **resampling)
    calibration = {
        "bins": bins(y, p, resampling["level"], resampling["clusters"]),
        "threshold": round(decision.threshold, 8),
        "log_odds": {"slope": round(decision.slope, 8), "intercept": round(decision.intercept, 8)},
        "cost_per_1000": {name.replace(" ", "_"): costs[name].interval() for name in rules},
    }
    saved = {"per": "1,000 cases", "against": decision.rival, "saved": costs["saved"].interval()}
    return {"calibration": calibration, "decision": saved}
