"""The test part, opened: its rows and what each tier predicts for them."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .data import Table, load
from .decision import said
from .reporting import intervals
from .reporting.intervals import Floats
from .reporting.project import Project
from .reporting.tiers import Bundle, Tier, load_bundle
from .split import Split
from .train import basis


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    project : Project
        Where reports go.
    table, parts, bundle : Table, Split, Bundle
        All rows, where they went, and the fitted tiers.
    X : DataFrame, shape (n, fields)
        Features of the test rows.
    y : ndarray, shape (n,)
        Their target.
    predictions : dict of str to ndarray, shape (n,)
        Of each tier.
    served : Tier
        The tier that won on validation.
    p : ndarray, shape (n,)
        Its predictions.
    how : dict
        How intervals are made; the same resamples everywhere, so that tiers are paired.
    """

    project: Project
    table: Table
    parts: Split
    bundle: Bundle
    X: pd.DataFrame
    y: Floats
    predictions: dict[str, Floats]
    served: Tier
    p: Floats
    how: dict[str, Any]


def open_test_part(project: Project) -> HeldOut:
    """Load the rows and the tiers, and predict the test rows with each tier.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters.
    """
    table, params = load(project), project.params
    bundle = load_bundle(project, basis(table, params))
    parts, name = bundle.parts, bundle.served  # a new split might test on rows that were used
    X, y = table.X.iloc[parts.test], table.y[parts.test]
    found = {name: said(tier, X) for name, tier in bundle.tiers.items()}
    how = intervals.how(params, len(y))
    return HeldOut(project, table, parts, bundle, X, y, found, bundle.tiers[name], found[name], how)
