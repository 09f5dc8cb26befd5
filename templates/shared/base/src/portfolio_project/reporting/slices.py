"""Parts of the test data for which the model must work as well, each measured like the whole."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from .intervals import Statistic, bootstrap


def by_quantile(values: pd.Series, parts: int) -> pd.Series:
    """Name the quantile of each value by its ends, shape (n,): ``6.98 to 12.1``."""
    edges = np.unique(values.quantile(np.linspace(0, 1, parts + 1)))
    labels = [f"{low:.4g} to {high:.4g}" for low, high in itertools.pairwise(edges)]
    return pd.cut(values, edges, labels=labels, include_lowest=True)


def sliced(statistics: Mapping[str, Statistic], n: int, how: dict[str, Any]) -> dict[str, Any]:
    """Measure one slice; what is undefined for it, such as a recall of nothing, is left out.

    Parameters
    ----------
    statistics : mapping of str to callable
        Of the slice's units, as :func:`intervals.bootstrap` takes them.
    n : int
        Number of its units.
    how : dict
        How intervals of these units are made: see :func:`intervals.among`.

    Returns
    -------
    dict
        ``n``, and ``metrics`` with their intervals.
    """
    found = {name: each.interval() for name, each in bootstrap(statistics, n, **how).items()}
    metrics = {name: each for name, each in found.items() if each["value"] is not None}
    return {"n": n, "metrics": metrics}
