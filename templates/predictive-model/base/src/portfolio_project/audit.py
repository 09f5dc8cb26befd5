"""Leak checks of tables: what one field, or all together, give away; and the list of all checks."""

from typing import Any

import numpy as np
import pandas as pd

from . import baseline, leakage, task
from .contract import Contract
from .data import Table
from .intervals import Floats
from .split import NEAR, Split, nearest


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
    fitted, test = np.concatenate([parts.train, parts.val]), parts.test
    X, y = table.X, table.y

    def shuffled(rng: np.random.Generator) -> float:
        labels = rng.permutation(y)
        linear = baseline.simple(**settings).fit(X.iloc[parts.train], labels[parts.train])
        return task.knowledge(labels[test], task.predict(linear, X.iloc[test]))

    checks = {
        "test_ids_disjoint": leakage.ids_disjoint(table.ids[fitted], table.ids[test]),
        "exact_duplicates": leakage.exact_duplicates(table.contents[fitted], table.contents[test]),
        "near_duplicates": near_duplicates(X.iloc[fitted], X.iloc[test], table.contract),
        "known_at_prediction": known_at_prediction(table.contract),
        "single_field": single_field(X, y),
        "linear_reconstruction": linear_reconstruction(X, y),
        "label_shuffle": leakage.label_shuffle(shuffled, task.CHANCE, seed),
    }
    if table.times is not None:
        checks["time_order"] = leakage.time_order(table.times[fitted], table.times[test])
    if table.groups is not None:
        checks["groups_disjoint"] = leakage.groups_disjoint(
            table.groups[fitted], table.groups[test]
        )
    return checks


def near_duplicates(fitted: pd.DataFrame, test: pd.DataFrame, contract: Contract) -> dict[str, Any]:
    """No test row is within ``NEAR`` standard deviations of a fitted row in every field (L1.4)."""
    close = int((nearest(test, fitted, contract) <= NEAR).sum())
    return leakage.check(close, "==", 0, kind="L1.4 duplicates")


def known_at_prediction(contract: Contract) -> dict[str, Any]:
    """Every field that is used exists when the prediction is needed (L2)."""
    unknown = [column.name for column in contract.role("feature") if not column.known_at_prediction]
    facts = {"field": unknown[0]} if unknown else {}
    return leakage.check(len(unknown), "==", 0, kind="L2 illegitimate field", **facts)


def single_field(X: pd.DataFrame, y: Floats) -> dict[str, Any]:
    """No field alone gives the target away: association below .999 (L2).

    A category is read as the mean target of its level, so a name that repeats the outcome, or an
    identifier with a level for every row, is found as well.
    """
    found = []
    for name in X.columns:
        x, target = X[name], pd.Series(y, X.index)
        if isinstance(x.dtype, pd.CategoricalDtype):
            x = target.groupby(x, observed=True).transform("mean")
        given = x.notna().to_numpy()
        found.append((round(task.association(x.to_numpy(float)[given], y[given]), 6), name))
    observed, most = max(found)
    return leakage.check(observed, "<", 0.999, kind="L2 illegitimate field", field=most)


def linear_reconstruction(X: pd.DataFrame, y: Floats) -> dict[str, Any]:
    """No sum of fields is the target: R2 of least squares over the numbers below 1 - 1e-9 (L2)."""
    numbers = X.select_dtypes("number").fillna(0).to_numpy(float)
    scaled = (numbers - numbers.mean(0)) / np.maximum(numbers.std(0), 1e-12)
    design = np.column_stack([np.ones(len(y)), scaled])
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    observed = round(1 - float(residuals @ residuals) / float(((y - y.mean()) ** 2).sum()), 12)
    return leakage.check(observed, "<", 1 - 1e-9, kind="L2 illegitimate field")
