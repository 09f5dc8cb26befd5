"""Metrics of class probabilities, of the answer made from them, and what the answers cost.

All are pure functions of ``y`` (labels, shape (n,)), ``p`` (probabilities, shape (n, k)) and ``w``
(weights, shape (b, n): counts of a resample, or ones), and return shape (b,). Weighted this way
they agree with scikit-learn's ``sample_weight``, one resample after the other.
"""

import numpy as np

from .data import Labels
from .reporting import calibration
from .reporting.shares import Bools, Floats, ratio

PRIMARY = "accuracy"
METRICS = (
    *("accuracy", "macro_f1", "balanced_accuracy", "log_loss", "ece"),
    *("coverage", "accuracy_when_sure", "cost_per_1000"),  # of the answers that are given
)
HEADLINE = {
    "accuracy": "accuracy",
    "macro_f1": "macro F1",
    "log_loss": "log loss",
    "ece": "calibration error",
}


def right(y: Labels, p: Floats) -> Bools:
    """Say for each image whether its most probable class is its own, shape (n,)."""
    return np.asarray(p.argmax(1) == y)


def accuracy(y: Labels, p: Floats, w: Floats) -> Floats:
    """Share of images whose most probable class is their own."""
    return ratio((w * right(y, p)).sum(-1), w.sum(-1))


def cells(y: Labels, p: Floats, w: Floats) -> tuple[Floats, Floats, Floats]:
    """Count, for each class, hits, images of it, and images called it; shape (b, k) each."""
    k = p.shape[1]
    truth, predicted = np.eye(k)[y], np.eye(k)[p.argmax(1)]
    return w @ (truth * predicted), w @ truth, w @ predicted


def macro_f1(y: Labels, p: Floats, w: Floats) -> Floats:
    """Mean F1 of the classes that occur in the truth or in the answers."""
    hits, true, said = cells(y, p, w)
    return np.nanmean(ratio(2 * hits, true + said), axis=-1)


def balanced_accuracy(y: Labels, p: Floats, w: Floats) -> Floats:
    """Mean recall of the classes that occur; 1/k for whatever knows nothing."""
    hits, true, _ = cells(y, p, w)
    return np.nanmean(ratio(hits, true), axis=-1)


def row_losses(y: Labels, p: Floats) -> Floats:
    """Log loss of each image in nats, shape (n,), clipped as scikit-learn does."""
    return -np.log(np.clip(p[np.arange(len(y)), y], np.finfo(float).eps, 1))


def log_loss(y: Labels, p: Floats, w: Floats) -> Floats:
    """Mean negative log likelihood, in nats."""
    return ratio((w * row_losses(y, p)).sum(-1), w.sum(-1))


def ece(y: Labels, p: Floats, w: Floats) -> Floats:
    """Mean gap between the top probability and how often it is right."""
    return calibration.ece(right(y, p), p.max(1), w)
