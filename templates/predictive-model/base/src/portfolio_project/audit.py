"""Leak checks of tables: what one field, or all together, give away; and the list of all checks."""

from typing import Any

import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeRegressor

from . import baseline, task
from .contract import Contract
from .data import Table
from .reporting import leakage
from .reporting.shares import Floats
from .split import Split, binding, crossing
from .units import Mask, Rows

FIELD = "L2 illegitimate field"
CROSSING = {  # what crosses the split: the check, and its kind
    "duplicates": ("exact_duplicates", "L1.4 duplicates"),
    "future": ("time_order", "L3.1 temporal"),
    "groups": ("groups_disjoint", "L3.2 dependence"),
}
READ = 20_000  # rows at most that the checks of fields read: a leak shows in fewer
FOLDS = 3  # of a field's tree: no row is predicted by a tree that has seen its target
FEWEST, RARE = 50, 5  # rows, and rows beside the commonest class: fewer are told apart by chance
EXACT = 1 - 1e-9  # R2 of what is more than rounding away from the target


def audit(table: Table, parts: Split, settings: dict[str, Any], seed: int) -> dict[str, Any]:
    """Run every check that applies to the data.

    Parameters
    ----------
    table : Table
        All rows.
    parts : Split
        Where they went.
    settings : dict
        Of the fastest tier that uses the fields, as chosen.
    seed : int
        Of the label shuffles.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """
    X, ids, fitted = table.X, table.ids, np.append(parts.train, parts.val)
    generator = np.random.default_rng(seed)
    fit, test = (generator.permutation(rows)[:READ] for rows in (fitted, parts.test))

    def shuffled(rng: np.random.Generator) -> leakage.Scores:
        labels = rng.permutation(table.y)  # of all rows, so that a fit that sees test rows shows
        linear = baseline.simple(**settings).fit(X.iloc[fit], labels[fit])
        predictions = task.predict(linear, X.iloc[test], len(table.contract.target.levels))
        return leakage.reshuffled(task.knowledge, labels[test], predictions, rng)

    checks = {
        "test_ids_disjoint": leakage.disjoint(ids[fitted], ids[parts.test], "L1.1 test set"),
        "known_at_prediction": known_at_prediction(table.contract),
        **fields(table, seed),
        "label_shuffle": leakage.label_shuffle(shuffled, seed),
    }
    binds = binding(table)
    for reason, crosses in crossing(table, fitted, parts.test).items():
        name, kind = CROSSING[reason]
        if reason != "groups" or "time" not in table.roles or binds[reason]:
            crossed, warns = int(crosses.sum()), not binds[reason]
            checks[name] = leakage.check(crossed, "==", 0, warns=warns, kind=kind)
    return checks


def known_at_prediction(contract: Contract) -> dict[str, Any]:
    """Check that every field that is used exists when the prediction is needed."""
    unknown = [column.name for column in contract.role("feature") if not column.known_at_prediction]
    facts: dict[str, Any] = {"field": unknown[0]} if unknown else {}
    return leakage.check(len(unknown), "==", 0, kind=FIELD, **facts)


def fields(table: Table, seed: int) -> dict[str, Any]:
    """Run the checks of what fields give away, on at most ``READ`` rows, each of them once.

    Of a field that its owner has kept, which the contract says with the reason, they warn.
    """
    rows = np.random.default_rng(seed).permutation(len(table.y))[:READ]
    rows = rows[~table.X.iloc[rows].assign(**{"": table.y[rows]}).duplicated().to_numpy()]
    units = table.roles.get("group", np.arange(len(table.y)))[rows]
    fold = pd.factorize(units)[0] % FOLDS  # in an order of chance; a group is in one fold
    X, y, levels = table.X.iloc[rows], table.y[rows], len(table.contract.target.levels)
    scores = [(round(field_power(X[name], y, fold, levels), 6), name) for name in X]
    most, name = max(scores, key=lambda field: field[0])
    kept = [column.name for column in table.contract.role("feature") if column.kept]
    others = [field for field in scores if field[1] not in kept] or [(0.0, name)]
    told, other = max(others, key=lambda field: field[0])
    return {
        "single_field": leakage.check(told, "<", 0.999, kind=FIELD, field=other),
        "strong_field": leakage.check(most, "<", 0.98, warns=True, kind=FIELD, field=name),
        "linear_reconstruction": linear_reconstruction(X.drop(columns=kept), y, fold),
    }


