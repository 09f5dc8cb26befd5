"""What the model uses: permutation importance, partial dependence, and one row explained."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from . import task
from .intervals import Floats, bootstrap
from .metrics import SIGN, primary

PERMUTATIONS = 5  # of each field; their mean is steadier than one, and the interval is of the rows
GRID = np.linspace(0.05, 0.95, 20)  # quantiles of a field at which partial dependence is measured


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
    rng, plain, shuffled = np.random.default_rng(seed), task.predict(model, X), {}
    for name in X.columns:
        orders = [rng.permutation(len(X)) for _ in range(PERMUTATIONS)]
        copies = [X.assign(**{name: X[name].to_numpy()[order]}) for order in orders]
        shuffled[name] = [task.predict(model, copy.astype(X.dtypes)) for copy in copies]

    def worsening(w: Floats, name: str) -> Floats:
        after = np.mean([primary(y, p, w) for p in shuffled[name]], axis=0)
        return SIGN * (primary(y, plain, w) - after)

    statistics = {name: (lambda w, name=name: worsening(w, name)) for name in shuffled}
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
        category = isinstance(X[name].dtype, pd.CategoricalDtype)
        grid = X[name].cat.categories if category else np.unique(X[name].quantile(GRID))
        for value in grid:
            mean = task.predict(model, X.assign(**{name: value}).astype(X.dtypes)).mean()
            rows.append({"field": name, "value": value, "prediction": float(mean)})
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
    given, same = float(task.predict(model, row)[0]), row.iloc[[0] * len(background)]
    changes = {}
    for name in row.columns:
        without = same.assign(**{name: background[name].to_numpy()}).astype(background.dtypes)
        changes[name] = given - float(task.predict(model, without).mean())
    return dict(sorted(changes.items(), key=lambda change: -abs(change[1])))
