"""Metrics of probabilities, of the decision made from them, and what the decision costs.

All are pure functions of ``y`` (0 or 1, shape (n,)), ``p`` (probability of 1, shape (n,)) and
``w`` (weights, shape (b, n): counts of a resample, or ones), and return shape (b,). Weighted this
way they agree with scikit-learn's ``sample_weight``, one resample after the other.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .decision import Decision
from .intervals import Floats

Measure = Callable[[Floats, Floats, Floats], Floats]

PRIMARY = "average_precision"
LABEL = "average precision"
HEADLINE = {
    "average_precision": "average precision",
    "roc_auc": "ROC AUC",
    "recall": "recall",
    "cost_per_1000": "cost per 1,000",
}
BINS = 10  # of equal width, in the calibration error and its figure


def curve(y: Floats, p: Floats, w: Floats) -> tuple[Floats, Floats, Floats]:
    """Count true and false positives at every threshold.

    Returns
    -------
    thresholds : ndarray, shape (t,)
        The distinct values of ``p``, falling; positive is ``p >= threshold``.
    true_positives, false_positives : ndarray, shape (b, t)
        Weighted counts.
    """
    order = np.argsort(-p, kind="stable")
    y, p, w = y[order], p[order], w[..., order]
    last = np.flatnonzero(np.append(np.diff(p) != 0, True))  # equal scores fall together
    return p[last], np.cumsum(w * y, -1)[..., last], np.cumsum(w * (1 - y), -1)[..., last]


def average_precision(y: Floats, p: Floats, w: Floats) -> Floats:
    """Precision averaged over the recall it buys, without interpolation."""
    _, tp, fp = curve(y, p, w)
    gained = np.diff(tp, axis=-1, prepend=0)
    precision = tp / np.maximum(tp + fp, 1e-300)
    return _ratio((gained * precision).sum(-1), tp[..., -1])


def roc_auc(y: Floats, p: Floats, w: Floats) -> Floats:
    """Chance that a positive scores above a negative, ties counting half (Mann-Whitney)."""
    _, tp, fp = curve(y, p, w)
    above = tp - np.diff(tp, axis=-1, prepend=0) / 2
    return _ratio((np.diff(fp, axis=-1, prepend=0) * above).sum(-1), tp[..., -1] * fp[..., -1])


primary = average_precision
SIGN = 1  # of a difference that is an improvement


def brier(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean squared error of the probability."""
    return _ratio((w * (p - y) ** 2).sum(-1), w.sum(-1))


def log_losses(y: Floats, p: Floats) -> Floats:
    """Negative log likelihood of each row in nats, shape (n,), clipped as scikit-learn does."""
    p = np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps)
    losses: Floats = -np.where(y == 1, np.log(p), np.log1p(-p))
    return losses


def log_loss(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean negative log likelihood, in nats."""
    return _ratio((w * log_losses(y, p)).sum(-1), w.sum(-1))


def bin_of(p: Floats) -> Floats:
    """Assign each probability to one of ``BINS`` equal bins: one-hot, shape (n, BINS)."""
    return np.eye(BINS)[np.minimum((p * BINS).astype(int), BINS - 1)]


def ece(y: Floats, p: Floats, w: Floats) -> Floats:
    """Expected calibration error: mean gap between probability and frequency, by bin."""
    return _ratio(np.abs((w * (p - y)) @ bin_of(p)).sum(-1), w.sum(-1))


def confusion(y: Floats, p: Floats, w: Floats, threshold: float) -> dict[str, Floats]:
    """Weighted counts of the four outcomes of ``p >= threshold``, each of shape (b,)."""
    yes = p >= threshold
    return {
        "true_positives": (w * (yes & (y == 1))).sum(-1),
        "false_positives": (w * (yes & (y == 0))).sum(-1),
        "false_negatives": (w * (~yes & (y == 1))).sum(-1),
        "true_negatives": (w * (~yes & (y == 0))).sum(-1),
    }


def cost(y: Floats, p: Floats, w: Floats, decision: Decision) -> Floats:
    """Cost of 1,000 cases, in the units of ``[cost]`` in params.toml."""
    cells = confusion(y, p, w, decision.threshold)
    missed = decision.missed * cells["false_negatives"]
    total = missed + decision.false_alarm * cells["false_positives"]
    return _ratio(1000 * total, w.sum(-1))


def measures(decision: Decision) -> dict[str, Measure]:
    """Give every metric by name, with the decision's threshold filled in."""

    def cell(name: str) -> Measure:
        return lambda y, p, w: confusion(y, p, w, decision.threshold)[name]

    def share(over: str, *others: str) -> Measure:
        def measure(y: Floats, p: Floats, w: Floats) -> Floats:
            cells = confusion(y, p, w, decision.threshold)
            return _ratio(cells[over], cells[over] + sum(cells[name] for name in others))

        return measure

    def accuracy(y: Floats, p: Floats, w: Floats) -> Floats:
        return _ratio((w * ((p >= decision.threshold) == y)).sum(-1), w.sum(-1))

    return {
        "average_precision": average_precision,
        "roc_auc": roc_auc,
        "brier": brier,
        "log_loss": log_loss,
        "ece": ece,
        "accuracy": accuracy,
        "recall": share("true_positives", "false_negatives"),
        "precision": share("true_positives", "false_positives"),
        "specificity": share("true_negatives", "false_positives"),
        "cost_per_1000": lambda y, p, w: cost(y, p, w, decision),
        **{name: cell(name) for name in ("true_positives", "false_positives")},
        **{name: cell(name) for name in ("false_negatives", "true_negatives")},
    }


def _ratio(over: Floats, under: Floats) -> Floats:
    """Divide, giving NaN where the metric is undefined (no positives, no rows)."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)
