"""Figures of the classification task: precision and recall, calibration, cost against threshold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .intervals import Floats
from .metrics import cost, curve
from .calibration import bins
from .decision import Decision
from .project import Project
from .style import Palette, save
from .train import Bundle

README = {
    "name": "cost",
    "alt": "Cost per 1,000 cases against the threshold, with the chosen threshold marked",
}


def draw(
    project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle, params: dict[str, Any]
) -> None:
    """Draw the task's figures from test predictions.

    Parameters
    ----------
    project : Project
        Where the figures go.
    y : ndarray, shape (n,)
        Outcomes.
    predictions : dict of str to ndarray, shape (n,)
        Probabilities of each tier.
    bundle : Bundle
        Which tier is served, and the thresholds.
    params : dict
        The tables of params.toml.
    """
    draw_precision_recall(project, y, predictions)
    draw_calibration(project, y, {t: predictions[t] for t in ("simple", "selected")})
    draw_cost(project, y, predictions, bundle)


def draw_precision_recall(project: Project, y: Floats, predictions: dict[str, Floats]) -> None:
    """Draw precision against recall for every tier."""
    tables = []
    for tier, p in predictions.items():
        thresholds, tp, fp = curve(y, p, np.ones((1, len(y))))
        points = {"recall": tp[0] / y.sum(), "precision": tp[0] / (tp[0] + fp[0])}
        tables.append(pd.DataFrame({"tier": tier, "threshold": thresholds, **points}))

    def paint(figure: Figure, data: pd.DataFrame, palette: Palette) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            recall, precision = part["recall"].to_numpy(), part["precision"].to_numpy()
            recall, precision = np.append(0, recall), np.append(precision[0], precision)
            color, where = palette.tier(str(tier)), "post"
            if len(part) == 1:
                axes.axhline(precision[-1], color=color, ls="--", label=tier)
            else:
                axes.step(recall, precision, color=color, where=where, label=tier)
        axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1.005), ylim=(0, 1.02))
        axes.set_title("Precision against recall, test part")
        axes.legend(loc="lower left")

    save(project, "precision_recall", pd.concat(tables), paint, (7.2, 3.8))


def draw_calibration(project: Project, y: Floats, predictions: dict[str, Floats]) -> None:
    """Draw the observed frequency in each bin of predicted probability, and the bins' sizes."""
    tables = [
        pd.DataFrame.from_dict(bins(y, p), orient="index").assign(tier=tier)
        for tier, p in predictions.items()
    ]

    def paint(figure: Figure, data: pd.DataFrame, palette: Palette) -> None:
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color=palette.ink, lw=0.8, ls=":")
        for tier, part in data.groupby("tier", sort=False):
            x, color = part["mean_probability"], palette.tier(str(tier))
            axes.plot(x, part["frequency"], color=color, lw=1, alpha=0.6)
            axes.scatter(x, part["frequency"], 12 + 2 * part["n"], color=color, label=tier, alpha=0.8)
        axes.set(xlabel="predicted probability", ylabel="observed frequency")
        axes.set_title("Calibration, test part (area of a dot: rows in the bin)")
        for handle in axes.legend(loc="upper left").legend_handles:
            handle.set_sizes([40])

    save(project, "calibration", pd.concat(tables), paint, (7.2, 3.8))


def draw_cost(project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle) -> None:
    """Draw what deciding at each threshold would have cost, and the threshold that was chosen."""
    once, tables = np.ones((1, len(y))), []
    for tier in ("simple", "selected"):
        rule = bundle.tiers[tier].decision
        grid = np.unique(np.append(np.linspace(0, 1, 201), rule.threshold))
        costs = [
            float(cost(y, predictions[tier], once, Decision(t, rule.missed, rule.false_alarm))[0])
            for t in grid
        ]
        chosen = grid == rule.threshold
        tables.append(
            pd.DataFrame({"tier": tier, "threshold": grid, "cost_per_1000": costs, "chosen": chosen})
        )

    def paint(figure: Figure, data: pd.DataFrame, palette: Palette) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            color, chosen = palette.tier(str(tier)), part[part["chosen"]]
            axes.step(part["threshold"], part["cost_per_1000"], color=color, where="post", label=tier)
            axes.plot(chosen["threshold"], chosen["cost_per_1000"], "o", color=color, ms=8)
        always = data[(data["threshold"] == 0)]["cost_per_1000"].iloc[0]
        axes.axhline(always, color=palette.trivial, ls="--", lw=1.2)
        axes.text(1, always, "always yes", color=palette.trivial, ha="right", va="bottom")
        axes.set(xlabel="threshold on the probability", ylabel="cost per 1,000 cases", xlim=(0, 1))
        axes.set_ylim(0, 1.15 * float(always))
        axes.set_title("Cost against threshold, test part (dot: threshold chosen on validation)")
        axes.legend(loc="center right")

    save(project, "cost", pd.concat(tables), paint, (7.2, 3.8))
