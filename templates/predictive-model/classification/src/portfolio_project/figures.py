"""Figures of the classification task: precision and recall, calibration, cost against threshold."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .calibration import bins
from .intervals import Floats
from .metrics import cost, curve
from .project import Project
from .style import COLOR, INK, save
from .train import Bundle

README = ("cost", "Cost per 1,000 cases against the threshold, with the chosen threshold marked")
SMALLEST = 1e-3  # threshold that is drawn; the axis is logarithmic, because costs are uneven


def draw(project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle) -> None:
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
    """
    models = {tier: predictions[tier] for tier in ("simple", "selected")}
    draw_precision_recall(project, y, predictions)
    draw_calibration(project, y, models)
    draw_cost(project, y, models, bundle)


def draw_precision_recall(project: Project, y: Floats, predictions: dict[str, Floats]) -> None:
    """Draw precision against recall for every tier."""
    tables = []
    for tier, p in predictions.items():
        thresholds, tp, fp = curve(y, p, np.ones((1, len(y))))
        points = {"recall": tp[0] / y.sum(), "precision": tp[0] / (tp[0] + fp[0])}
        tables.append(pd.DataFrame({"tier": tier, "threshold": thresholds, **points}))
    data = pd.concat(tables)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            recall = [0, *part["recall"]]
            precision = [part["precision"].iloc[0], *part["precision"]]
            axes.step(recall, precision, color=COLOR[tier], where="post", label=tier)
        axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.02))
        axes.set_title("Precision against recall, test part")
        axes.legend(loc="lower left")

    save(project, "precision_recall", data, paint, 3.6)


def draw_calibration(project: Project, y: Floats, predictions: dict[str, Floats]) -> None:
    """Draw the observed frequency in each bin of predicted probability, with its interval."""
    tables = {tier: pd.DataFrame(bins(y, p, level=0.95)).T for tier, p in predictions.items()}

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(tables), sharey=True)
        for axes, (tier, part) in zip(panels, tables.items(), strict=True):
            x, color = part["mean_probability"], COLOR[tier]
            axes.plot([0, 1], [0, 1], INK, lw=0.8, ls=":")
            axes.vlines(x, part["ci_low"], part["ci_high"], color, alpha=0.45, lw=4)
            axes.plot(x, part["value"], "o", color=color, ms=5)
            axes.set(xlabel="predicted probability", title=f"Calibration, {tier}")
        panels[0].set_ylabel("observed frequency (95 % interval)")

    data = pd.concat(tables, names=["tier", "bin"]).reset_index()
    save(project, "calibration", data, paint, 3.4)


def draw_cost(project: Project, y: Floats, predictions: dict[str, Floats], bundle: Bundle) -> None:
    """Draw what deciding at each threshold would have cost, and the threshold that was chosen."""
    once, rows = np.ones((1, len(y))), []
    for tier, p in predictions.items():
        rule = bundle.tiers[tier].decision
        chosen = max(rule.threshold, SMALLEST)
        for t in np.unique([*np.geomspace(SMALLEST, 1, 301), chosen]):
            price = float(cost(y, p, once, replace(rule, threshold=t))[0])
            rows.append({"tier": tier, "threshold": t, "cost": price, "chosen": t == chosen})
    data = pd.DataFrame(rows)
    yes = 1000 * rule.false_alarm * float((y == 0).mean())
    best = rule.false_alarm / (rule.false_alarm + rule.missed)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            dot = part[part["chosen"]]
            axes.step(part["threshold"], part["cost"], color=COLOR[tier], where="post", label=tier)
            axes.plot(dot["threshold"], dot["cost"], "o", color=COLOR[tier], ms=8)
        axes.axhline(yes, color=COLOR["trivial"], ls="--", lw=1.2)
        axes.text(SMALLEST, yes, " always yes", va="bottom")
        axes.axvline(best, color=INK, ls=":", lw=1.2)
        axes.text(best, 1.1 * yes, " best if calibrated", va="center")
        axes.set(xscale="log", xlim=(SMALLEST, 1), ylim=(0, 1.2 * yes))
        axes.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
        axes.set(xlabel="threshold on the probability", ylabel="cost per 1,000 cases")
        axes.set_title("Cost against threshold, test part (dot: threshold chosen on validation)")
        axes.legend(loc="center left")

    save(project, "cost", data, paint, 3.6)
