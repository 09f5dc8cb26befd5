"""From scores to an answer: probabilities that can be believed, and when to say "not sure".

A network is surer, or less sure, than it is right. One number, the temperature, fitted on
validation images, corrects that without changing any answer (Guo et al., On calibration of modern
neural networks, ICML 2017). An image goes to a person where that costs less than the errors that
its probability lets expect (Chow, On optimum recognition error and reject tradeoff, 1970).
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import minimize_scalar
from scipy.special import softmax

from . import metrics
from .data import Labels
from .reporting.intervals import Estimate, Point, Statistic, bootstrap
from .reporting.shares import Bools, Floats, Share, named, ratio

Sample = tuple[Labels, Floats, dict[str, Any]]  # labels, log-probabilities, how intervals are made

TOP = 3  # classes that an answer names


@dataclass(frozen=True)
class Decision:
    """Answer when the top probability is at least ``threshold``, else ask a person.

    Parameters
    ----------
    temperature : float
        What log-probabilities are divided by.
    threshold : float
        Between 0 (always answer, where asking costs as much as an error) and above 1 (never).
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

    def sure(self, p: Floats) -> Bools:
        """Say for each image whether it is answered, shape (n,)."""
        return np.asarray(p.max(1) >= self.threshold)

    def cost_per_1000(self, y: Labels, p: Floats, w: Floats) -> Floats:
        """Cost of 1,000 images, shape (b,); see :mod:`metrics` for the arguments."""
        sure = self.sure(p)
        each = self.asked * ~sure + self.wrong * (sure & ~metrics.right(y, p))
        return ratio(1000 * (w @ each), w.sum(-1))


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

    def loss(log_t: float) -> float:
        return float(losses(y, log_p, np.exp(log_t)).mean())

    found = minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded")
    return round(float(np.exp(found.x)), 6)


def losses(y: Labels, log_p: Floats, temperature: float) -> Floats:
    """Log loss of each image under a temperature, as it is minimised, shape (n,)."""
    n, k = log_p.shape
    target = np.where(np.eye(k)[y] == 1, n + 1, 1 / (k - 1)) / (n + 2)
    p = softmax(log_p / temperature, axis=1)
    return -(target * np.log(np.clip(p, np.finfo(float).eps, 1))).sum(1)


def decide(y: Labels, log_p: Floats, params: dict[str, Any]) -> Decision:
    """Fit the temperature on validation images; the threshold follows from the costs.

    An answer of probability p costs ``wrong * (1 - p)``, and a question ``asked``. So from
    ``1 - asked / wrong`` on it is answered. The threshold that was cheapest on the validation
    images would depend on the few errors that were made there.

    Parameters
    ----------
    y : ndarray, shape (n,)
        Labels.
    log_p : ndarray, shape (n, k)
        Log-probabilities by a model that was not fitted on these images.
    params : dict
        The tables of params.toml.
    """
    wrong, asked = params["cost"]["wrong"], params["cost"]["asked"]
    return Decision(fit_temperature(y, log_p), max(0.0, 1 - asked / wrong), wrong, asked)


def cheapest(y: Labels, p: Floats, chosen: Decision) -> float:
    """Give the threshold that would have cost least on some images, to compare with Chow's."""
    levels, code = np.unique(p.max(1), return_inverse=True)
    gains = np.bincount(code, chosen.asked - chosen.wrong * ~metrics.right(y, p))
    saved = gains[::-1].cumsum()[::-1]  # by answering each level and those above it
    return float(levels[saved.argmax()]) if saved.max() > 0 else 2.0


def statistics(chosen: Decision, y: Labels, p: Floats) -> dict[str, Statistic]:
    """Give every metric by name; those after ``ece`` are of the answers that are given."""
    hits, sure, every = metrics.right(y, p), chosen.sure(p), np.ones(len(y), bool)
    smooth = ("macro_f1", "balanced_accuracy", "log_loss")
    return {
        "accuracy": Share(hits, every),
        **{name: partial(getattr(metrics, name), y, p) for name in smooth},
        "ece": Point(partial(metrics.ece, y, p), "resampling makes a calibration error larger"),
        "coverage": Share(sure, every),
        "accuracy_when_sure": Share(hits, sure),
        "cost_per_1000": partial(chosen.cost_per_1000, y, p),
    }


def priced(chosen: Decision, validation: Sample, test: Sample) -> Estimate:
    """Measure what 1,000 images cost, with an interval that includes the choice.

    The choice is the temperature, which is fitted again on resamples of the validation images.
    """
    tried = chosen.temperature * np.exp(np.linspace(-1, 1, 41))  # the middle one is the choice
    y, log_p, resampling = validation
    table = np.stack([losses(y, log_p, t) for t in tried], axis=1)
    fits = {"nearest": lambda w: (w @ table).argmin(-1).astype(float)}
    fitted = bootstrap(fits, len(y), **resampling)["nearest"].draws.astype(int)
    y, log_p, resampling = test
    rules = {i: replace(chosen, temperature=tried[i]) for i in {20, *fitted.tolist()}}
    costs = {str(i): partial(r.cost_per_1000, y, r.probabilities(log_p)) for i, r in rules.items()}
    estimates = bootstrap(costs, len(y), **resampling)
    draws = np.array([estimates[str(i)].draws[row] for row, i in enumerate(fitted)])
    priced = replace(estimates["20"], draws=draws)
    constant = named("value", priced.value, None, interval_reason="the same whatever is drawn")
    return priced if np.ptp(draws) else replace(priced, fixed=constant)


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
