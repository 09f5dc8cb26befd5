"""Where the served model errs: the worst rows, and what sets the rows it gets wrong apart."""

import numpy as np
import pandas as pd
from scipy.special import stdtr

from . import baseline, task
from .decision import answer, mistakes
from .held_out import HeldOut
from .metrics import row_losses
from .reporting.card import markdown
from .reporting.project import write_text
from .reporting.report import table
from .reporting.shares import Bools, Groups

WORST = 10  # rows in the error analysis
SHOWN = 3  # fields in one finding
LEVELS = 20  # of a category that are compared, the commonest
FEW = 5  # units, fewer of which have nothing in common that could be told from chance


def write(held: HeldOut) -> list[str]:
    """Write reports/errors.md, and give the findings for the README's error analysis."""
    write_text(held.project.reports / "errors.md", worst(held))
    target = held.table.contract.target
    kinds = mistakes(held.served.decision, held.y, held.p, target)
    clusters = held.resampling["clusters"]
    units = np.arange(len(held.y)) if clusters is None else clusters
    sentences = [finding(held.X, units, *kind) for kind in kinds]
    blocks = ["\n".join(f"- {sentence}" for sentence in sentences)]
    blocks += [confusions(held)] if target.levels else []
    return blocks + coefficients(held)


def worst(held: HeldOut) -> str:
    """List the worst predictions with the three numbers of each row that are most unusual."""
    target, losses = held.table.contract.target, row_losses(held.y, held.p)
    shown = answer(held.served.decision, held.p, target)
    numbers = held.table.X.iloc[held.parts.train].select_dtypes("number")
    scores = (held.X[numbers.columns] - numbers.mean()) / numbers.std()
    ids, rows = held.table.ids[held.parts.test], []
    first = np.lexsort([np.arange(len(ids)), -losses])[:WORST]
    for i in first:
        odd = scores.iloc[i].sort_values(key=abs, ascending=False, kind="stable")[:3]
        unusual = ", ".join(f"{name} {score:+.1f}" for name, score in odd.items())
        cells = [task.decode(held.y[i], target), *shown.iloc[i], losses[i], unusual]
        texts = [cell if isinstance(cell, str) else f"{cell:.4g}" for cell in cells]
        rows.append([markdown(text) for text in (ids[i], *texts)])
    return f"""# Error analysis

The {len(first)} worst of {len(losses)} test rows under the served model `{held.served.name}`.
They carry {losses[first].sum() / losses.sum():.0%} of the summed {task.LOSS}.

{table(["row", "truth", *shown.columns, task.LOSS, "most unusual fields"], rows)}

Unusual fields are given in standard deviations from the training mean. Rows count from 1, below the
heading of the data file, unless the contract has an id column.
"""


def finding(
    X: pd.DataFrame, units: Groups, what: str, wrong: Bools, rest: str, right: Bools
) -> str:
    """Say in what fields some rows differ from others by more than chance would have it.

    Each field is compared by its mean, or by the share of a level (Welch's test, over the units of
    the split). Of many comparisons the largest looks like something on any rows, so each must pass
    a limit that is divided by their number (Bonferroni).

    Parameters
    ----------
    X : DataFrame, shape (n, fields)
        Features.
    units : ndarray of int, shape (n,)
        Rows that belong together have the same number.
    what, rest : str
        What the rows, and those that they are compared with, are called.
    wrong, right : ndarray of bool, shape (n,)
        Which rows these are.
    """
    sizes, columns = (f"The {wrong.sum()} {what}, beside the {right.sum()} {rest},", indicators(X))
    if not wrong.any():
        return f"There were no {what}."
    bad, good = (columns[rows].groupby(units[rows]).mean() for rows in (wrong, right))
    if min(len(bad), len(good)) < FEW:
        return f"{sizes} are too few to say what sets them apart."
    parts = [part.var() / part.count() for part in (bad, good)]
    dof = sum(v**2 / (part.count() - 1) for v, part in zip(parts, (bad, good), strict=True))
    error = sum(parts).replace(0, np.nan)
    distance = ((bad.mean() - good.mean()) / np.sqrt(error)).abs()
    p = pd.Series(2 * stdtr(error**2 / dof, -distance), columns.columns).dropna()
    fields = p[p < 0.05 / len(columns.columns)].sort_values(kind="stable").index[:SHOWN]
    if fields.empty:
        return f"{sizes} differ in no field by more than chance."
    means, each = (columns[wrong].mean(), columns[right].mean()), []
    for name in fields:
        style = "{:.3g}" if name in X else "{:.0%}"  # a mean, or the share of a level
        each.append(" against ".join(style.format(mean[name]) for mean in means))
    pairs = (f"{markdown(name)}: {pair}" for name, pair in zip(fields, each, strict=True))
    return f"{sizes} differ on average in {', '.join(pairs)}."


def indicators(X: pd.DataFrame) -> pd.DataFrame:
    """Give numbers as they are, and a column of 0 and 1 for each of the commonest levels."""
    columns = {name: X[name] for name in X.select_dtypes("number")}
    for name in X.select_dtypes("category"):
        for level in X[name].value_counts().index[:LEVELS]:
            columns[f"{name} = {level}"] = (X[name] == level).astype(float)
    return pd.DataFrame(columns, X.index)


def confusions(held: HeldOut) -> str:
    """Make the table of what each class was taken for, at the threshold that decides."""
    target = held.table.contract.target
    truth = [task.decode(value, target) for value in held.y]
    shown = answer(held.served.decision, held.p, target)["prediction"].to_numpy()
    counts = pd.crosstab(np.array(truth), shown).reindex(
        index=target.levels, columns=target.levels, fill_value=0
    )
    rows = [[markdown(level), *map(str, counts.loc[level])] for level in target.levels]
    return table(["truth ↓, said →", *map(markdown, target.levels)], rows)


def coefficients(held: HeldOut) -> list[str]:
    """Make the table of the largest coefficients, where the served model is linear."""
    model = held.served.model
    if not hasattr(model[-1], "coef_"):
        return []
    names = [name.partition("__")[2] for name in model["columns"].get_feature_names_out()]
    weights = pd.DataFrame(np.atleast_2d(model[-1].coef_).T, names)
    first = weights.abs().max(axis=1).sort_values(ascending=False, kind="stable").index[:WORST]
    target = held.table.contract.target
    classes = target.levels if weights.shape[1] > 1 else ["coefficient"]
    rows = [[markdown(name), *(f"{x:+.3g}" for x in weights.loc[name])] for name in first]
    effect = f"on {baseline.effect(model, target)}, for one standard deviation of a number"
    head = f"The {len(first)} largest of {len(weights)} coefficients of the served model, {effect}:"
    return [head, table(["field", *map(markdown, classes)], rows)]
