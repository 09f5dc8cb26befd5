"""Figures of the regression task: predicted against actual, residuals, interval coverage."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .calibration import coverage_by_size
from .intervals import Floats
from .project import Project
from .style import COLOR, INK, save
from .train import Bundle

README = ("predicted_actual", "Predicted against actual values with the prediction interval")


def draw(project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle) -> None:
    """Draw the task's figures from test predictions.

    Parameters
    ----------
    project : Project
        Where the figures go.
    y : ndarray, shape (n,)
        True values.
    predictions : dict of str to ndarray, shape (n,)
        Of each tier.
    bundle : Bundle
        Which tier is served, and the width of its intervals.
    """
    models = {tier: predictions[tier] for tier in ("simple", "selected")}
    draw_predicted(project, y, predictions[bundle.served], bundle)
    draw_residuals(project, y, models)
    draw_coverage(project, y, models, bundle)


def draw_predicted(project: Project, y: Floats, p: Floats, bundle: Bundle) -> None:
    """Draw prediction against truth, with the band that should hold the truth."""
    half = bundle.tiers[bundle.served].decision.half_width
    data = pd.DataFrame({"predicted": p, "actual": y, "inside": np.abs(y - p) <= half})

    def paint(figure: Figure) -> None:
        axes, color = figure.subplots(), COLOR[bundle.served]
        ends = np.array([p.min(), p.max()])
        axes.fill_between(ends, ends - half, ends + half, color=color, alpha=0.13, lw=0)
        axes.plot(ends, ends, INK, lw=0.9)
        for inside, mark, shade in ((True, "o", color), (False, "X", INK)):
            part = data[data["inside"] == inside]
            name = "inside the interval" if inside else "outside"
            axes.plot(part["predicted"], part["actual"], mark, color=shade, ms=5, label=name)
        axes.set(xlabel=f"predicted by the served tier ({bundle.served})", ylabel="actual")
        axes.set_ylim(bottom=min(0.0, y.min()))
        axes.set_title("Predicted against actual, test part")
        axes.legend(loc="upper left")

    save(project, "predicted_actual", data, paint, 3.9)


def draw_residuals(project: Project, y: Floats, predictions: dict[str, Floats]) -> None:
    """Draw the error of each test row against its prediction, for both models."""
    tables = {t: pd.DataFrame({"predicted": p, "residual": y - p}) for t, p in predictions.items()}

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(tables), sharex=True, sharey=True)
        for axes, (tier, part) in zip(panels, tables.items(), strict=True):
            axes.plot(part["predicted"], part["residual"], "o", color=COLOR[tier], ms=4, alpha=0.8)
            axes.axhline(0, color=INK, lw=0.9)
            axes.set(xlabel="predicted", title=tier)
        panels[0].set_ylabel("actual minus predicted")

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(project, "residuals", data, paint, 3.3)


def draw_coverage(
    project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle
) -> None:
    """Draw the measured coverage of both models by third of the prediction, beside the promise."""
    tables = []
    for tier, p in predictions.items():
        decision = bundle.tiers[tier].decision
        found = pd.DataFrame(coverage_by_size(y, p, decision, level=0.95)).T
        tables.append(found.rename_axis("rows").reset_index().assign(tier=tier))
    data = pd.concat(tables)
    promised = decision.promised

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for shift, (tier, part) in zip(
            (-0.13, 0.13), data.groupby("tier", sort=False), strict=True
        ):
            at = np.arange(len(part)) + shift
            axes.hlines(at, part["ci_low"], part["ci_high"], COLOR[tier], alpha=0.45, lw=5)
            axes.plot(part["value"], at, "o", color=COLOR[tier], label=tier)
        axes.axvline(promised, color=INK, ls="--", lw=1.2, label="promised")
        axes.set_yticks(range(len(part)), part["rows"] + ", n = " + part["n"].map("{:.0f}".format))
        axes.invert_yaxis()
        axes.set_xlabel("share of true values inside the interval (95 % interval)")
        axes.set_title("Coverage of the prediction intervals, by size of the prediction")
        axes.grid(axis="y", visible=False)
        figure.legend(loc="outside lower center", ncols=3)

    save(project, "coverage", data, paint, 3.3)
