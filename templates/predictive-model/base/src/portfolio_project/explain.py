"""What the served model uses, and why it said what it said for one row."""

import numpy as np
import pandas as pd

from . import task
from .charts import SHOWN, draw_dependence, draw_importance
from .decision import predict_tier
from .held_out import HeldOut
from .metrics import SIGN, primary
from .reporting.intervals import bootstrap, ends, subset
from .reporting.shares import Floats
from .reporting.tiers import Tier

PERMUTATIONS = 5  # of each field; their mean is steadier than one, and the interval is of the rows
GRID = np.linspace(0.05, 0.95, 20)  # quantiles of a field at which partial dependence is measured
LEVELS = 8  # of a category that are drawn, the commonest
MEASURED = 4000  # test rows at most: more would narrow the intervals little and take minutes
RESAMPLES = 500  # at most: sorting the rows once more for every field is what takes long here


def write(held: HeldOut) -> None:
    """Draw importance and partial dependence."""
    table = importance(held)
    draw_importance(held, table)
    draw_dependence(held, dependence(held, list(table["field"][:4])))


def importance(held: HeldOut) -> pd.DataFrame:
    """Measure how much worse the primary metric gets when a field's values are shuffled.

    Returns
    -------
    DataFrame, shape (fields, 4)
        ``field``, ``value``, ``ci_low``, ``ci_high``; positive where shuffling hurts, most first.
        Fields that carry the same information share it, and each looks less important than it is.
        Only those that are drawn have an interval.
    """
    rng, worse = np.random.default_rng(held.resampling["seed"]), {}
    order = rng.permutation(len(held.y)) if len(held.y) > MEASURED else np.arange(len(held.y))
    some = np.sort(order[:MEASURED])
    X, y, base, ones = (held.X.iloc[some], held.y[some], held.p[some], np.ones((1, len(some))))
    copies, measured = pd.concat([X] * PERMUTATIONS), {}
    for name in X.columns:
        order = np.concatenate([rng.permutation(len(X)) for _ in range(PERMUTATIONS)])
        shuffled = predict_tier(held.served, copies.assign(**{name: X[name].array[order]}))
        parts = shuffled.reshape(PERMUTATIONS, *base.shape)

        def worsening(w: Floats, parts: Floats = parts) -> Floats:
            after = np.mean([primary(y, p, w) for p in parts], axis=0)
            return np.asarray(SIGN * (primary(y, base, w) - after))

        measured[name], worse[name] = float(worsening(ones)[0]), worsening
    fields = sorted(measured, key=lambda name: -measured[name])
    resampling = subset(held.resampling, some)
    resampling |= {"resamples": min(RESAMPLES, resampling["resamples"])}
    estimates = bootstrap({name: worse[name] for name in fields[:SHOWN]}, len(y), **resampling)
    rows = [{"field": name, **ends(estimates[name])} for name in fields[:SHOWN]]
    rows += [{"field": name, "value": measured[name]} for name in fields[SHOWN:]]
    return pd.DataFrame(rows)


def dependence(held: HeldOut, fields: list[str]) -> pd.DataFrame:
    """Average the prediction over training rows while one field is set to each value of a grid.

    Returns
    -------
    DataFrame, columns ``field``, ``value``, and one for each output of the model
        The value is a number, a date, or a level of a category, the commonest first. Formula:
        Friedman, 2001, section 8.2.
    """
    X, curves, outputs = held.bundle.extra, [], task.outputs(held.table.contract.target)
    for name in fields:
        rows = X.loc[X.index.repeat(len(values := grid(X[name])))]
        rows = rows.assign(**{name: np.tile(values, len(X))}).astype(X.dtypes)
        means = predict_tier(held.served, rows).reshape(len(X), len(values), -1).mean(0)
        curve = pd.DataFrame(means, columns=outputs)
        curve.insert(0, "value", values)
        curve.insert(0, "field", name)
        curves.append(curve)
    return pd.concat(curves)


def grid(column: pd.Series) -> np.ndarray:
    """Choose values of a field: its commonest levels, or numbers from end to end of what it holds.

    Quantiles alone would miss a tail that few rows have, so some of the distinct values are added.
    """
    values = column.dropna()
    if isinstance(column.dtype, pd.CategoricalDtype):
        return values.cat.remove_unused_categories().value_counts().index[:LEVELS].to_numpy()
    distinct = np.unique(values)
    some = distinct[np.linspace(0, len(distinct) - 1, min(8, len(distinct))).astype(int)]
    return np.unique(np.concatenate([values.quantile(GRID), some]))


def contributions(tier: Tier, row: pd.DataFrame, background: pd.DataFrame) -> dict[str, float]:
    """Say how one row's prediction changes when a field is replaced by other rows' values.

    Parameters
    ----------
    tier : Tier
        The served one.
    row : DataFrame, shape (1, fields)
        The record.
    background : DataFrame, shape (m, fields)
        Training rows to take values from.

    Returns
    -------
    dict of str to float
        Prediction minus the mean prediction without knowing the field, largest change first; of the
        likeliest class where there are several. The changes do not add up to the prediction where
        fields act together.
    """
    prediction, copies = predict_tier(tier, row).reshape(-1), row.iloc[[0] * len(background)]
    output, changes = int(prediction.argmax()), {}
    for name in row.columns:
        without = copies.assign(**{name: background[name].to_numpy()}).astype(background.dtypes)
        mean = predict_tier(tier, without).reshape(len(background), -1)[:, output].mean()
        changes[name] = round(float(prediction[output] - mean), 6)
    return dict(sorted(changes.items(), key=lambda change: -abs(change[1])))
