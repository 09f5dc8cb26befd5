"""The error analysis, ``reports/errors.md``: which test rows the served model got most wrong."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import task
from .card import markdown
from .data import Table
from .decision import answer
from .intervals import Floats
from .project import Project, write_text
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
    losses = task.row_losses(y, predictions)
    worst = np.argsort(-losses, kind="stable")[:SHOWN]
    said = answer(tier.decision, predictions, table.contract.target)
    head = ["row", "true value", *said.columns, "loss", "most unusual fields"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for i in worst:
        cells = [table.ids[parts.test[i]], task.decode(y[i], table.contract.target)]
        cells += [v if isinstance(v, str) else f"{v:.4g}" for v in said.iloc[i]]
        cells += [f"{losses[i]:.3g}", unusual(X.iloc[i], table.X.iloc[parts.train])]
        lines.append("| " + " | ".join(markdown(str(cell)) for cell in cells) + " |")
    share = losses[worst].sum() / losses.sum()
    text = [
        "# Error analysis",
        f"The {len(worst)} worst of {len(y)} test rows under the served model `{tier.name}`. "
        f"They carry {share:.0%} of the summed {task.LOSS}.",
        "\n".join(lines),
        "Unusual fields are given in standard deviations from the training mean. "
        "A row counts from 0 in the data file, unless the contract has an id column.",
    ]
    write_text(project.reports / "errors.md", "\n\n".join(text) + "\n")


def unusual(row: pd.Series, train: pd.DataFrame) -> str:
    """Name the three numbers of a row that lie furthest from the training mean."""
    numbers = train.select_dtypes("number")
    scores = (row[numbers.columns].astype(float) - numbers.mean()) / numbers.std()
    furthest = scores.reindex(scores.abs().sort_values(ascending=False, kind="stable").index)[:3]
    return ", ".join(f"{name} {score:+.1f}" for name, score in furthest.items())
