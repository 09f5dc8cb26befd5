"""Metrics of the probabilities of several classes, and of the class that is called.

All are pure functions of ``y`` (number of the class, shape (n,)), ``p`` (probabilities, shape (n,
classes)) and ``w`` (weights, shape (b, n): counts of a resample, or ones), and return shape (b,).
Weighted this way they agree with scikit-learn's ``sample_weight``, one resample after the other.
"""

import numpy as np

from .reporting.shares import Floats, ratio

PRIMARY = "log_loss"
LABEL = "log loss"
SIGN = -1  # of a difference that is an improvement
HEADLINE = {
    "log_loss": "log loss",
    "balanced_accuracy": "balanced accuracy",
    "macro_f1": "macro F1",
    "accuracy": "accuracy",
}


def row_losses(y: Floats, p: Floats) -> Floats:
    """Log loss of each row in nats, shape (n,), clipped as scikit-learn does."""
    of_truth = p[np.arange(len(y)), y.astype(int)]
    return -np.log(np.clip(of_truth, np.finfo(float).eps, 1 - np.finfo(float).eps))


def log_loss(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean negative log likelihood, in nats."""
    return ratio((w * row_losses(y, p)).sum(-1), w.sum(-1))


primary = log_loss


def brier(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean squared distance of the probabilities from what came true, between 0 and 2."""
    return ratio((w * ((p - np.eye(p.shape[1])[y.astype(int)]) ** 2).sum(1)).sum(-1), w.sum(-1))


def balanced_accuracy(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean over the classes of the share of their rows that were called right: macro recall."""
    hits, _, truth = counts(y, p, w)
    return _over_classes(ratio(hits, truth))


def macro_f1(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean over the classes of the harmonic mean of precision and recall."""
    hits, predicted, truth = counts(y, p, w)
    return _over_classes(ratio(2 * hits, predicted + truth))


def counts(y: Floats, p: Floats, w: Floats) -> tuple[Floats, Floats, Floats]:
    """Count by class what was called right, what was called, and what there was.

    Returns
    -------
    tuple of ndarray, shape (b, classes)
    """
    truth = np.eye(p.shape[1])[y.astype(int)]
    predicted = np.eye(p.shape[1])[p.argmax(1)]
    return w @ (truth * predicted), w @ predicted, w @ truth


def _over_classes(values: Floats) -> Floats:
    """Average over the classes for which a value is defined, shape (b,)."""
    defined = np.isfinite(values)
    return ratio(np.where(defined, values, 0.0).sum(-1), defined.sum(-1).astype(float))
