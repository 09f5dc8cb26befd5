"""Figures: what silence buys, how deep the source lies, and whether confidence can be believed."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import BINS, bin_of
from .search import DEPTH
from .style import COLOR, INK, save

README = ("risk_coverage", "Share of wrong answers against share of questions answered, by tier")


def draw(held: HeldOut) -> None:
    """Draw every figure."""
    draw_risk(held)
    draw_hits(held)
    draw_calibration(held)


def draw_risk(held: HeldOut) -> None:
    """Draw the risk-coverage curve of each tier, and where its threshold lies."""
    frames = []
    for name, seen in held.seen.items():
        sure = held.bundle.tiers[name].confidence
        p = sure.of(seen.signals)
        order = np.argsort(-p, kind="stable")
        answered = np.arange(1, len(p) + 1)
        wrong = np.cumsum(~seen.right[order])
        points = {"tier": name, "answered": answered / len(p), "wrong": wrong / answered}
        frames.append(pd.DataFrame(points | {"chosen": answered == (p >= sure.threshold).sum()}))
    data = pd.concat(frames)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for name, part in data.groupby("tier", sort=False):
            axes.plot(part["answered"], part["wrong"], color=COLOR[name], label=name)
            at = part[part["chosen"]]
            axes.plot(at["answered"], at["wrong"], "o", color=COLOR[name])
        axes.set_xlabel("share of test questions answered, the surest first")
        axes.set_ylabel("share of answers that are wrong")
        axes.set_ylim(bottom=0)
        axes.set_title("What silence buys (dot: the threshold chosen on dev)")
        axes.legend()

    save(held.project, README[0], data, paint, 3.6)


def draw_hits(held: HeldOut) -> None:
    """Draw the share of answerable questions whose source is among the first k."""
    rows = [
        {"tier": name, "k": k, "hit": float((seen.ranks[seen.answerable] <= k).mean())}
        for name, seen in held.seen.items()
        for k in range(1, DEPTH + 1)
    ]
    data = pd.DataFrame(rows)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for name, part in data.groupby("tier", sort=False):
            axes.plot(part["k"], part["hit"], "o-", color=COLOR[name], label=name)
        axes.set_xlabel("k")
        axes.set_ylabel("hit@k")
        axes.set_ylim(0, 1)
        axes.set_title("The source is among the first k, test questions")
        axes.legend()

    save(held.project, "hit_at_k", data, paint, 3.4)


def draw_calibration(held: HeldOut) -> None:
    """Draw the share of right answers against confidence, before and after calibration."""
    seen, served, frames = held.served, held.bundle.served, []
    sides = {"before": seen.signals[:, 0], "after": held.confidence.of(seen.signals)}
    for name, p in sides.items():
        bins = bin_of(p)
        n = bins.sum(0)
        kept = n > 0
        means = {"confidence": p @ bins, "right": seen.right @ bins}
        frame = {key: total[kept] / n[kept] for key, total in means.items()}
        where = {"side": name, "bin": np.arange(BINS)[kept], "n": n[kept]}
        frames.append(pd.DataFrame(where | frame))
    data = pd.concat(frames)

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, 2, sharey=True, sharex=True)
        for axes, (name, part) in zip(panels, data.groupby("side", sort=False), strict=True):
            axes.plot([0, 1], [0, 1], color=INK, lw=0.8, ls="--")
            x, y, area = part["confidence"], part["right"], 12 * part["n"]
            axes.scatter(x, y, area, COLOR[served], alpha=0.7)
            axes.set_xlabel({"before": "share of words held", "after": "confidence"}[str(name)])
            axes.set_title(f"{name} calibration", fontsize=10)
        panels[0].set_ylabel("share of right first passages")
        title = f"Can confidence be believed? Served tier ({served}), area is questions"
        figure.suptitle(title, x=0.01, ha="left", weight="bold", size=11)

    save(held.project, "calibration", data, paint, 3.6)
