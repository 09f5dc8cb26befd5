"""Figures that every task has: importance of the fields, and partial dependence."""

import pandas as pd
from matplotlib.figure import Figure

from .metrics import LABEL
from .project import Project
from .style import COLOR, INK, save

SHOWN = 12  # fields; further ones are in the CSV


def draw_importance(project: Project, importance: pd.DataFrame, tier: str) -> None:
    """Draw permutation importance with intervals, the most important field on top."""
    top = importance.head(SHOWN).iloc[::-1]

    def paint(figure: Figure) -> None:
        axes, color = figure.subplots(), COLOR[tier]
        axes.hlines(top["field"], top["ci_low"], top["ci_high"], color, alpha=0.45, lw=5)
        axes.plot(top["value"], top["field"], "o", color=color)
        axes.axvline(0, color=INK, lw=0.8)
        axes.grid(axis="y", visible=False)
        axes.set_xlabel(f"worsening of {LABEL} when the field is shuffled (95 % interval)")
        axes.set_title(f"What the served model ({tier}) relies on, test part")

    save(project, "importance", importance, paint, 1.4 + 0.28 * len(top))


def draw_dependence(project: Project, dependence: pd.DataFrame, tier: str) -> None:
    """Draw how the mean prediction moves with each of the most important fields."""
    fields = list(dict.fromkeys(dependence["field"]))

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(fields), sharey=True, squeeze=False)[0]
        for axes, name in zip(panels, fields, strict=True):
            part = dependence[dependence["field"] == name]
            axes.plot(part["value"], part["prediction"], color=COLOR[tier], marker=".")
            axes.set_xlabel(name)
        panels[0].set_ylabel("mean prediction")
        figure.suptitle(f"Partial dependence, served model ({tier})", x=0.01, ha="left")

    save(project, "partial_dependence", dependence, paint, 2.8)
