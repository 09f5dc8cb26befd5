"""Metrics of probabilities, of the decision made from them, and what the decision costs.

All are pure functions of ``y`` (0 or 1, shape (n,)), ``p`` (probability of 1, shape (n,)) and
``w`` (weights, shape (b, n): counts of a resample, or ones), and return shape (b,). Weighted this
way they agree with scikit-learn's ``sample_weight``, one resample after the other.
"""

import numpy as np

from .reporting.shares import Bools, Floats, ratio

PRIMARY = "average_precision"
LABEL = "average precision"
SIGN = 1  # of a difference that is an improvement
HEADLINE = {
    "average_precision": "average precision",
    "roc_auc": "ROC AUC",
    "recall": "recall",
    "cost_per_1000": "cost per 1,000",
}


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
    return ratio((gained * tp / np.maximum(tp + fp, 1e-300)).sum(-1), tp[..., -1])


primary = average_precision


def roc_auc(y: Floats, p: Floats, w: Floats) -> Floats:
    """Chance that a positive scores above a negative, ties counting half (Mann-Whitney)."""
    _, tp, fp = curve(y, p, w)
    above = tp - np.diff(tp, axis=-1, prepend=0) / 2
    return ratio((np.diff(fp, axis=-1, prepend=0) * above).sum(-1), tp[..., -1] * fp[..., -1])


def brier(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean squared error of the probability."""
    return ratio((w * (p - y) ** 2).sum(-1), w.sum(-1))


def row_losses(y: Floats, p: Floats) -> Floats:
    """Log loss of each row in nats, shape (n,), clipped as scikit-learn does."""
    p = np.clip(p, np.finfo(float).eps, 1 - np.finfo(float).eps)
    return -np.where(y == 1, np.log(p), np.log1p(-p))


def log_loss(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean negative log likelihood, in nats."""
    return ratio((w * row_losses(y, p)).sum(-1), w.sum(-1))


def total(cell: Bools, w: Floats) -> Floats:
    """Count the rows of a cell of the confusion matrix, shape (b,)."""
    return np.asarray(w @ cell, dtype=float)
