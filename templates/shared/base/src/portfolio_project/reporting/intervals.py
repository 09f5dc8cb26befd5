"""Bootstrap intervals, for one number and for paired differences.

A resample is a row of counts: how often each unit (row, group, user, image, question) was drawn.
Metrics that accept such counts as weights give all resamples at once, and two models that see the
same counts are paired. Formulas: Efron and Tibshirani, An Introduction to the Bootstrap, 1993,
chapters 12 and 13. Few units make percentiles too narrow, so these are taken further out:
Hesterberg, The American Statistician, 2015, section 5.3.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy.special import ndtr

from .shares import (
    TOO_SMALL,
    Bools,
    Floats,
    Groups,
    Measured,
    Share,
    named,
    quantile,
    wilson,
)

Statistic = Callable[[Floats], Floats]
Resampling = dict[str, Any]  # the options of :func:`bootstrap`

BLOCK = 4_000_000  # counts held in memory at a time (32 MB)
COUNTS = 200_000_000  # counts drawn in all: a test part of 100,000 units has 2,000 resamples
FEWEST = 500  # resamples, however large the test part is
NORMAL = "normal, by the spread of the resamples"


@dataclass(frozen=True)
class Point:
    """A statistic without an interval, since the bootstrap's would be wrong; and the reason."""

    statistic: Statistic
    reason: str

    def __call__(self, w: Floats) -> Floats:
        """Give the statistic under weights of shape (b, n), shape (b,)."""
        return self.statistic(w)


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
    clusters : int
        How many units were drawn at a time.
    fixed : dict, optional
        The interval, where it is not made from the draws.
    """

    value: float
    draws: Floats
    level: float
    clusters: int = 1_000_000
    fixed: Measured | None = None

    def interval(self, name: str = "value") -> Measured:
        """Give the value and its interval, None where there is none to give, and why."""
        if self.fixed is not None:
            return self.fixed
        finite = self.draws[np.isfinite(self.draws)]
        if not np.isfinite(self.value) or 2 * finite.size < self.draws.size:
            return named(name, self.value, None, interval_reason="undefined here")
        if self.clusters < 2:
            return named(name, self.value, None, interval_reason=TOO_SMALL)
        reach = quantile(self.level, self.clusters)
        tail = float(ndtr(-reach * math.sqrt(self.clusters / (self.clusters - 1))))
        result = named(name, self.value, np.quantile(finite, [tail, 1 - tail]))
        if result["ci_low"] == result["ci_high"]:
            return named(name, self.value, None, interval_reason=TOO_SMALL)
        if not result["ci_low"] <= result[name] <= result["ci_high"]:
            # Resampling moves this statistic off its own value, and then the percentile, basic and
            # bias-corrected intervals all leave the value out, under one and the same condition.
            ends = self.value + reach * float(finite.std(ddof=1)) * np.array([-1, 1])
            return named(name, self.value, ends, interval_method=NORMAL)
        return result

    def minus(self, other: Self) -> Measured:
        """Give the paired difference to another estimate made from the same resamples."""
        gap, draws = self.value - other.value, self.draws - other.draws
        return Estimate(gap, draws, self.level, self.clusters).interval("diff")


def ends(estimate: Estimate) -> dict[str, float | None]:
    """Give the value and the ends of its interval alone, as columns of a table."""
    interval = estimate.interval()
    return {name: interval[name] for name in ("value", "ci_low", "ci_high")}


def resampling(params: dict[str, Any], n: int, clusters: Groups | None = None) -> Resampling:
    """Give the options of :func:`bootstrap`.

    Parameters
    ----------
    params : dict
        ``seed``, and ``[interval]`` of params.toml.
    n : int
        Number of test units; where they are many, fewer resamples do.
    clusters : ndarray of int, shape (n,), optional
        The cluster of each unit, counted from 0, where units belong together.
    """
    asked, most = params["interval"]["resamples"], max(FEWEST, COUNTS // n)
    facts = {"seed": params["seed"], "level": params["interval"]["level"], "clusters": clusters}
    return {"resamples": min(asked, most), **facts}


def describe(resampling: Resampling, unit: str, n: int) -> dict[str, Any]:
    """Describe the resamples for ``metrics.json``: the unit, how many there are, and how often.

    Parameters
    ----------
    resampling : dict
        The options of :func:`bootstrap`.
    unit : str
        The name of what is drawn: a test unit, or a cluster of them where they belong together.
    n : int
        Number of test units.
    """
    clusters = resampling["clusters"]
    n_drawn = n if clusters is None else int(clusters.max()) + 1
    return {"unit": unit, "n": n_drawn, "resamples": resampling["resamples"]}


def subset(resampling: Resampling, rows: Bools | Groups) -> Resampling:
    """Give the options for some of the units, with the clusters of these."""
    clusters = resampling["clusters"]
    return resampling | {"clusters": None if clusters is None else clusters[rows]}


def bootstrap(
    statistics: Mapping[str, Statistic],
    n: int,
    resamples: int,
    level: float,
    seed: int,
    clusters: Groups | None = None,
) -> dict[str, Estimate]:
    """Resample ``n`` units and measure every statistic on the same resamples.

    Parameters
    ----------
    statistics : mapping of str to callable
        Each takes weights of shape (b, n) and returns shape (b,); :class:`Share` and :class:`Point`
        say that their interval is another.
    n : int
        Number of units.
    resamples : int
        Number of resamples; 2,000 or more for a 95 % interval.
    level : float
        Share of the resamples inside the interval.
    seed : int
        Makes the resamples the same in every run, and so for every model: they are paired.
    clusters : ndarray of int, shape (n,), optional
        The cluster of each unit, counted from 0; the units of one are drawn together. Each unit is
        its own cluster by default.

    Returns
    -------
    dict of str to Estimate
    """
    rng, block = np.random.default_rng(seed), max(1, BLOCK // n)
    code = np.arange(n) if clusters is None else np.unique(clusters, return_inverse=True)[1]
    n_drawn = int(code.max()) + 1
    draws: dict[str, list[Floats]] = {name: [] for name in statistics}
    for start in range(0, resamples, block):
        size = min(block, resamples - start)
        counts = rng.multinomial(n_drawn, np.full(n_drawn, 1 / n_drawn), size=size)
        weights = counts[:, code].astype(float)
        for name, statistic in statistics.items():
            draws[name].append(statistic(weights))
    estimates = {}
    for name, statistic in statistics.items():
        value, fixed = float(statistic(np.ones((1, n)))[0]), None
        if isinstance(statistic, Point):
            fixed = named("value", value, None, interval_reason=statistic.reason)
        if isinstance(statistic, Share):
            counted = statistic.of
            fixed = wilson(statistic.hits[counted], level, code[counted])
        estimates[name] = Estimate(value, np.concatenate(draws[name]), level, n_drawn, fixed)
    return estimates
