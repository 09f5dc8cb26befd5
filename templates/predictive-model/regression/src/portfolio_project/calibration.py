"""Whether the prediction intervals keep their promise, over the whole range of predictions."""

from typing import Any

import numpy as np
import numpy.typing as npt

from .decision import Decision
from .intervals import Floats, share


def calibration(
    y: Floats, p: Floats, decision: Decision, settings: dict[str, Any], seed: int
) -> dict[str, Any]:
    """Describe the served model's intervals on the test part.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values and predictions.
    decision : Decision
        As chosen on validation.
    settings : dict
        ``level`` of the confidence intervals.
    seed : int
        Not used: the interval of a share needs no resamples.

    Returns
    -------
    dict
        The promise, the half width, and the measured coverage.
    """
    del seed
    return {
        "method": "split conformal, on the validation part",
        "promised": decision.promised,
        "half_width": round(decision.half_width, 8),
        "coverage": coverage_by_size(y, p, decision, settings["level"]),
    }


def coverage_by_size(
    y: Floats, p: Floats, decision: Decision, level: float
) -> dict[str, dict[str, float]]:
    """Measure coverage overall and by third of the prediction: one width may fail at the ends.

    Returns
    -------
    dict of str to dict
        ``n``, and the share of true values inside the interval with its own interval.
    """
    third = np.searchsorted(np.quantile(p, [1 / 3, 2 / 3]), p)
    rows: dict[str, npt.NDArray[np.bool_]] = {"all": np.full(len(p), True)}
    rows |= {f"{name} predictions": third == i for i, name in enumerate(("low", "middle", "high"))}
    inside = np.abs(y - p) <= decision.half_width
    return {name: share(inside[chosen], level) for name, chosen in rows.items()}
