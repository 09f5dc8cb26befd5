"""Leak checks of tables: what one field, or all together, give away; and the list of all checks."""

from typing import Any

import numpy as np
import pandas as pd

from . import baseline, task
from .contract import Contract
from .data import Table
from .reporting import leakage
from .reporting.intervals import Floats
from .split import NEAR, Split, nearest

FIELD = "L2 illegitimate field"


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
    fitted, test, X, y = np.append(parts.train, parts.val), parts.test, table.X, table.y

    def shuffled(rng: np.random.Generator) -> leakage.Scores:
        labels = rng.permutation(y)  # of all rows, so that a fit that sees the test rows shows
        linear = baseline.simple(**settings).fit(X.iloc[parts.train], labels[parts.train])
        said = task.predict(linear, X.iloc[test])
        return leakage.reshuffled(task.knowledge, labels[test], said, rng)

    def apart(values: Any, kind: str) -> dict[str, Any]:
        return leakage.disjoint(values[fitted], values[test], kind)

    near = int((nearest(X.iloc[test], X.iloc[fitted]) <= NEAR).sum())
    checks = {
        "test_ids_disjoint": apart(table.ids, "L1.1 test set"),
        "exact_duplicates": apart(table.contents, "L1.4 duplicates"),
        "near_duplicates": leakage.check(near, "==", 0, kind="L1.4 duplicates"),
        "known_at_prediction": known_at_prediction(table.contract),
        "single_field": single_field(X, y),
        "linear_reconstruction": linear_reconstruction(X, y),
        "label_shuffle": leakage.label_shuffle(shuffled, seed),
    }
    if "time" in table.roles:
        times = table.roles["time"]
        checks["time_order"] = leakage.time_order(times[fitted], times[test])
    if "group" in table.roles:
        checks["groups_disjoint"] = apart(table.roles["group"], "L3.2 dependence")
    return checks


def known_at_prediction(contract: Contract) -> dict[str, Any]:
    """Check that every field that is used exists when the prediction is needed."""
    unknown = [column.name for column in contract.role("feature") if not column.known_at_prediction]
    facts: dict[str, Any] = {"field": unknown[0]} if unknown else {}
    return leakage.check(len(unknown), "==", 0, kind=FIELD, **facts)


def single_field(X: pd.DataFrame, y: Floats) -> dict[str, Any]:
    """Check that no field alone gives the target away: association below .999.

    A category is read as the mean target of its level, so a name that repeats the outcome, or an
    identifier with a level for every row, is found as well; so is a field that is filled in, or
    left empty, once the outcome is known.
    """
    found, target = [], pd.Series(y, X.index)
    for name in X.columns:
        x = X[name]
        if isinstance(x.dtype, pd.CategoricalDtype):
            x = target.groupby(x, observed=True).transform("mean")
        given = x.notna().to_numpy()
        read = [task.association(given.astype(float), y)]
        if given.any():
            read.append(task.association(x.to_numpy(float)[given], y[given]))
        found.append((round(max(read), 6), name))
    observed, most = max(found)
    return leakage.check(observed, "<", 0.999, kind=FIELD, field=most)


def linear_reconstruction(X: pd.DataFrame, y: Floats) -> dict[str, Any]:
    """Check that no sum of fields is the target: R2 of least squares over the numbers below 1."""
    numbers = X.select_dtypes("number").fillna(0).to_numpy(float)
    scaled = (numbers - numbers.mean(0)) / np.maximum(numbers.std(0), 1e-12)
    residuals = y - y.mean() - scaled @ np.linalg.lstsq(scaled, y - y.mean(), rcond=None)[0]
    observed = round(float(1 - residuals.var() / y.var()), 12)
    return leakage.check(observed, "<", 1 - 1e-9, kind=FIELD)
