"""What the task is: two classes, and a prediction is the probability of the positive one."""

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from .contract import Column
from .metrics import roc_auc
from .reporting.project import InputError
from .reporting.shares import Floats

TASK = "tabular-classification"
LOSS = "log loss"  # of one row
CHANCE = 0.5  # ROC AUC of a model that knows nothing


def encode(target: pd.Series, column: Column) -> Floats:
    """Turn the target's levels into 1 (positive) and 0."""
    return (target == column.positive).to_numpy(float)


def decode(value: float, column: Column) -> str:
    """Turn 1 or 0 back into the level."""
    return next(level for level in column.levels if (level == column.positive) == (value == 1))


def outputs(column: Column) -> list[str]:
    """Name what a prediction consists of, for people."""
    return [f"probability of {column.positive}"]


def check_target(y: Floats, column: Column, folds: int) -> None:
    """Refuse a target that cannot be learned.

    Raises
    ------
    InputError
        When there are not exactly two levels, one of them positive, or a class has fewer rows than
        there are folds.
    """
    if len(column.levels) != 2 or column.positive not in column.levels:
        raise InputError(f"column '{column.name}': two levels are needed, one of them positive")
    fewest = min(int((y == value).sum()) for value in (0, 1))
    if fewest < folds:
        fault = f"{fewest} rows in a class, fewer than {folds} folds"
        raise InputError(f"column '{column.name}': {fault}")


def predict(model: Pipeline, X: pd.DataFrame, levels: int = 2) -> Floats:
    """Give the probability of the positive class, shape (n,)."""
    del levels
    return np.asarray(model.predict_proba(X)[:, 1], dtype=float)


def strata(y: Floats) -> Floats:
    """Give what every part and fold must have in equal shares: the classes."""
    return y


def knowledge(y: Floats, predictions: Floats) -> float:
    """Score of the label-shuffle control: ROC AUC; ``CHANCE`` where there is only one class."""
    auc = float(roc_auc(y, predictions, np.ones((1, len(y))))[0])
    return auc if np.isfinite(auc) else CHANCE
