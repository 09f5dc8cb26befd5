"""Figures of the regression task: predicted against actual, residuals, interval coverage."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from .decision import by_size
from .held_out import HeldOut
from .reporting.style import COLOR, INK, save

README = [
    ("predicted_actual", "Predicted against actual values with the prediction interval"),
    ("residuals", "Error of each test row against its prediction, by tier"),
    ("importance", "Worsening of the mean absolute error when one field is shuffled, by field"),
]
MODELS = ("simple", "challenger")
DOTS = 1000  # in one panel; more would hide each other, and their density is drawn instead


def draw(held: HeldOut) -> None:
    """Draw the task's figures from the test predictions."""
    draw_predicted(held)
    draw_residuals(held)
    draw_coverage(held)


def draw_predicted(held: HeldOut) -> None:
    """Draw prediction against truth, with the band that should hold the truth."""
    y, p, half, served = held.y, held.p, held.served.decision.half_width, held.bundle.served
    data = pd.DataFrame({"predicted": p, "actual": y, "inside": np.abs(y - p) <= half})

    def paint(figure: Figure) -> None:
        axes, color, ends = figure.subplots(), COLOR[served], np.array([p.min(), p.max()])
        axes.fill_between(ends, ends - half, ends + half, color=color, alpha=0.13, lw=0)
        axes.plot(ends, ends, INK, lw=0.9, label="predicted as it was")
        if len(y) > DOTS:
            cloud(axes, p, y, color)
        else:
            for inside, mark, shade in ((True, "o", color), (False, "X", INK)):
                part = data[data["inside"] == inside]
                name = "inside the interval" if inside else "outside"
                axes.plot(part["predicted"], part["actual"], mark, color=shade, ms=5, label=name)
        axes.set(xlabel=f"predicted ({held.bundle.label(served)})", ylabel="actual")
        axes.set_ylim(bottom=min(0.0, y.min()))
        axes.set_title("Predicted against actual, test part")
        axes.legend(loc="upper left")

    save(held.project, "predicted_actual", data, paint, 3.9)


def draw_residuals(held: HeldOut) -> None:
    """Draw the error of each test row against its prediction, for both models."""
    models = {tier: held.predictions[tier] for tier in MODELS}
    tables = {t: pd.DataFrame({"predicted": p, "residual": held.y - p}) for t, p in models.items()}

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(tables), sharex=True, sharey=True)
        for axes, (tier, part) in zip(panels, tables.items(), strict=True):
            cloud(axes, part["predicted"], part["residual"], COLOR[tier])
            axes.axhline(0, color=INK, lw=0.9)
            axes.set(xlabel="predicted", title=held.bundle.label(tier).replace(": ", ":\n"))
        panels[0].set_ylabel("actual minus predicted")

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(held.project, "residuals", data, paint, 3.3)


def draw_coverage(held: HeldOut) -> None:
    """Draw the measured coverage of both models by third of the prediction, beside the promise."""
    tables = {}
    for tier in MODELS:
        rule, p = held.bundle.tiers[tier].decision, held.predictions[tier]
        coverage = by_size(held.y, p, rule, 0.95, held.resampling["clusters"])
        tables[tier] = pd.DataFrame(coverage).T.rename_axis("rows").reset_index()

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for shift, (tier, part) in zip((-0.13, 0.13), tables.items(), strict=True):
            at, label = np.arange(len(part)) + shift, held.bundle.label(tier)
            axes.hlines(at, part["ci_low"], part["ci_high"], COLOR[tier], alpha=0.45, lw=5)
            axes.plot(part["value"], at, "o", color=COLOR[tier], label=label)
        promised = held.served.decision.promised
        axes.axvline(promised, color=INK, ls="--", lw=1.2, label="promised")
        axes.set_yticks(range(len(part)), part["rows"] + ", n = " + part["n"].map("{:.0f}".format))
        axes.invert_yaxis()
        axes.set_xlabel("share of true values inside the interval (95 % interval)")
        axes.set_title("Coverage of the intervals, by size of the prediction")
        axes.grid(axis="y", visible=False)
        figure.legend(loc="outside lower center", ncols=2)

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(held.project, "coverage", data, paint, 3.6)


def cloud(axes: Axes, x: Any, y: Any, color: str, **style: Any) -> None:
    """Draw points, or their density where there are too many to be seen one by one."""
    if len(x) <= DOTS:
        axes.plot(x, y, "o", color=color, ms=4, alpha=0.7, **style)
        return
    shades = LinearSegmentedColormap.from_list("", [axes.get_facecolor(), color])
    axes.hexbin(x, y, gridsize=45, mincnt=1, bins="log", cmap=shades, linewidths=0.1)
