"""What makes a probability one to believe: a straight line through the log odds, or nothing."""

import numpy as np
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from .metrics import row_losses
from .reporting.shares import Floats

SMALLEST = 1e-12  # distance that a probability keeps from 0 and 1, where log odds are infinite
GAIN = 2.0  # nats of log likelihood that two fitted numbers must bring: Akaike's criterion


def log_odds(p: Floats) -> Floats:
    """Give the log odds of probabilities, finite at 0 and 1 as well."""
    return np.asarray(logit(np.clip(p, SMALLEST, 1 - SMALLEST)), dtype=float)


def platt(y: Floats, p: Floats) -> tuple[float, float]:
    """Fit a straight line through the log odds, if that is worth its two numbers.

    A curve with more freedom (isotonic) would chase single rows. Where the line brings no more than
    chance would, the model is calibrated as it is. Targets are Platt's, a little inside 0 and 1, so
    that rows without an error do not make the model certain. Formula: Platt, 1999, section 2.2.

    Returns
    -------
    slope, intercept : float
        1 and 0 where the model is left as it is. A model that ranks the wrong way round has a slope
        of 0: it knows no more than the base rate.
    """
    z, positives = log_odds(p), y.sum()
    soft = np.where(y == 1, (positives + 1) / (positives + 2), 1 / (len(y) - positives + 2))
    line = LogisticRegression(C=1e6, solver="newton-cholesky", max_iter=1000)
    both, weights = np.repeat([1, 0], len(y)), np.concatenate([soft, 1 - soft])
    line.fit(np.tile(z, 2)[:, None], both, sample_weight=weights)
    slope, intercept = float(line.coef_[0, 0]), float(line.intercept_[0])
    if slope < 0:
        return 0.0, float(logit(y.mean()))
    gain = row_losses(y, p) - row_losses(y, expit(slope * z + intercept))
    return (slope, intercept) if gain.sum() > GAIN else (1.0, 0.0)
