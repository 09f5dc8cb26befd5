"""What the model has to beat: the mean, and a regularised linear model.

Both are pipelines with the interface of the model, so that no comparison depends on plumbing.
"""

from typing import Any

from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.dummy import DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

# alpha is the penalty: from "all but ordinary least squares" to "hardly any field counts".
SPACE: dict[str, list[Any]] = {"alpha": [0.01, 1.0, 10.0, 100.0]}


def trivial() -> Pipeline:
    """Predict the mean of the training part for every row."""
    return Pipeline([("model", DummyRegressor(strategy="mean"))])


def simple(alpha: float = 1.0) -> Pipeline:
    """Ridge regression on scaled numbers and one-hot categories.

    Parameters
    ----------
    alpha : float
        Strength of the L2 penalty, on fields scaled to one standard deviation.
    """
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_include="category")),
    )
    return Pipeline([("columns", columns), ("model", Ridge(alpha=alpha))])
