"""Parts of the test data for which the model must work as well, each measured like the whole."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .intervals import Statistic, bootstrap


def by_quantile(values: pd.Series, parts: int) -> pd.Series:
    """Name the quantile of each value by its ends: ``6.98 to 12.1``, a category of shape (n,).

    Where all values are one, there is one part, which is named for it; an empty one has none.
    """
    edges = np.unique(values.dropna().quantile(np.linspace(0, 1, parts + 1)).dropna())
    names = apart(edges)
    if len(edges) < 2:
        return values.notna().map({True: "".join(names), False: None}).astype("category")
    labels = [f"{low} to {high}" for low, high in itertools.pairwise(names)]
    return pd.cut(values, pd.Index(edges), labels=labels, include_lowest=True)


def apart(values: npt.NDArray[Any]) -> list[str]:
    """Write distinct numbers or dates as short as keeps them distinct, with four digits or more."""
    if np.issubdtype(values.dtype, np.datetime64):
        forms = (np.datetime_as_string(values, unit).tolist() for unit in ("D", "m", "s", "ns"))
    else:
        forms = ([f"{value:.{digits}g}" for value in values] for digits in range(4, 18))
    return next(names for names in forms if len(set(names)) == len(values))


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
