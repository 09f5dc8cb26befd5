"""The model under test: gradient-boosted trees by XGBoost, and the few settings that are searched.

This file alone knows the learning library of the challenger.
"""

from typing import Any

from sklearn.pipeline import Pipeline
from xgboost import XGBRegressor

from .fields import Fields

SPACE: dict[str, list[Any]] = {
    "learning_rate": [0.05, 0.1, 0.2],  # smaller steps fit later and overfit less
    "max_depth": [2, 3, 5],  # 2 allows interactions of two fields, 5 of as many as matter
    "min_child_weight": [1, 5],  # more keeps leaves from chasing single cases
    "reg_lambda": [0.0, 1.0],  # pulls leaf values towards zero
}


def challenger(**settings: Any) -> Pipeline:
    """Gradient boosting over binned numbers and native categories; empty cells need no filling.

    Parameters
    ----------
    **settings
        One choice from ``SPACE``.
    """
    trees = XGBRegressor(
        objective="reg:absoluteerror",  # the metric of the headline
        n_estimators=100,  # enough at these rates; the search trades it against learning_rate
        tree_method="hist",
        enable_categorical=True,  # the contract's categories
        n_jobs=1,  # sums in a fixed order: the same bytes in every run
        random_state=0,
        **settings,
    )
    return Pipeline([("fields", Fields()), ("model", trees)])
