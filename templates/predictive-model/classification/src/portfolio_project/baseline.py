"""What the model has to beat: the base rate, and a regularised linear model.

Both are pipelines with the interface of the model, so that no comparison depends on plumbing.
"""

from __future__ import annotations

from typing import Any

from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from .contract import Contract

# C is the inverse of the penalty: from "hardly any field counts" to "hardly any penalty".
SPACE: dict[str, list[Any]] = {"C": [0.01, 0.1, 1.0, 10.0]}


def trivial(contract: Contract, seed: int) -> Pipeline:
    """Predict the share of positives in the training part for every row."""
    return Pipeline([("model", DummyClassifier(strategy="prior"))])


def simple(contract: Contract, seed: int, C: float = 1.0) -> Pipeline:
    """Logistic regression on scaled numbers and one-hot categories.

    Parameters
    ----------
    contract : Contract
        Names the fields and the levels.
    seed : int
        Not used: the solution is unique.
    C : float
        Inverse strength of the L2 penalty.
    """
    return Pipeline([("columns", encoder(contract)), ("model", LogisticRegression(C=C, max_iter=5000))])


def encoder(contract: Contract) -> ColumnTransformer:
    """Scale the numbers and spell out the categories; fitted inside the pipeline, on its rows alone."""
    numbers = [column.name for column in contract.numbers]
    categories = [column.name for column in contract.categories]
    levels = [list(column.levels) for column in contract.categories]
    return ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
            ("categories", OneHotEncoder(categories=levels, handle_unknown="ignore"), categories),
        ]
    )
