"""Percentile bootstrap intervals, for one number and for paired differences.

A resample is a row of counts: how often each unit (row, user, image, question) was drawn. Metrics
that accept such counts as weights give all resamples at once, and two models that see the same
counts are paired. Formula: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]

BLOCK = 4_000_000  # counts held in memory at a time (32 MB)


@dataclass(frozen=True)
class Estimate:
    """A number and its bootstrap distribution.

    Parameters
    ----------
    value : float
        Measured on the units as they are.
    draws : ndarray, shape (resamples,)
        Measured on each resample; NaN where the statistic is undefined there.
    """

    value: float
    draws: Floats

    def interval(self, level: float) -> dict[str, float | None]:
        """Give the value and its percentile interval, None where it is undefined."""
        low, high = _percentiles(self.draws, level)
        return {"value": _number(self.value), "ci_low": low, "ci_high": high}

    def minus(self, other: Estimate, level: float) -> dict[str, float | None]:
        """Give the paired difference to another estimate made from the same resamples."""
        low, high = _percentiles(self.draws - other.draws, level)
        return {"diff": _number(self.value - other.value), "ci_low": low, "ci_high": high}


def bootstrap(
    statistics: Mapping[str, Statistic], n: int, resamples: int, seed: int
) -> dict[str, Estimate]:
    """Resample ``n`` units and measure every statistic on the same resamples.

    Parameters
    ----------
    statistics : mapping of str to callable
        Each takes weights of shape (b, n) and returns shape (b,).
    n : int
        Number of units.
    resamples : int
        Number of resamples; 2,000 or more for a 95 % interval.
    seed : int
        Makes the resamples the same in every run.

    Returns
    -------
    dict of str to Estimate
    """
    rng = np.random.default_rng(seed)
    draws: dict[str, list[Floats]] = {name: [] for name in statistics}
    block = max(1, BLOCK // n)
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        weights = rng.multinomial(n, np.full(n, 1 / n), size=size).astype(float)
        for name, statistic in statistics.items():
            draws[name].append(statistic(weights))
    once = np.ones((1, n))
    return {
        name: Estimate(float(statistic(once)[0]), np.concatenate(draws[name]))
        for name, statistic in statistics.items()
    }


def _percentiles(draws: Floats, level: float) -> tuple[float | None, float | None]:
    kept = draws[np.isfinite(draws)]
    if kept.size == 0:
        return None, None
    low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2])
    return _number(low), _number(high)


def _number(value: float) -> float | None:
    """Eight significant digits: more would be noise of the arithmetic."""
    return float(f"{value:.8g}") if np.isfinite(value) else None
