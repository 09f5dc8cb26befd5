"""From scores to an answer: probabilities that can be believed, and when to say "not sure".

A network is surer, or less sure, than it is right. One number, the temperature, fitted on
validation images, corrects that without changing any answer (Guo et al., On calibration of modern
neural networks, ICML 2017). Below a threshold the image goes to a person, since a wrong answer
costs more than asking.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import softmax

from . import metrics
from .data import Labels
from .reporting.calibration import bins
from .reporting.intervals import Floats, bootstrap, ratio

Measure = Callable[[Labels, Floats, Floats], Floats]

TOP = 3  # classes that an answer names


@dataclass(frozen=True)
class Decision:
    """Answer when the top probability is at least ``threshold``, else ask a person.

    Parameters
    ----------
    temperature : float
        What log-probabilities are divided by.
    threshold : float
        Between 0 (always answer) and above 1 (never).
    wrong, asked : float
        What a wrong answer and a question cost, from ``[cost]`` in params.toml.
    """

    temperature: float
    threshold: float
    wrong: float
    asked: float

    def probabilities(self, log_p: Floats) -> Floats:
        """Calibrate log-probabilities, shape (n, k)."""
        return softmax(log_p / self.temperature, axis=1)

    def sure(self, p: Floats) -> Floats:
        """Say for each image whether it is answered: 1 or 0, shape (n,)."""
        return np.asarray(p.max(1) >= self.threshold, float)

    def cost_per_1000(self, y: Labels, p: Floats, w: Floats) -> Floats:
        """Cost of 1,000 images, shape (b,); see :mod:`metrics` for the arguments."""
        sure, wrong = self.sure(p), 1 - metrics.right(y, p)
        each = self.asked * (1 - sure) + self.wrong * sure * wrong
        return ratio(1000 * (w * each).sum(-1), w.sum(-1))

    def coverage(self, _: Labels, p: Floats, w: Floats) -> Floats:
        """Share of images that are answered, shape (b,)."""
        return ratio((w * self.sure(p)).sum(-1), w.sum(-1))

    def accuracy_when_sure(self, y: Labels, p: Floats, w: Floats) -> Floats:
        """Accuracy of the images that are answered, shape (b,)."""
        return metrics.accuracy(y, p, w * self.sure(p))


def fit_temperature(y: Labels, log_p: Floats) -> float:
    """Fit the temperature by log loss on images that the model was not fitted on.

    A network that makes no error on them would be made certain of everything. So the right class
    is to get (n + 1) / (n + 2) in place of 1, as if one image more were right and one wrong
    (after Platt, Probabilistic outputs for support vector machines, 1999, section 2.2).

    Parameters
    ----------
    y, log_p : ndarray, shapes (n,) and (n, k)
        As for :func:`decide`.
    """
    n, k = log_p.shape
    target = np.where(np.eye(k)[y] == 1, n + 1, 1 / (k - 1)) / (n + 2)

    def loss(log_t: float) -> float:
        p = softmax(log_p / np.exp(log_t), axis=1)
        return -float((target * np.log(np.clip(p, np.finfo(float).eps, 1))).sum(1).mean())

    found = minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded")
    return round(float(np.exp(found.x)), 6)


def decide(y: Labels, log_p: Floats, params: dict[str, Any]) -> Decision:
    """Fit the temperature and choose the threshold on validation images.

    Parameters
    ----------
    y : ndarray, shape (n,)
        Labels.
    log_p : ndarray, shape (n, k)
        Log-probabilities by a model that was not fitted on these images.
    params : dict
        The tables of params.toml.

    Returns
    -------
    Decision
        The threshold lies midway between the last top probability that is answered and the next,
        so that it does not hang on one image.
    """
    temperature = fit_temperature(y, log_p)
    p = softmax(log_p / temperature, axis=1)
    order = np.argsort(p.max(1), kind="stable")
    top, hits = p.max(1)[order], metrics.right(y, p)[order]
    # Asking about the i least probable answers: those cost a question, of the rest the wrong ones.
    saved = np.cumsum(params["cost"]["wrong"] * (1 - hits) - params["cost"]["asked"])
    last = np.append(np.diff(top) > 0, True)  # equal probabilities are asked together
    best = int(np.argmax(np.where(last, saved, -np.inf)))
    edges = np.append(top, 1.0 + 1e-9)
    threshold = float(edges[best : best + 2].mean()) if saved[best] > 0 else 0.0
    return Decision(temperature, threshold, params["cost"]["wrong"], params["cost"]["asked"])


def measures(decision: Decision) -> dict[str, Measure]:
    """Give every metric by name; those after ``ece`` are of the decision at its threshold."""
    plain = ("accuracy", "macro_f1", "balanced_accuracy", "log_loss", "ece")
    asked = ("coverage", "accuracy_when_sure", "cost_per_1000")
    return {n: getattr(metrics, n) for n in plain} | {n: getattr(decision, n) for n in asked}


def answer(decision: Decision, p: Floats, classes: list[str]) -> pd.DataFrame:
    """Say what is served for each image.

    Returns
    -------
    DataFrame, shape (n, 4)
        The most probable class, its calibrated probability, whether that is enough to answer, and
        the top classes with their probabilities.
    """
    answers = []
    for row, sure in zip(p, decision.sure(p) == 1, strict=True):
        order = np.argsort(-row, kind="stable")[:TOP]
        top = {classes[k]: round(float(row[k]), 6) for k in order}
        first, probability = next(iter(top.items()))
        answers.append((first, probability, sure, top))
    return pd.DataFrame(answers, columns=["prediction", "probability", "sure", "top"])


def calibration(y: Labels, log_p: Floats, chosen: Decision, how: dict[str, Any]) -> dict[str, Any]:
    """Say whether the probabilities can be believed, and what asking saves.

    Parameters
    ----------
    y, log_p : ndarray, shapes (n,) and (n, k)
        Labels and log-probabilities of the test images.
    chosen : Decision
        On validation.
    how : dict
        How intervals are made.

    Returns
    -------
    dict
        The calibration error before and after the temperature; ``bins``; the threshold beside the
        one that would be best if the probabilities were right; and what 1,000 images cost beside
        "always answer" and "always ask".
    """
    before, p = softmax(log_p, axis=1), chosen.probabilities(log_p)
    rules = {"served": chosen, "always_answer": replace(chosen, threshold=0.0)}
    rules["always_ask"] = replace(chosen, threshold=2.0)
    statistics = {name: partial(rule.cost_per_1000, y, p) for name, rule in rules.items()}
    statistics |= {"before": partial(metrics.ece, y, before), "after": partial(metrics.ece, y, p)}
    found = bootstrap(statistics, len(y), **how)
    best = 1 - chosen.asked / chosen.wrong
    return {
        "temperature": chosen.temperature,
        "ece": {name: found[name].interval() for name in ("before", "after")},
        "bins": bins(metrics.right(y, p), p.max(1), how["level"]),
        "threshold": {"value": round(chosen.threshold, 8), "if_calibrated": round(best, 8)},
        "cost_per_1000": {name: found[name].interval() for name in rules},
    }
