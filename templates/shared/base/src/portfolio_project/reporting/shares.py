"""Shares of units, with Wilson's interval, which stays sensible where all hit or none does.

Formulas: Wilson, Journal of the American Statistical Association, 1927; for units that hang
together Korn and Graubard, Survey Methodology, 1998.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Groups = npt.NDArray[np.intp]
Measured = dict[str, Any]  # the value and its ends by name, and what has to be said of them

FEW = 20  # clusters, below which a share takes Student's t, and says how many they are
TOO_SMALL = "n too small to say"


@dataclass(frozen=True)
class Share:
    """How many of some units are hits; its interval is Wilson's.

    Parameters
    ----------
    hits, of : ndarray of bool, shape (n,)
        What counts as a hit, and which units count at all.
    """

    hits: Bools
    of: Bools

    def __call__(self, w: Floats) -> Floats:
        """Give the share under weights of shape (b, n), shape (b,)."""
        return ratio(w @ (self.hits & self.of), w @ self.of.astype(float))


def wilson(hits: Bools, level: float, clusters: Groups | None = None) -> Measured:
    """Give a share and its Wilson interval, which stays sensible where all hit or none does.

    Parameters
    ----------
    hits : ndarray of bool, shape (n,)
        Of the units that count.
    level : float
        Of the interval.
    clusters : ndarray of int, shape (n,), optional
        Where units belong together, the share counts as one of ``p (1 - p) / v`` units at most;
        ``v`` is the variance of the share between clusters: Korn and Graubard, 1998. Where all hit
        or none does, it counts as one of as many units as there are clusters.

    Returns
    -------
    dict
        ``value``, ``ci_low``, ``ci_high`` and ``interval_method``; ``clusters`` where they are few.
    """
    n, facts = hits.size, dict[str, str | int](interval_method="Wilson")
    if n == 0:
        return named("value", np.nan, None, interval_reason="undefined here")
    p, z, effective = float(hits.mean()), float(ndtri((1 + level) / 2)), float(n)
    code = np.arange(n) if clusters is None else np.unique(clusters, return_inverse=True)[1]
    k = int(code.max()) + 1
    if k < n:  # some belong together
        residuals = np.bincount(code, hits - p)
        between = k / (k - 1) * float((residuals**2).sum()) / n**2 if k > 1 else 0.0
        effective = min(p * (1 - p) / between if between else n, n) if 0 < p < 1 else k
        if k < FEW:
            z, facts["clusters"] = quantile(level, k), k
        if k == 1:
            return named("value", p, None, interval_reason=TOO_SMALL)
    reach = z * math.sqrt(p * (1 - p) / effective + z**2 / (4 * effective**2))
    middle, scale = p + z**2 / (2 * effective), 1 + z**2 / effective
    low, high = max((middle - reach) / scale, 0.0), min((middle + reach) / scale, 1.0)
    return named("value", p, (min(low, p), max(high, p)), **facts)


def share(hits: Bools, level: float, clusters: Groups | None = None) -> Measured:
    """Give ``n``, ``value``, ``ci_low`` and ``ci_high`` of a share, as numbers of a table."""
    found = wilson(hits, level, clusters)
    return {"n": int(hits.size)} | {key: found[key] for key in ("value", "ci_low", "ci_high")}


def quantile(level: float, clusters: int) -> float:
    """How many standard errors an interval reaches to each side: Student's t, of two or more."""
    return float(stdtrit(clusters - 1, (1 + level) / 2))


def named(name: str, value: float, ends: Any, **facts: str | int) -> Measured:
    """Name a value and its ends, with eight digits: more would be noise of the arithmetic."""
    low, high = (np.nan, np.nan) if ends is None else ends
    numbers = {name: value, "ci_low": low, "ci_high": high}
    rounded = {key: float(f"{x:.8g}") if np.isfinite(x) else None for key, x in numbers.items()}
    return rounded | facts


def ratio(over: Floats, under: Floats) -> Floats:
    """Divide, giving NaN where a statistic is undefined (no unit that counts)."""
    return np.divide(over, under, out=np.full_like(over, np.nan, dtype=float), where=under > 0)
