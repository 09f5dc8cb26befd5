"""What the model uses: permutation importance, partial dependence, and one row explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from . import metrics, task
from .intervals import Floats, bootstrap

PERMUTATIONS = 5  # of each field; their mean is steadier than one, and the interval is of the rows
GRID = 20  # quantiles of a field at which partial dependence is measured


def importance(
    model: Pipeline, X: pd.DataFrame, y: Floats, settings: dict[str, Any], seed: int
) -> pd.DataFrame:
    """Measure how much worse the primary metric gets when a field's values are shuffled.

    Parameters
    ----------
    model : Pipeline
        The served tier.
    X : DataFrame, shape (n, fields)
        Test rows.
    y : ndarray, shape (n,)
        Their target.
    settings : dict
        ``resamples`` and ``level`` of the intervals.
    seed : int
        Of the shuffles and resamples.

    Returns
    -------
    DataFrame, shape (fields, 4)
        ``field``, ``value``, ``ci_low``, ``ci_high``; positive where shuffling hurts, most first.
        Fields that carry the same information share it, and each looks less important than it is.
    """
    rng = np.random.default_rng(seed)
    plain = task.predict(model, X)

    def worsening(shuffled: list[Floats]) -> Callable[[Floats], Floats]:
        def statistic(w: Floats) -> Floats:
            after = np.mean([metrics.primary(y, p, w) for p in shuffled], axis=0)
            return metrics.SIGN * (metrics.primary(y, plain, w) - after)

        return statistic

    statistics = {}
    for name in X.columns:
        shuffled = [
            task.predict(model, X.assign(**{name: X[name].to_numpy()[rng.permutation(len(X))]}))
            for _ in range(PERMUTATIONS)
        ]
        statistics[name] = worsening(shuffled)
    estimates = bootstrap(statistics, len(y), settings["resamples"], seed)
    rows = [{"field": f, **e.interval(settings["level"])} for f, e in estimates.items()]
    return pd.DataFrame(rows).sort_values("value", ascending=False, ignore_index=True)


def dependence(model: Pipeline, X: pd.DataFrame, fields: list[str]) -> pd.DataFrame:
    """Average the prediction over rows while one field is set to each value of a grid.

    Returns
    -------
    DataFrame, columns ``field``, ``value``, ``prediction``
        The value is a number, or the level of a category. Formula: Friedman, 2001, section 8.2.
    """
    rows = []
    for name in fields:
        column = X[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            grid = list(column.cat.categories)
        else:
            grid = list(np.unique(column.quantile(np.linspace(0.05, 0.95, GRID))))
        for value in grid:
            mean = float(task.predict(model, replaced(X, name, value)).mean())
            rows.append({"field": name, "value": value, "prediction": mean})
    return pd.DataFrame(rows)


def contributions(model: Pipeline, row: pd.DataFrame, background: pd.DataFrame) -> dict[str, float]:
    """Say how one row's prediction changes when a field is replaced by other rows' values.

    Parameters
    ----------
    model : Pipeline
        The served tier.
    row : DataFrame, shape (1, fields)
        The record.
    background : DataFrame, shape (m, fields)
        Training rows to take values from.

    Returns
    -------
    dict of str to float
        Prediction minus the mean prediction without knowing the field, largest change first. The
        changes do not add up to the prediction where fields act together.
    """
    given = float(task.predict(model, row)[0])
    repeated = pd.concat([row] * len(background), ignore_index=True)
    changes = {
        name: given
        - float(task.predict(model, repeated.assign(**{name: background[name].to_numpy()})).mean())
        for name in row.columns
    }
    return dict(sorted(changes.items(), key=lambda change: -abs(change[1])))


def replaced(X: pd.DataFrame, name: str, value: Any) -> pd.DataFrame:
    """Copy rows with one field set to a value, keeping the field's type."""
    return X.assign(**{name: pd.Series([value] * len(X), X.index).astype(X[name].dtype)})
