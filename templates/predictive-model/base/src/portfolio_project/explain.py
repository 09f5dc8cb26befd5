"""What the served model uses, where it errs, and why it said what it said for one row."""

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from . import task
from .charts import draw_dependence, draw_importance
from .decision import answer
from .held_out import HeldOut
from .metrics import SIGN, primary, row_losses
from .reporting.card import markdown
from .reporting.intervals import Floats, among, bootstrap, ends
from .reporting.project import write_text
from .reporting.report import table

PERMUTATIONS = 5  # of each field; their mean is steadier than one, and the interval is of the rows
GRID = np.linspace(0.05, 0.95, 20)  # quantiles of a field at which partial dependence is measured
MEASURED = 4000  # test rows at most: more would narrow the intervals little and take minutes
WORST = 10  # rows in the error analysis


def write(held: HeldOut) -> None:
    """Draw importance and partial dependence, and write the error analysis."""
    matters = importance(held)
    draw_importance(held, matters)
    draw_dependence(held, dependence(held, list(matters["field"][:4])))
    write_text(held.project.reports / "errors.md", errors(held))


def importance(held: HeldOut) -> pd.DataFrame:
    """Measure how much worse the primary metric gets when a field's values are shuffled.

    Returns
    -------
    DataFrame, shape (fields, 4)
        ``field``, ``value``, ``ci_low``, ``ci_high``; positive where shuffling hurts, most first.
        Fields that carry the same information share it, and each looks less important than it is.
    """
    rng, shuffled = np.random.default_rng(held.how["seed"]), {}
    order = rng.permutation(len(held.y)) if len(held.y) > MEASURED else np.arange(len(held.y))
    some = np.sort(order[:MEASURED])
    X, y, given = held.X.iloc[some], held.y[some], held.p[some]
    copies = pd.concat([X] * PERMUTATIONS)
    for name in X.columns:
        order = np.concatenate([rng.permutation(len(X)) for _ in range(PERMUTATIONS)])
        predictions = task.predict(held.served.model, copies.assign(**{name: X[name].array[order]}))
        shuffled[name] = predictions.reshape(PERMUTATIONS, -1)

    def worsening(w: Floats, name: str) -> Floats:
        after = np.mean([primary(y, p, w) for p in shuffled[name]], axis=0)
        return SIGN * (primary(y, given, w) - after)

    statistics = {name: (lambda w, name=name: worsening(w, name)) for name in shuffled}
    found = bootstrap(statistics, len(y), **among(held.how, some))
    rows = [{"field": name, **ends(estimate)} for name, estimate in found.items()]
    return pd.DataFrame(rows).sort_values("value", ascending=False, ignore_index=True)


def dependence(held: HeldOut, fields: list[str]) -> pd.DataFrame:
    """Average the prediction over training rows while one field is set to each value of a grid.

    Returns
    -------
    DataFrame, columns ``field``, ``value``, ``prediction``
        The value is a number, or the level of a category. Formula: Friedman, 2001, section 8.2.
    """
    X, curves = held.bundle.extra, []
    for name in fields:
        category = isinstance(X[name].dtype, pd.CategoricalDtype)
        values = X[name].cat.categories if category else np.unique(X[name].quantile(GRID))
        rows = X.loc[X.index.repeat(len(values))].assign(**{name: np.tile(values, len(X))})
        said = task.predict(held.served.model, rows.astype(X.dtypes)).reshape(len(X), -1)
        curves.append(pd.DataFrame({"field": name, "value": values, "prediction": said.mean(0)}))
    return pd.concat(curves)


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
        changes[name] = round(given - float(task.predict(model, without).mean()), 6)
    return dict(sorted(changes.items(), key=lambda change: -abs(change[1])))


def errors(held: HeldOut) -> str:
    """List the worst predictions with the three numbers of each row that are most unusual."""
    target, losses = held.table.contract.target, row_losses(held.y, held.p)
    said = answer(held.served.decision, held.p, target)
    numbers = held.table.X.iloc[held.parts.train].select_dtypes("number")
    scores = (held.X[numbers.columns] - numbers.mean()) / numbers.std()
    worst, rows = np.argsort(-losses, kind="stable")[:WORST], []
    for i in worst:
        odd = scores.iloc[i].sort_values(key=abs, ascending=False, kind="stable")[:3]
        unusual = ", ".join(f"{name} {score:+.1f}" for name, score in odd.items())
        cells = [task.decode(held.y[i], target), *said.iloc[i], losses[i], unusual]
        texts = [cell if isinstance(cell, str) else f"{cell:.4g}" for cell in cells]
        rows.append([markdown(text) for text in (held.table.ids[held.parts.test[i]], *texts)])
    return f"""# Error analysis

The {len(worst)} worst of {len(losses)} test rows under the served model `{held.served.name}`.
They carry {losses[worst].sum() / losses.sum():.0%} of the summed {task.LOSS}.

{table(["row", "truth", *said.columns, task.LOSS, "most unusual fields"], rows)}

Unusual fields are given in standard deviations from the training mean. Rows count from 1, below the
heading of the data file, unless the contract has an id column.
"""