def field_power(x: pd.Series, y: Floats, fold: Rows, levels: int) -> float:
    """Say how much of the target one field tells: the most of all ways to read it.

    They are: whether it is filled in at all; its values as they are and, for a quantity, as ranks;
    and what a tree tells that was grown on other folds, for all rows and for those whose value the
    tree has seen. So a code for the outcome is found, while an identifier, which no other row has,
    tells nothing.

    Parameters
    ----------
    x : Series, shape (n,)
        The field.
    y : ndarray, shape (n,)
        The target.
    fold : ndarray of int, shape (n,)
        In which fold each row is predicted.
    levels : int
        Of the target; 0 for a quantity.

    Returns
    -------
    float
        ROC AUC, balanced accuracy or R2; 0 where the rows are too few to tell.
    """
    filled = x.notna().to_numpy()
    scores = [power(y, by_tree(filled.astype(float), y, fold)[0], levels)]
    x, y, fold = x[filled], y[filled], fold[filled]
    category = isinstance(x.dtype, pd.CategoricalDtype)
    value = (x.cat.codes if category else pd.to_numeric(x)).to_numpy(float)
    if levels <= 2 and not category:
        scores.append(power(y, value, levels))
    if levels == 0:
        ranks = pd.DataFrame({"target": y, "field": value}).rank()
        scores.append(power(ranks["target"].to_numpy(), ranks["field"].to_numpy(), levels))
    predicted, seen = by_tree(value, y, fold)
    return max(*scores, power(y, predicted, levels), power(y[seen], predicted[seen], levels))


def power(y: Floats, p: Floats, levels: int) -> float:
    """Score a guess of the target, whichever way round it goes."""
    if not enough(y):
        return 0.0
    if levels > 2:
        return task.knowledge(y, np.eye(levels)[np.rint(p).astype(int)])
    score = task.knowledge(y, p)
    return score**2 if levels == 0 else max(score, 1 - score)


def by_tree(value: Floats, y: Floats, fold: Rows) -> tuple[Floats, Mask]:
    """Predict each row by a tree of the other folds; say as well whether it has seen the value."""
    p, seen = np.full(len(y), y.mean() if len(y) else 0.0), np.zeros(len(y), dtype=bool)
    for i in np.unique(fold):
        new = fold == i
        if not new.all():
            tree = DecisionTreeRegressor(random_state=0).fit(value[~new, None], y[~new])
            p[new], seen[new] = tree.predict(value[new, None]), np.isin(value[new], value[~new])
    return p, seen


def enough(y: Floats) -> bool:
    """Whether rows are so many, and of so many classes, that chance does not tell them apart."""
    return len(y) >= FEWEST and len(y) - np.unique(y, return_counts=True)[1].max() >= RARE


def linear_reconstruction(X: pd.DataFrame, y: Floats, fold: Rows) -> dict[str, Any]:
    """Check that no sum of fields is the target: R2 of least squares on other folds below 1."""
    numbers = X.select_dtypes("number").fillna(0).to_numpy(float)
    if len(y) < 3 * (numbers.shape[1] + 1):
        reason = f"not looked for: {len(y)} rows for {numbers.shape[1]} fields are too few to tell"
        return leakage.check(0.0, "<", EXACT, kind=FIELD, reason=reason)
    scaled = (numbers - numbers.mean(0)) / np.maximum(numbers.std(0), 1e-12)
    scaled = np.column_stack([np.ones(len(y)), scaled])
    residual = y - y.mean()
    for i in range(FOLDS):
        fit, new = fold != i, fold == i
        residual[new] = y[new] - scaled[new] @ np.linalg.lstsq(scaled[fit], y[fit], rcond=None)[0]
    observed = 1 - (residual**2).sum() / ((y - y.mean()) ** 2).sum()
    return leakage.check(round(float(observed), 12), "<", EXACT, kind=FIELD)
