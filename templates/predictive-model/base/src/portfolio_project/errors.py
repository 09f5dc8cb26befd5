"""The error analysis, ``reports/errors.md``: which test rows the served model got most wrong."""

import numpy as np
import pandas as pd

from . import task
from .card import markdown
from .data import Table
from .decision import answer
from .intervals import Floats
from .metrics import row_losses
from .project import Project, write_text
from .report import table as markdown_table
from .split import Split
from .train import Tier

SHOWN = 10


def write(project: Project, table: Table, parts: Split, predictions: Floats, tier: Tier) -> None:
    """List the worst predictions with what is unusual about each row.

    Parameters
    ----------
    project : Project
        Where to write.
    table, parts : Table, Split
        The rows and where they went.
    predictions : ndarray, shape (test rows,)
        Of the served tier.
    tier : Tier
        The served tier.
    """
    y, X = table.y[parts.test], table.X.iloc[parts.test]
    losses, target = row_losses(y, predictions), table.contract.target
    worst, said = (
        np.argsort(-losses, kind="stable")[:SHOWN],
        answer(tier.decision, predictions, target),
    )
    rows = []
    for i in worst:
        cells = [table.ids[parts.test[i]], task.decode(y[i], target), *said.iloc[i], losses[i]]
        texts = [cell if isinstance(cell, str) else f"{cell:.4g}" for cell in cells]
        rows.append([markdown(t) for t in [*texts, unusual(X.iloc[i], table.X.iloc[parts.train])]])
    text = f"""# Error analysis

The {len(worst)} worst of {len(y)} test rows under the served model `{tier.name}`. They carry
{losses[worst].sum() / losses.sum():.0%} of the summed {task.LOSS}.

{markdown_table(["row", "truth", *said.columns, task.LOSS, "most unusual fields"], rows)}

Unusual fields are given in standard deviations from the training mean. Rows count from 0 below the
heading of the data file, unless the contract has an id column.
"""
    write_text(project.reports / "errors.md", text)


def unusual(row: pd.Series, train: pd.DataFrame) -> str:
    """Name the three numbers of a row that lie furthest from the training mean."""
    numbers = train.select_dtypes("number")
    scores = (row[numbers.columns].astype(float) - numbers.mean()) / numbers.std()
    furthest = scores[scores.abs().sort_values(ascending=False, kind="stable").index[:3]]
    return ", ".join(f"{name} {score:+.1f}" for name, score in furthest.items())
