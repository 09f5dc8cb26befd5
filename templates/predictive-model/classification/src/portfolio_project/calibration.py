"""Whether probabilities can be believed, and what deciding by them saves."""

from __future__ import annotations

from typing import Any

import numpy as np

from .decision import Decision
from .intervals import Floats, bootstrap
from .metrics import bin_of, cost


def calibration(
    y: Floats, p: Floats, decision: Decision, settings: dict[str, Any], seed: int
) -> dict[str, Any]:
    """Describe the served model's probabilities and its decision on the test part.

    Parameters
    ----------
    y, p : ndarray, shape (n,)
        Outcomes and probabilities.
    decision : Decision
        As chosen on validation.
    settings : dict
        ``resamples`` and ``level`` of the intervals.
    seed : int
        Of the resamples.

    Returns
    -------
    dict
        ``bins`` (mean probability beside the observed frequency), ``threshold``, and the cost per
        1,000 of always saying no and always saying yes.
    """
    always = {
        "always_no": Decision(2.0, decision.missed, decision.false_alarm),
        "always_yes": Decision(0.0, decision.missed, decision.false_alarm),
        "served": decision,
    }
    statistics = {
        name: (lambda w, rule=rule: cost(y, p, w, rule)) for name, rule in always.items()
    }
    estimates = bootstrap(statistics, len(y), settings["resamples"], seed)
    level = settings["level"]
    return {
        "bins": bins(y, p),
        "threshold": {
            "value": round(decision.threshold, 8),
            "chosen_on": "out-of-fold predictions of the training part",
            "if_calibrated": decision.false_alarm / (decision.false_alarm + decision.missed),
        },
        "cost_per_1000": {name: e.interval(level) for name, e in estimates.items()},
        "saved_per_1000": {
            name: estimates[name].minus(estimates["served"], level)
            for name in ("always_no", "always_yes")
        },
    }


def bins(y: Floats, p: Floats) -> dict[str, dict[str, float]]:
    """Give rows, mean probability and observed frequency of each bin that has any."""
    member = bin_of(p)
    counts = member.sum(0)
    return {
        f"{i:02d}": {
            "n": int(counts[i]),
            "mean_probability": round(float(p @ member[:, i] / counts[i]), 8),
            "frequency": round(float(y @ member[:, i] / counts[i]), 8),
        }
        for i in np.flatnonzero(counts)
    }
