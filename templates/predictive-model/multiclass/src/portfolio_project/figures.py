"""Figures of the task with several classes: recall and confusions of each, and calibration."""

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from .charts import trim
from .decision import measures
from .held_out import HeldOut
from .reporting.calibration import draw_calibration
from .reporting.intervals import bootstrap, ends
from .reporting.style import COLOR, save

README = [
    ("recall", "Share of the rows of each class that were called right, by tier"),
    ("confusion", "What the rows of each class were called by the served tier"),
    ("importance", "Worsening of the log loss when one field is shuffled, by field"),
]
MODELS = ("simple", "challenger")


def draw(held: HeldOut) -> None:
    """Draw the task's figures from the test predictions."""
    draw_recall(held)
    draw_confusion(held)
    models = {}
    for tier in MODELS:
        p, label = held.predictions[tier], held.bundle.label(tier)
        models[label] = ((p.argmax(1) == held.y).astype(float), p.max(1), COLOR[tier])
    axes = ("probability of the likeliest class", "share of it that was right")
    draw_calibration(held.project, models, "tier", axes, held.resampling["clusters"])


def draw_recall(held: HeldOut) -> None:
    """Draw the recall of each class with its interval, by tier."""
    levels, tables = held.table.contract.target.levels, {}
    for tier in MODELS:
        rule = held.bundle.tiers[tier].decision
        every = measures(rule, held.y, held.predictions[tier])
        recalls = {name: every[f"recall_{name}"] for name in levels}
        estimates = bootstrap(recalls, len(held.y), **held.resampling)
        rows = [{"class": name, **ends(estimate)} for name, estimate in estimates.items()]
        tables[tier] = pd.DataFrame(rows)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for shift, (tier, part) in zip((-0.13, 0.13), tables.items(), strict=True):
            at, label = np.arange(len(part)) + shift, held.bundle.label(tier)
            axes.hlines(at, part["ci_low"], part["ci_high"], COLOR[tier], alpha=0.45, lw=5)
            axes.plot(part["value"], at, "o", color=COLOR[tier], label=label)
        rows = [f"{trim(n, 24)}, n = {(held.y == i).sum()}" for i, n in enumerate(levels)]
        axes.set_yticks(range(len(levels)), rows)
        axes.invert_yaxis()
        axes.grid(axis="y", visible=False)
        axes.set(xlabel="share that was called right (95 % interval)", title="Recall by class")
        figure.legend(loc="outside lower center", ncols=2)

    data = pd.concat(tables, names=["tier"]).reset_index(level=0)
    save(held.project, "recall", data, paint, 1.8 + 0.35 * len(levels))


def draw_confusion(held: HeldOut) -> None:
    """Draw what the rows of each class were called by the served tier, with their numbers."""
    levels, served = held.table.contract.target.levels, held.bundle.served
    counts = np.zeros((len(levels), len(levels)), dtype=int)
    np.add.at(counts, (held.y.astype(int), held.p.argmax(1)), 1)
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)

    def paint(figure: Figure) -> None:
        axes, names = figure.subplots(), [trim(level, 24) for level in levels]
        shades = LinearSegmentedColormap.from_list("", [axes.get_facecolor(), COLOR[served]])
        axes.imshow(shares, cmap=shades, vmin=0, vmax=1.6)
        for i, row in enumerate(counts):
            for j, n in enumerate(row):
                axes.text(j, i, str(n), ha="center", va="center")
        axes.set_xticks(range(len(levels)), names, rotation=30, ha="right")
        axes.set_yticks(range(len(levels)), names)
        axes.grid(visible=False)
        axes.set(xlabel="called", ylabel="truth")
        axes.set_title(f"Confusions ({held.bundle.label(served)})")

    rows = [(levels[i], levels[j], n) for (i, j), n in np.ndenumerate(counts)]
    data = pd.DataFrame(rows, columns=["truth", "called", "rows"])
    save(held.project, "confusion", data, paint, 2.0 + 0.4 * len(levels))
