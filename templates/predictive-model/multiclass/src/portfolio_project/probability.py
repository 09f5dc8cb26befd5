"""What makes probabilities some to believe: a temperature of their logarithms, or nothing."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from .metrics import row_losses
from .reporting.shares import Floats

SMALLEST = 1e-12  # probability that has a logarithm
GAIN = 1.0  # nats of log likelihood that one fitted number must bring: Akaike's criterion


def scaled(p: Floats, temperature: float) -> Floats:
    """Divide the logarithms of probabilities by a temperature; 1 leaves them as they are."""
    if temperature == 1.0:
        return p
    logs = np.log(np.clip(p, SMALLEST, 1)) / temperature
    return np.asarray(softmax(logs, axis=1), dtype=float)


def temperature(y: Floats, p: Floats) -> float:
    """Fit the temperature, if that is worth its one number: the one with the least log loss.

    Each row counts a little for the other classes as well, as if one row of all had been of any
    class, so that rows without an error do not make the model certain.
    """
    classes, logs = p.shape[1], np.log(np.clip(p, SMALLEST, 1))
    soft = (len(y) * np.eye(classes)[y.astype(int)] + 1 / classes) / (len(y) + 1)

    def loss(log_temperature: float) -> float:
        return -float((soft * log_softmax(logs / np.exp(log_temperature), axis=1)).sum())

    fitted = float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))
    after = row_losses(y, scaled(p, fitted))
    return fitted if (row_losses(y, p) - after).sum() > GAIN else 1.0
