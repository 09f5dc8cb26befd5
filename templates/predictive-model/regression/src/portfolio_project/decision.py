"""From an expected value to an interval that holds the truth as often as promised.

Split-conformal prediction: the width comes from errors on rows that the model has not seen, and the
promise holds whatever the model and the distribution, as long as new rows are like those rows.
Formula: Lei, G'Sell, Rinaldo, Tibshirani and Wasserman, 2018, section 2.2.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .contract import Column
from .intervals import Floats
from .project import InputError


@dataclass(frozen=True)
class Decision:
    """Say the prediction, give or take ``half_width``.

    Parameters
    ----------
    half_width : float
        In the unit of the target.
    promised : float
        Share of new rows whose true value the interval holds.
    """

    half_width: float
    promised: float


def decide(y: Floats, p: Floats, params: dict[str, Any]) -> Decision:
    """Choose the width from the errors on validation rows.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        True values, and predictions by a model that had not seen them.
    params : dict
        The tables of params.toml; ``conformal.coverage`` is the promise.

    Raises
    ------
    InputError
        When there are too few rows to promise so much.
    """
    promised = params["conformal"]["coverage"]
    rank = int(np.ceil((len(y) + 1) * promised))  # the n + 1 stands for the new row
    if rank > len(y):
        raise InputError(f"{len(y)} validation rows are too few to promise {promised:.0%} coverage")
    return Decision(float(np.sort(np.abs(y - p))[rank - 1]), promised)


def answer(decision: Decision, predictions: Floats, target: Column) -> pd.DataFrame:
    """Say what is served for each prediction.

    Returns
    -------
    DataFrame, shape (n, 3)
        The expected value and the ends of the interval, inside the contract's range.
    """
    low, high = target.range or (-np.inf, np.inf)
    return pd.DataFrame(
        {
            "prediction": predictions,
            "interval_low": np.clip(predictions - decision.half_width, low, high),
            "interval_high": np.clip(predictions + decision.half_width, low, high),
        }
    )
