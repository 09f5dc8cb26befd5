"""Figures that every task has: importance of the fields, and partial dependence."""

import textwrap
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import LABEL
from .reporting.style import COLOR, INK, save

SHOWN = 12  # fields; further ones are in the CSV
SKEWED = 4.0  # times that the upper half of a field's values reaches further than the lower half


def draw_importance(held: HeldOut, importance: pd.DataFrame) -> None:
    """Draw permutation importance with intervals, the most important field on top."""
    top, served = importance.head(SHOWN).iloc[::-1], held.bundle.served

    def paint(figure: Figure) -> None:
        axes, color, names = (figure.subplots(), COLOR[served], [trim(n, 30) for n in top["field"]])
        axes.hlines(range(len(top)), top["ci_low"], top["ci_high"], color, alpha=0.45, lw=5)
        axes.plot(top["value"], range(len(top)), "o", color=color)
        axes.axvline(0, color=INK, lw=0.8)
        axes.set_yticks(range(len(top)), names)
        axes.grid(axis="y", visible=False)
        axes.set_xlabel(f"worsening of {LABEL} when the field is shuffled (95 % interval)")
        headline(figure, f"What the served tier relies on, test part ({held.bundle.label(served)})")

    save(held.project, "importance", importance, paint, 1.5 + 0.28 * len(top))


def draw_dependence(held: HeldOut, dependence: pd.DataFrame) -> None:
    """Draw how the mean prediction moves with each of the most important fields.

    Levels have no order, so they are bars. Numbers are a line, with a tick below it for every value
    that a training row has; where a few are far away, the axis is logarithmic.
    """
    fields, served, rows = list(dict.fromkeys(dependence["field"])), held.bundle.served, held.bundle
    outputs = list(dependence.columns[2:])
    colors = [COLOR[served]] if len(outputs) == 1 else [f"C{i}" for i in range(len(outputs))]

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(fields), sharey=True, squeeze=False)[0]
        for axes, name in zip(panels, fields, strict=True):
            part, values = dependence[dependence["field"] == name], rows.extra[name].dropna()
            levels = isinstance(values.dtype, pd.CategoricalDtype)
            for i, (output, color) in enumerate(zip(outputs, colors, strict=True)):
                if levels:
                    width = 0.8 / len(outputs)
                    positions = np.arange(len(part)) + (i - (len(outputs) - 1) / 2) * width
                    axes.bar(positions, part[output], width, color=color, label=output)
                else:
                    axes.plot(part["value"], part[output], ".-", color=color, label=output)
            if levels:
                names = [trim(level, 12) for level in part["value"]]
                axes.set_xticks(range(len(part)), names, rotation=60, ha="right", size=8)
            else:
                draw_spread(axes, values)
            axes.set_xlabel(trim(name, 72 // len(fields)), size=9)
        panels[0].set_ylabel("mean prediction" if len(outputs) > 1 else f"mean {outputs[0]}")
        if len(outputs) > 1:
            panels[0].legend(fontsize=8)
        headline(figure, f"Partial dependence of the served tier ({held.bundle.label(served)})")

    save(held.project, "partial_dependence", dependence, paint, 3.2)


def draw_spread(axes: Axes, values: pd.Series) -> None:
    """Show where the values of a field lie, and give a long tail room."""
    trans = axes.get_xaxis_transform()  # heights are shares of the panel
    axes.plot(values, np.full(len(values), 0.03), "|", color=INK, alpha=0.3, ms=8, transform=trans)
    if not pd.api.types.is_numeric_dtype(values.dtype):
        axes.tick_params("x", rotation=60)
        return
    least, middle, most = np.quantile(values, [0, 0.5, 1])
    if least >= 0 and most - middle > SKEWED * (middle - least):
        axes.set_xscale("symlog", linthresh=float(values[values > 0].quantile(0.1)))
        axes.xaxis.set_major_formatter("{x:g}")


def headline(figure: Figure, title: str) -> None:
    """Put a title over the whole figure, on as many lines as it needs."""
    figure.suptitle(textwrap.fill(title, 78), x=0.01, ha="left", weight="bold", size=11)


def trim(name: Any, most: int) -> str:
    """Cut a name that would take the place of the drawing."""
    return str(name) if len(str(name)) <= most else f"{str(name)[: most - 1]}…"
