"""The test part, opened: its rows and what each tier predicts for them."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from .audit import READ
from .data import Table, load
from .decision import predict_tier
from .reporting import intervals
from .reporting.project import Project
from .reporting.shares import Floats
from .reporting.tiers import Bundle, Tier, load_bundle
from .split import Split
from .train import basis, views
from .units import clusters


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
    resampling : dict
        The options of the bootstrap, with the ``clusters`` of the rows: the same resamples
        everywhere, so that tiers are paired.
    unit : str
        What the intervals are drawn over, the unit of the split: ``row``, ``group``, or a block
        of time by its name.
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
    resampling: intervals.Resampling
    unit: str

    @property
    def interval(self) -> dict[str, Any]:
        """What ``metrics.json`` says of the intervals."""
        unit = self.unit if self.unit in ("row", "group") else "block of time"
        return intervals.describe(self.resampling, unit, len(self.y))

    @property
    def notes(self) -> str:
        """What must be known of the split beside its strategy."""
        notes = list(self.parts.notes)
        if self.interval["unit"] == "block of time":
            blocks = f"{self.interval['n']} {self.unit}s of the test part"
            notes.append(f"intervals are drawn over the {blocks}")
        if (n := len(self.table.y)) > READ:
            notes.append(f"leak checks of fields read {READ:,} of {n:,} rows, by chance")
        return "; ".join(notes)


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
    inputs = {tier: view.iloc[parts.test] for tier, view in views(table, params).items()}
    preds = {tier: predict_tier(fitted, inputs[tier]) for tier, fitted in bundle.tiers.items()}
    unit, groups = clusters(table, parts.test)
    boot = intervals.resampling(params, len(y), groups)
    served = bundle.tiers[name]
    return HeldOut(project, table, parts, bundle, X, y, preds, served, preds[name], boot, unit)
