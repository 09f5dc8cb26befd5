"""The model under test: gradient-boosted trees, and the few settings that are searched.

This file alone knows the learning library of the selected tier.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

from .contract import Contract

SPACE: dict[str, list[Any]] = {
    "learning_rate": [0.05, 0.1, 0.2],  # smaller steps fit later and overfit less
    "max_leaf_nodes": [4, 8, 16],  # 4 leaves allow interactions of two fields, 16 of many
    "min_samples_leaf": [10, 20],  # with a few hundred rows, fewer would chase single cases
    "l2_regularization": [0.0, 1.0],  # pulls leaf values towards zero
}


def selected(contract: Contract, seed: int, **settings: Any) -> Pipeline:
    """Gradient boosting over binned numbers and native categories; empty cells need no filling.

    Parameters
    ----------
    contract : Contract
        Names the fields and the levels.
    seed : int
        Of the binning.
    **settings
        One choice from ``SPACE``.
    """
    categories = [column.name for column in contract.categories]
    numbers = [column.name for column in contract.numbers]
    levels = [list(column.levels) for column in contract.categories]
    coder = OrdinalEncoder(
        categories=levels, handle_unknown="use_encoded_value", unknown_value=np.nan
    )
    columns = ColumnTransformer(
        [("categories", coder, categories), ("numbers", "passthrough", numbers)]
    )
    trees = HistGradientBoostingClassifier(
        max_iter=100,  # enough at these rates; the search trades it against learning_rate
        early_stopping=False,  # would hold rows back at random, and cost small data more than it saves
        categorical_features=list(range(len(categories))) or None,
        random_state=seed,
        **settings,
    )
    return Pipeline([("columns", columns), ("model", trees)])
