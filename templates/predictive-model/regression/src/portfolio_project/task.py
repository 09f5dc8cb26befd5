"""What the task is: a quantity, and a prediction is its expected value."""

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from .contract import Column
from .reporting.project import InputError
from .reporting.shares import Floats

TASK = "tabular-regression"
LOSS = "absolute error"  # of one row
CHANCE = 0.0  # correlation of a model that knows nothing
STRATA = 10  # parts of the target's range that every part and fold holds in equal shares


def encode(target: pd.Series, column: Column) -> Floats:
    """Give the target as it is; the contract has made it a number."""
    if column.kind not in ("number", "integer"):
        raise InputError(f"column '{column.name}': the target must be a number")
    return target.to_numpy(float)


def decode(value: float, column: Column) -> str:
    """Write a target value for people."""
    del column
    return f"{value:g}"


def outputs(column: Column) -> list[str]:
    """Name what a prediction consists of, for people."""
    return [column.name]


def check_target(y: Floats, column: Column, folds: int) -> None:
    """Refuse a target that cannot be learned.

    Raises
    ------
    InputError
        When there are fewer rows than folds, or all rows have the same value.
    """
    if len(y) < folds:
        raise InputError(f"column '{column.name}': {len(y)} rows, fewer than {folds} folds")
    if y.min() == y.max():
        raise InputError(f"column '{column.name}': all {len(y)} rows have the value {y[0]:g}")


def predict(model: Pipeline, X: pd.DataFrame, levels: int = 0) -> Floats:
    """Give the expected value, in the unit of the target, shape (n,)."""
    del levels
    return np.asarray(model.predict(X), dtype=float)


def strata(y: Floats) -> Floats:
    """Give what every part and fold must have in equal shares: low, middle and high values."""
    edges = np.quantile(y, np.linspace(0, 1, STRATA + 1)[1:-1])
    return np.searchsorted(edges, y).astype(float)


def knowledge(y: Floats, predictions: Floats) -> float:
    """Score of the label-shuffle control: correlation, which is ``CHANCE`` without knowledge.

    R2 would not do: it is below zero for a model that has learned noise.
    """
    if y.std() == 0 or predictions.std() == 0:
        return CHANCE
    return float(np.corrcoef(y, predictions)[0, 1])
