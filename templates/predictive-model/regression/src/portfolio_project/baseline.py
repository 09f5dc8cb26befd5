"""What the model has to beat: the median, and a regularised linear model.

Both are pipelines with the interface of the model, so that no comparison depends on plumbing.
"""

from typing import Any, Self

import numpy as np
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.dummy import DummyRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from .contract import Column
from .fields import Fields
from .reporting.shares import Floats

# alpha is the penalty: from "all but ordinary least squares" to "hardly any field counts". Least
# squares on the target itself gives its mean; on the scale of the logarithm it gives the median of
# a target with a long tail, which is what the absolute error asks for.
SPACE: dict[str, list[Any]] = {"alpha": [0.01, 1.0, 10.0, 100.0], "scale": ["identity", "log"]}


class LogRidge(Ridge):  # type: ignore[misc]  # scikit-learn has no types
    """Ridge regression of the logarithm of one more than the size, with the sign of the target."""

    def fit(self, X: Any, y: Floats) -> Self:
        """Fit the logarithm; 0 and negative values have one as well."""
        super().fit(X, np.sign(y) * np.log1p(np.abs(y)))
        return self

    def predict(self, X: Any) -> Floats:
        """Give the value, shape (n,); what is too large for a number stays a number."""
        z = super().predict(X)
        return np.sign(z) * np.expm1(np.minimum(np.abs(z), 700))


def trivial() -> Pipeline:
    """Predict the median of the training part, the constant with the least absolute error."""
    return Pipeline([("model", DummyRegressor(strategy="median"))])


def simple(alpha: float = 1.0, scale: str = "identity") -> Pipeline:
    """Ridge regression on scaled numbers and one-hot categories.

    Parameters
    ----------
    alpha : float
        Strength of the L2 penalty, on fields scaled to one standard deviation.
    scale : str
        Of the target on which errors are squared: ``identity`` or ``log``.
    """
    filled = SimpleImputer(strategy="median", keep_empty_features=True)
    numbers = make_pipeline(filled, StandardScaler())
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_include="category")),
    )
    line = LogRidge if scale == "log" else Ridge
    steps = [("fields", Fields()), ("columns", columns)]
    return Pipeline([*steps, ("model", line(alpha=alpha))])


def effect(model: Pipeline, target: Column) -> str:
    """Say what the coefficients of :func:`simple` move."""
    return f"the logarithm of {target.name}" if isinstance(model[-1], LogRidge) else target.name
