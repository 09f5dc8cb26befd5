"""Whether probabilities can be believed, and what deciding by them saves."""

from functools import partial
from typing import Any

import numpy as np

from .decision import Decision
from .intervals import Floats, bootstrap, share
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
        ``bins``; the ``threshold`` beside the one that would be best if the probabilities were
        right; the cost per 1,000 cases beside "always no" and "always yes", and what is saved.
    """
    prices, level = (decision.missed, decision.false_alarm), settings["level"]
    rules = {"always_no": Decision(2.0, *prices), "always_yes": Decision(0.0, *prices)}
    rules["served"] = decision
    statistics = {name: partial(cost, y, p, d=rule) for name, rule in rules.items()}
    costs = bootstrap(statistics, len(y), settings["resamples"], seed)
    always = ("always_no", "always_yes")
    return {
        "bins": bins(y, p, level),
        "threshold": {
            "value": round(decision.threshold, 8),
            "if_calibrated": round(decision.false_alarm / sum(prices), 8),
        },
        "cost_per_1000": {name: estimate.interval(level) for name, estimate in costs.items()},
        "saved_per_1000": {name: costs[name].minus(costs["served"], level) for name in always},
    }


def bins(y: Floats, p: Floats, level: float) -> dict[str, dict[str, float]]:
    """Give the observed frequency in each bin of predicted probability that has any rows.

    Returns
    -------
    dict of str to dict
        ``mean_probability``, and the frequency as :func:`intervals.share` gives it.
    """
    member, found = bin_of(p), {}
    for i in np.flatnonzero(member.sum(0)):
        rows = member[:, i] == 1
        mean = round(float(p[rows].mean()), 8)
        found[f"{i:02d}"] = {"mean_probability": mean, **share(y[rows] == 1, level)}
    return found
