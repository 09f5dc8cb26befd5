"""Figures of the classification task: precision and recall, calibration, cost against threshold."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import curve
from .reporting.calibration import draw_calibration
from .reporting.shares import Floats
from .reporting.style import COLOR, INK, save

README = [
    ("cost", "Cost per 1,000 cases against the threshold, with the threshold of the costs marked"),
    ("precision_recall", "Precision against recall of the three tiers"),
    ("importance", "Worsening of average precision when one field is shuffled, by field"),
]
SMALLEST = 1e-3  # threshold that is drawn; the axis is logarithmic, because costs are uneven


def draw(held: HeldOut) -> None:
    """Draw the task's figures from the test predictions."""
    draw_precision_recall(held)
    tiers, label = ("simple", "challenger"), held.bundle.label
    models = {label(tier): (held.y, held.predictions[tier], COLOR[tier]) for tier in tiers}
    axes = ("predicted probability", "observed frequency")
    draw_calibration(held.project, models, "tier", axes, held.resampling["clusters"])
    draw_cost(held)


def precision_recall(y: Floats, p: Floats) -> pd.DataFrame:
    """Give precision and recall at every threshold, falling, from a recall of 0.

    The recall that a threshold adds has the precision of that threshold: the corner of a step lies
    behind it, and the area below the steps is the average precision.
    """
    thresholds, (tp,), (fp,) = curve(y, p, np.ones((1, len(p))))
    points = {"threshold": thresholds, "recall": tp / y.sum(), "precision": tp / (tp + fp)}
    start = pd.DataFrame(points).head(1).assign(recall=0.0)
    return pd.concat([start, pd.DataFrame(points)], ignore_index=True)


def draw_precision_recall(held: HeldOut) -> None:
    """Draw precision against recall for every tier."""
    tables = {tier: precision_recall(held.y, p) for tier, p in held.predictions.items()}

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in tables.items():
            x, y, label = part["recall"], part["precision"], held.bundle.label(tier)
            axes.step(x, y, where="pre", color=COLOR[tier], label=label)
        axes.set(xlabel="recall", ylabel="precision", xlim=(0, 1.01), ylim=(0, 1.02))
        axes.set_title("Precision against recall, test part")
        axes.legend(loc="lower left")

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(held.project, "precision_recall", data, paint, 3.6)


def draw_cost(held: HeldOut) -> None:
    """Draw what deciding at each threshold would have cost, and the threshold of the costs."""
    rows, ones, rule = [], np.ones((1, len(held.y))), held.served.decision
    threshold = max(rule.threshold, SMALLEST)
    for tier in ("simple", "challenger"):
        for t in np.unique([*np.geomspace(SMALLEST, 1, 301), threshold]):
            price = replace(rule, threshold=t).cost(held.y, held.predictions[tier], ones)[0]
            rows.append({"tier": tier, "threshold": t, "cost": price, "decides": t == threshold})
    data, share = pd.DataFrame(rows), float(held.y.mean())
    lines = {"always yes": rule.false_alarm * (1 - share), "always no": rule.missed * share}
    top = 1200 * min(lines.values()) or 1.0

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for tier, part in data.groupby("tier", sort=False):
            dot, color, label = part[part["decides"]], COLOR[tier], held.bundle.label(str(tier))
            axes.plot(part["threshold"], part["cost"], color=color, label=label)
            axes.plot(dot["threshold"], dot["cost"], "o", color=color, ms=8)
        for name, cost in lines.items():
            if 1000 * cost < top:
                axes.axhline(1000 * cost, color=COLOR["trivial"], ls="--", lw=1.2)
                axes.text(SMALLEST, 1000 * cost, f" {name}", va="bottom")
        axes.axvline(threshold, color=INK, ls=":", lw=1.2)
        axes.set(xscale="log", xlim=(SMALLEST, 1), ylim=(0, top))
        axes.set_xticks([0.001, 0.01, 0.1, 1], ["0.001", "0.01", "0.1", "1"])
        axes.set(xlabel="threshold on the probability", ylabel="cost per 1,000 cases")
        axes.set_title("Cost against threshold, test part (dot: threshold of the costs)")
        figure.legend(loc="outside lower center", ncols=2)

    save(held.project, "cost", data, paint, 3.6)
