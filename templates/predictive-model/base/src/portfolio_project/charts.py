"""Figures that every task has: importance of the fields, and partial dependence."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from . import metrics
from .project import Project
from .style import Palette, save

SHOWN = 12  # fields; further ones are in the CSV


def draw_importance(project: Project, importance: pd.DataFrame) -> None:
    """Draw permutation importance with intervals, most important field on top."""
    shown = importance.head(SHOWN).iloc[::-1]

    def paint(figure: Figure, data: pd.DataFrame, palette: Palette) -> None:
        axes = figure.subplots()
        axes.hlines(shown["field"], shown["ci_low"], shown["ci_high"], palette.simple, alpha=0.45, lw=5)
        axes.plot(shown["value"], shown["field"], "o", color=palette.simple, ms=6)
        axes.axvline(0, color=palette.ink, lw=0.8)
        axes.grid(axis="y", visible=False)
        axes.set_xlabel(f"worsening of {metrics.LABEL} when the field is shuffled (95 % interval)")
        axes.set_title("What the served model relies on")

    save(project, "importance", importance, paint, (7.2, 1.4 + 0.28 * len(shown)))


def draw_dependence(project: Project, dependence: pd.DataFrame) -> None:
    """Draw how the mean prediction moves with each of the most important fields."""

    def paint(figure: Figure, data: pd.DataFrame, palette: Palette) -> None:
        fields = list(dict.fromkeys(data["field"]))
        for axes, name in zip(figure.subplots(1, len(fields), sharey=True, squeeze=False)[0], fields):
            part = data[data["field"] == name]
            marker = "o" if isinstance(part["value"].iloc[0], str) else ""
            axes.plot(part["value"], part["prediction"], marker=marker, color=palette.simple)
            axes.set_xlabel(name)
            axes.locator_params(axis="x", nbins=4) if not marker else None
        figure.axes[0].set_ylabel("mean prediction")
        figure.suptitle("Partial dependence", x=0.01, ha="left", weight="bold", size=11)

    save(project, "partial_dependence", dependence, paint, (7.2, 2.8))
