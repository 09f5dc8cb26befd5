"""What the task is: one of several classes, and a prediction is the probability of each."""

import numpy as np
import pandas as pd
from sklearn.pipeline import Pipeline

from .contract import Column
from .metrics import balanced_accuracy
from .reporting.project import InputError
from .reporting.shares import Floats

TASK = "tabular-classification"
LOSS = "log loss"  # of one row


def encode(target: pd.Series, column: Column) -> Floats:
    """Give each level of the target its number, from 0, in the order of the contract."""
    return target.cat.set_categories(column.levels).cat.codes.to_numpy(float)


def decode(value: float, column: Column) -> str:
    """Turn the number of a level back into the level."""
    return column.levels[int(value)]


def outputs(column: Column) -> list[str]:
    """Name what a prediction consists of, for people."""
    return column.levels


def check_target(y: Floats, column: Column, folds: int) -> None:
    """Refuse a target that cannot be learned.

    Raises
    ------
    InputError
        When there are fewer than three levels, or a class has fewer rows than there are folds.
    """
    if len(column.levels) < 3:
        raise InputError(f"column '{column.name}': three levels or more are needed")
    counts = np.bincount(y.astype(int), minlength=len(column.levels))
    fewest = int(counts.argmin())
    if counts[fewest] < folds:
        fault = f"{counts[fewest]} rows of '{column.levels[fewest]}', fewer than {folds} folds"
        raise InputError(f"column '{column.name}': {fault}")


def predict(model: Pipeline, X: pd.DataFrame, levels: int) -> Floats:
    """Give the probability of each class, shape (n, levels); 0 of one that was not fitted."""
    p = np.zeros((len(X), levels))
    p[:, model[-1].classes_.astype(int)] = model.predict_proba(X)
    return p


def strata(y: Floats) -> Floats:
    """Give what every part and fold must have in equal shares: the classes."""
    return y


def knowledge(y: Floats, predictions: Floats) -> float:
    """Score of the label-shuffle control: balanced accuracy of the likeliest class."""
    return float(balanced_accuracy(y, predictions, np.ones((1, len(y))))[0])
