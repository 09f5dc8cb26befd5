"""Percentile bootstrap intervals, for one number and for paired differences.

A resample is a row of counts: how often each unit (row, user, image, question) was drawn. Metrics
that accept such counts as weights give all resamples at once, and two models that see the same
counts are paired. Formula: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
Measured = dict[str, float | None]

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
    level : float
        Of the interval.
    """

    value: float
    draws: Floats
    level: float

    def interval(self, name: str = "value") -> Measured:
        """Give the value and its percentile interval, None where it is undefined."""
        kept, tail = self.draws[np.isfinite(self.draws)], (1 - self.level) / 2
        ends = np.quantile(kept, [tail, 1 - tail]) if kept.size else (np.nan, np.nan)
        named = zip((name, "ci_low", "ci_high"), (self.value, *ends), strict=True)
        # Eight significant digits: more would be noise of the arithmetic.
        return {key: float(f"{x:.8g}") if np.isfinite(x) else None for key, x in named}

    def minus(self, other: Self) -> Measured:
        """Give the paired difference to another estimate made from the same resamples."""
        gap = Estimate(self.value - other.value, self.draws - other.draws, self.level)
        return gap.interval("diff")


def bootstrap(
    statistics: Mapping[str, Statistic],
    n: int,
    resamples: int,
    level: float,
    seed: int,
    clusters: npt.NDArray[np.intp] | None = None,
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
    level : float
        Share of the resamples inside the interval.
    seed : int
        Makes the resamples the same in every run, and so for every model: they are paired.
    clusters : ndarray of int, shape (n,), optional
        Units that hang together are drawn together: the cluster of each, counted from 0. Each unit
        is a cluster of its own by default.

    Returns
    -------
    dict of str to Estimate
    """
    rng, block = np.random.default_rng(seed), max(1, BLOCK // n)
    drawn = np.arange(n) if clusters is None else clusters
    many = int(drawn.max()) + 1
    draws: dict[str, list[Floats]] = {name: [] for name in statistics}
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        counts = rng.multinomial(many, np.full(many, 1 / many), size=size)
        weights = counts[:, drawn].astype(float)
        for name, statistic in statistics.items():
            draws[name].append(statistic(weights))
    values = {name: float(f(np.ones((1, n)))[0]) for name, f in statistics.items()}
    return {name: Estimate(values[name], np.concatenate(draws[name]), level) for name in draws}


def ratio(over: Floats, under: Floats) -> Floats:
    """Divide, giving NaN where a statistic is undefined (no unit that counts)."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)


def share(hits: npt.NDArray[np.bool_], level: float) -> dict[str, float]:
    """Give a share and its Wilson interval, which stays sensible where all hit or none does.

    A bootstrap would shrink to nothing there. Formula: Wilson, 1927.

    Parameters
    ----------
    hits : ndarray of bool, shape (n,)
        At least one.
    level : float
        Of the interval.

    Returns
    -------
    dict
        ``n``, ``value``, ``ci_low`` and ``ci_high``.
    """
    n, f, z = len(hits), float(hits.mean()), NormalDist().inv_cdf((1 + level) / 2)
    reach = z * math.sqrt(f * (1 - f) / n + z**2 / (4 * n**2))
    low, high = ((f + z**2 / (2 * n) + side * reach) / (1 + z**2 / n) for side in (-1, 1))
    numbers = {"value": f, "ci_low": max(low, 0.0), "ci_high": min(high, 1.0)}
    return {"n": n} | {name: round(number, 8) for name, number in numbers.items()}
