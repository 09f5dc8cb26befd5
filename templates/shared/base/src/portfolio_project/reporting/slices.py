"""Parts of the test data for which the model must work as well, each measured like the whole."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .intervals import Resampling, Statistic, bootstrap


def by_quantile(values: pd.Series, parts: int) -> pd.Series:
    """Name the quantile of each value by its ends: ``6.98 to 12.1``, a category of shape (n,).

    Where all values are one, there is one part, which is named for it; an empty one has none.
    """
    edges = np.unique(values.dropna().quantile(np.linspace(0, 1, parts + 1)).dropna())
    names = shortest(edges)
    if len(edges) < 2:
        return values.notna().map({True: "".join(names), False: None}).astype("category")
    labels = [f"{low} to {high}" for low, high in itertools.pairwise(names)]
    return pd.cut(values, pd.Index(edges), labels=labels, include_lowest=True)


def shortest(values: npt.NDArray[Any]) -> list[str]:
    """Write distinct numbers or dates as short as keeps them distinct, with four digits or more."""
    if np.issubdtype(values.dtype, np.datetime64):
        forms = (np.datetime_as_string(values, unit).tolist() for unit in ("D", "m", "s", "ns"))
    else:
        forms = ([f"{value:.{digits}g}" for value in values] for digits in range(4, 18))
    return next(names for names in forms if len(set(names)) == len(values))


def sliced(statistics: Mapping[str, Statistic], n: int, resampling: Resampling) -> dict[str, Any]:
    """Measure one slice; what is undefined for it, such as a recall of nothing, is left out.

    Parameters
    ----------
    statistics : mapping of str to callable
        Of the slice's units, as :func:`intervals.bootstrap` takes them.
    n : int
        Number of its units.
    resampling : dict
        The options of :func:`intervals.bootstrap` for these units: see :func:`intervals.subset`.

    Returns
    -------
    dict
        ``n``, and ``metrics`` with their intervals.
    """
    estimates = bootstrap(statistics, n, **resampling)
    metrics = {name: m for name, e in estimates.items() if (m := e.interval())["value"] is not None}
    return {"n": n, "metrics": metrics}
