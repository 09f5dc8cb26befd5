"""What the model has to beat: the base rate, and a regularised linear model.

Both are pipelines with the interface of the model, so that no comparison depends on plumbing.
"""

from typing import Any

from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.dummy import DummyClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from .contract import Column
from .fields import Fields

# C is the inverse of the penalty: from "hardly any field counts" to "hardly any penalty".
SPACE: dict[str, list[Any]] = {"C": [0.01, 0.1, 1.0, 10.0]}


def trivial() -> Pipeline:
    """Predict the share of positives in the training part for every row."""
    return Pipeline([("model", DummyClassifier(strategy="prior"))])


def simple(C: float = 1.0) -> Pipeline:
    """Logistic regression on scaled numbers and one-hot categories.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty.
    """
    filled = SimpleImputer(strategy="median", keep_empty_features=True)
    numbers = make_pipeline(filled, StandardScaler())
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_include="category")),
    )
    steps = [("fields", Fields()), ("columns", columns)]
    return Pipeline([*steps, ("model", LogisticRegression(C=C, max_iter=5000))])


def effect(model: Pipeline, target: Column) -> str:
    """Say what the coefficients of :func:`simple` move."""
    del model
    return f"the log odds of {target.positive or 'each class'}"
