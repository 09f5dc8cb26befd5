"""Tables whose truth is known, made for a test."""

import numpy as np
import pandas as pd
import pytest

from portfolio_project import task
from portfolio_project.contract import Column, Contract
from portfolio_project.data import Table

QUANTITY = task.TASK == "tabular-regression"
SEVERAL = not hasattr(task, "CHANCE")  # of several classes no score is that of chance


def make_table(fields, y, unknown=(), **roles):
    """Make a table of numbers and, where a field holds text, categories.

    ``unknown`` names the fields that are not known at prediction time; ``roles`` are the columns
    ``time``, ``group`` and ``split``, and ``unseen``: whether new groups are asked for.
    """
    if SEVERAL:
        pytest.skip("these tables have two classes or a quantity")
    X, unseen = pd.DataFrame(fields), roles.pop("unseen", False)
    kind, levels = ("number", []) if QUANTITY else ("category", ["no", "yes"])
    columns = [Column("target", kind, "target", "the target", levels=levels)]
    for name in X:
        known = name not in unknown
        if pd.api.types.is_numeric_dtype(X[name]):
            columns.append(Column(name, "number", "feature", "a number", known))
        elif isinstance(X[name].dtype, pd.CategoricalDtype):
            levels = list(X[name].cat.categories)
            columns.append(Column(name, "category", "feature", "levels", known, levels=levels))
        else:
            levels = sorted(set(X[name].dropna()))
            X[name] = pd.Categorical(X[name], levels)
            columns.append(Column(name, "category", "feature", "levels", known, levels=levels))
    if "group" in roles:
        columns.append(Column("group", "text", "group", "what belongs together", unseen=unseen))
    further = {role: values for role, values in roles.items() if role in ("time", "group")}
    alike = pd.concat([X, pd.DataFrame({"target": y} | further, X.index)], axis=1)
    return Table(
        contract=Contract({}, {}, columns),
        X=X,
        y=np.asarray(y, dtype=float),
        ids=np.arange(len(X)).astype(str),
        contents=pd.util.hash_pandas_object(alike, index=False).to_numpy(),
        roles={role: np.asarray(values) for role, values in roles.items()},
        sha256="",
    )


def two_fields(n, seed=0):
    """Give two fields and a target of zeros and ones that they explain in part."""
    rng = np.random.default_rng(seed)
    fields = {"a": rng.normal(size=n), "b": rng.normal(size=n)}
    y = (fields["a"] + rng.normal(size=n) > 0).astype(float)
    return fields, y
