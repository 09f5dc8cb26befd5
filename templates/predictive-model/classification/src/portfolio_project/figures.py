"""Figures of the classification task: precision and recall, calibration, cost against threshold."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import curve
from .reporting.calibration import draw_calibration
from .reporting.style import COLOR, INK, save

README = ("cost", "Cost per 1,000 cases against the threshold, with the chosen threshold marked")
SMALLEST = 1e-3  # threshold that is drawn; the axis is logarithmic, because costs are uneven


def draw(held: HeldOut) -> None:
    """Draw the task's figures from the test predictions."""
    draw_precision_recall(held)
    models = {t: (held.y, held.predictions[t], COLOR[t]) for t in ("simple", "challenger")}
    draw_calibration(held.project, models, "tier", ("predicted probability", "observed frequency"))
    draw_cost(held)


def draw_precision_recall(held: HeldOut) -> None:
    """Draw precision against recall for every tier."""
    tables = {}
    for tier, p in held.predictions.items():
        thresholds, (tp,), (fp,) = curve(held.y, p, np.ones((1, len(p))))
        points = {"recall": tp / held.y.sum(), "precision": tp / (tp + fp)}
        tables[tier] = pd.DataFrame({"threshold": thresholds, **points})

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in tables.items():
            recall, precision = [0, *part["recall"]], [part["precision"][0], *part["precision"]]
            axes.step(recall, precision, color=COLOR[tier], where="post", label=tier)
        axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.02))
        axes.set_title("Precision against recall, test part")
        axes.legend(loc="lower left")

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(held.project, "precision_recall", data, paint, 3.6)


def draw_cost(held: HeldOut) -> None:
    """Draw what deciding at each threshold would have cost, and the threshold that was chosen."""
    rows, once, rule = [], np.ones((1, len(held.y))), held.served.decision
    for tier in ("simple", "challenger"):
        chosen = max(held.bundle.tiers[tier].decision.threshold, SMALLEST)
        for t in np.unique([*np.geomspace(SMALLEST, 1, 301), chosen]):
            price = replace(rule, threshold=t).cost(held.y, held.predictions[tier], once)[0]
            rows.append({"tier": tier, "threshold": t, "cost": price, "chosen": t == chosen})
    data, yes = pd.DataFrame(rows), 1000 * rule.false_alarm * float((held.y == 0).mean())
    best = rule.false_alarm / (rule.false_alarm + rule.missed)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            dot, color = part[part["chosen"]], COLOR[tier]
            axes.step(part["threshold"], part["cost"], color=color, where="post", label=tier)
            axes.plot(dot["threshold"], dot["cost"], "o", color=color, ms=8)
        axes.axhline(yes, color=COLOR["trivial"], ls="--", lw=1.2)
        axes.text(SMALLEST, yes, " always yes", va="bottom")
        axes.axvline(best, color=INK, ls=":", lw=1.2)
        axes.text(best, 1.1 * yes, " best if calibrated", va="center")
        axes.set(xscale="log", xlim=(SMALLEST, 1), ylim=(0, 1.2 * yes))
        axes.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
        axes.set(xlabel="threshold on the probability", ylabel="cost per 1,000 cases")
        axes.set_title("Cost against threshold, test part (dot: threshold chosen on validation)")
        axes.legend(loc="center left")

    save(held.project, "cost", data, paint, 3.6)
