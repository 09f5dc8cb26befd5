"""Metrics of predicted quantities.

All are pure functions of ``y`` (shape (n,)), ``p`` (the prediction, shape (n,)) and ``w`` (weights,
shape (b, n): counts of a resample, or ones), and return shape (b,). Weighted this way they agree
with scikit-learn's ``sample_weight``, one resample after the other.
"""

import numpy as np

from .reporting.shares import Floats, ratio

PRIMARY = "mae"
LABEL = "mean absolute error"
SIGN = -1  # of a difference that is an improvement
HEADLINE = {"mae": "mean absolute error", "rmse": "RMSE", "r2": "R²"}
HEADLINE |= {"bias": "bias", "coverage": "coverage"}


def row_losses(y: Floats, p: Floats) -> Floats:
    """Absolute error of each row, in the unit of the target, shape (n,)."""
    return np.abs(y - p)


def mae(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean absolute error, in the unit of the target."""
    return ratio((w * row_losses(y, p)).sum(-1), w.sum(-1))


primary = mae


def rmse(y: Floats, p: Floats, w: Floats) -> Floats:
    """Root of the mean squared error, in the unit of the target; large errors weigh more."""
    return np.sqrt(ratio((w * (y - p) ** 2).sum(-1), w.sum(-1)))


def r2(y: Floats, p: Floats, w: Floats) -> Floats:
    """Share of the target's variance that is explained; 0 for its mean, negative for worse."""
    mean = ratio((w * y).sum(-1), w.sum(-1))
    total = (w * (y - mean[..., None]) ** 2).sum(-1)
    return 1 - ratio((w * (y - p) ** 2).sum(-1), total)


def bias(y: Floats, p: Floats, w: Floats) -> Floats:
    """Mean of prediction minus truth; positive where the model says too much."""
    return ratio((w * (p - y)).sum(-1), w.sum(-1))
