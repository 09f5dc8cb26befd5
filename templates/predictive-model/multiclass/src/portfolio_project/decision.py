"""From probabilities to a class: the likeliest one, of probabilities that were made calibrated.

Every error costs the same here, so the likeliest class is the answer that costs least. The
probabilities are calibrated by a temperature, on predictions of models that had not seen the rows:
Guo et al., On calibration of modern neural networks, ICML 2017, section 4.2.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import metrics, task
from .contract import Column
from .probability import scaled, temperature
from .reporting.calibration import bins, ece
from .reporting.intervals import Point, Resampling, Statistic, bootstrap
from .reporting.parameters import Rule
from .reporting.shares import Bools, Floats, Groups, Share
from .reporting.tiers import Tier

PER = "1,000 cases"
RULES: dict[str, Rule] = {}  # every error costs the same, so params.toml holds nothing more
SUPPORT = 30  # test rows of a class, with fewer of which little can be said of it


@dataclass(frozen=True)
class Decision:
    """Call the likeliest class.

    Parameters
    ----------
    levels : list of str
        The classes, in the order of the probabilities.
    commonest : int
        The class with most rows in training: the answer without a model.
    temperature : float
        What the logarithms of the model's probabilities are divided by; 1 leaves them.
    """

    levels: list[str]
    commonest: int
    temperature: float = 1.0

    def calibrated(self, p: Floats) -> Floats:
        """Turn what the model says into probabilities to believe, shape (n, classes)."""
        return scaled(p, self.temperature)


def decide(
    y: Floats,
    p: Floats,
    params: dict[str, Any],
    target: Column | None = None,
    clusters: Groups | None = None,
) -> Decision:
    """Calibrate on predictions of models that had not seen the rows.

    Parameters
    ----------
    y : ndarray, shape (n,)
        Classes by number, one of each row.
    p : ndarray, shape (n, classes)
        Their probabilities.
    params : dict
        The tables of params.toml.
    target : Column, optional
        Names the classes.
    clusters : optional
        Which rows belong together; other tasks need it.
    """
    del params, clusters
    levels = target.levels if target else [str(i) for i in range(p.shape[1])]
    commonest = int(np.bincount(y.astype(int), minlength=p.shape[1]).argmax())
    return Decision(levels, commonest, temperature(y, p))


def predict_tier(tier: Tier, X: pd.DataFrame) -> Floats:
    """Give the calibrated probabilities of a tier, which are what is served and measured."""
    return tier.decision.calibrated(task.predict(tier.model, X, len(tier.decision.levels)))


def measures(decision: Decision, y: Floats, p: Floats) -> dict[str, Statistic]:
    """Give every metric by name, of weights alone; the recall of each class is among them."""
    predicted, every = p.argmax(1), np.ones(len(y), dtype=bool)
    plain = ("log_loss", "brier", "balanced_accuracy", "macro_f1")
    stats: dict[str, Statistic] = {name: partial(getattr(metrics, name), y, p) for name in plain}
    top = partial(ece, (predicted == y).astype(float), p.max(1))
    stats["ece"] = Point(top, "biased upwards, and more so in resamples")
    if (predicted == predicted[:1]).all():
        stats["balanced_accuracy"] = Point(stats["balanced_accuracy"], "one answer for all")
    stats["accuracy"] = Share(predicted == y, every)
    for i, level in enumerate(decision.levels):
        stats[f"recall_{level}"] = Share(predicted == i, y == i)
        stats[f"precision_{level}"] = Share(y == i, predicted == i)
    return stats


def names(target: Column) -> list[str]:
    """Name every metric, for gates and slices."""
    return list(measures(Decision(target.levels, 0), np.zeros(1), np.eye(len(target.levels))[:1]))


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 1 + classes)
        The likeliest level, and the probability of each.
    """
    del decision
    level = np.array(target.levels)[predictions.argmax(1)]
    each = {f"probability_{name}": predictions[:, i] for i, name in enumerate(target.levels)}
    return pd.DataFrame({"prediction": level} | each)


def mistakes(
    decision: Decision, y: Floats, p: Floats, target: Column
) -> list[tuple[str, Bools, str, Bools]]:
    """Name the rows of each class that were called another, and whom they are compared with.

    Returns
    -------
    list of (str, ndarray of bool, str, ndarray of bool)
        What the rows are called and which they are; the rows of the same class that were right.
    """
    del decision
    predicted, kinds = p.argmax(1), []
    for i, level in enumerate(target.levels):
        n = int((y == i).sum())
        few = f" (only {n} in the test part: little can be said of them)" if n < SUPPORT else ""
        wrong, right = (y == i) & (predicted != i), (y == i) & (predicted == i)
        kinds.append((f"{level} rows that were missed{few}", wrong, "that were found", right))
    return kinds


def gates(decision: Decision, units: int, by_time: bool) -> dict[str, dict[str, Any]]:
    """Give the gates that follow from the decision: none."""
    del decision, units, by_time
    return {}


def facts(y: Floats, p: Floats, decision: Decision, resampling: Resampling) -> dict[str, Any]:
    """Say whether the probabilities can be believed, and how many errors deciding by them saves.

    Parameters
    ----------
    y : ndarray, shape (n,)
        Classes of the test rows.
    p : ndarray, shape (n, classes)
        Their probabilities.
    decision : Decision
        Of the served tier.
    resampling : dict
        The options of the bootstrap.

    Returns
    -------
    dict
        ``calibration``: bins of the likeliest class's probability, the temperature, and the rows of
        each class. ``decision``: errors saved against always calling the commonest class.
    """
    right, baseline = p.argmax(1) == y, y == decision.commonest

    def saved(w: Floats) -> Floats:
        return np.asarray(1000 * (w @ right - w @ baseline) / w.sum(-1), dtype=float)

    interval = bootstrap({"saved": saved}, len(y), **resampling)["saved"].interval()
    rows = {level: int((y == i).sum()) for i, level in enumerate(decision.levels)}
    calibration = {
        "bins": bins(right.astype(float), p.max(1), resampling["level"], resampling["clusters"]),
        "temperature": round(decision.temperature, 8),
        "rows": rows,
    }
    against = f"always {decision.levels[decision.commonest]}"
    return {
        "calibration": calibration,
        "decision": {"per": PER, "against": against, "saved": interval},
    }
