"""Figures that every task has: importance of the fields, and partial dependence."""

import pandas as pd
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import LABEL
from .reporting.style import COLOR, INK, save

SHOWN = 12  # fields; further ones are in the CSV


def draw_importance(held: HeldOut, importance: pd.DataFrame) -> None:
    """Draw permutation importance with intervals, the most important field on top."""
    top, served = importance.head(SHOWN).iloc[::-1], held.bundle.served

    def paint(figure: Figure) -> None:
        axes, color = figure.subplots(), COLOR[served]
        axes.hlines(top["field"], top["ci_low"], top["ci_high"], color, alpha=0.45, lw=5)
        axes.plot(top["value"], top["field"], "o", color=color)
        axes.axvline(0, color=INK, lw=0.8)
        axes.grid(axis="y", visible=False)
        axes.set_xlabel(f"worsening of {LABEL} when the field is shuffled (95 % interval)")
        axes.set_title(f"What the served model ({served}) relies on, test part")

    save(held.project, "importance", importance, paint, 1.4 + 0.28 * len(top))


def draw_dependence(held: HeldOut, dependence: pd.DataFrame) -> None:
    """Draw how the mean prediction moves with each of the most important fields."""
    fields, served = list(dict.fromkeys(dependence["field"])), held.bundle.served

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(fields), sharey=True, squeeze=False)[0]
        for axes, name in zip(panels, fields, strict=True):
            part = dependence[dependence["field"] == name]
            axes.plot(part["value"], part["prediction"], color=COLOR[served], marker=".")
            axes.set_xlabel(name)
        panels[0].set_ylabel("mean prediction")
        title = f"Partial dependence of the served model ({served})"
        figure.suptitle(title, x=0.01, ha="left", weight="bold", size=11)

    save(held.project, "partial_dependence", dependence, paint, 2.8)
