"""The model under test: gradient-boosted trees, and the few settings that are searched.

This file alone knows the learning library of the challenger.
"""

from typing import Any

from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.pipeline import Pipeline

from .fields import Fields

SPACE: dict[str, list[Any]] = {
    "learning_rate": [0.05, 0.1, 0.2],  # smaller steps fit later and overfit less
    "max_leaf_nodes": [4, 8, 16],  # 4 leaves allow interactions of two fields, 16 of many
    "min_samples_leaf": [10, 20],  # with a few hundred rows, fewer would chase single cases
    "l2_regularization": [0.0, 1.0],  # pulls leaf values towards zero
}


def challenger(**settings: Any) -> Pipeline:
    """Gradient boosting over binned numbers and native categories; empty cells need no filling.

    Parameters
    ----------
    **settings
        One choice from ``SPACE``.
    """
    trees = HistGradientBoostingRegressor(
        loss="absolute_error",  # the metric of the headline
        max_iter=100,  # enough at these rates; the search trades it against learning_rate
        early_stopping=False,  # would hold rows back at random, which small data cannot spare
        categorical_features="from_dtype",  # the contract's categories
        random_state=0,
        **settings,
    )
    return Pipeline([("fields", Fields()), ("model", trees)])
