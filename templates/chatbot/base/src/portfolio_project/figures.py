"""Figures: what silence buys, how deep the source lies, and whether confidence can be believed."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .held_out import HeldOut
from .reporting.calibration import draw_calibration
from .reporting.style import COLOR, save
from .search import DEPTH

README = [
    ("risk_coverage", "Share of wrong answers against share of questions answered, by model"),
    ("hit_at_k", "Share of questions whose source is among the first k passages, by model"),
    ("calibration", "How often an answer is right at each confidence"),
]


def draw(held: HeldOut) -> None:
    """Draw every figure."""
    draw_risk(held)
    draw_hits(held)
    draw_reliability(held)


def draw_risk(held: HeldOut) -> None:
    """Draw the risk-coverage curve of each tier, and where its threshold lies."""
    frames = []
    for name, seen in held.outcomes.items():
        sure = held.bundle.tiers[name].decision
        p = sure.of(seen.signals)
        answered = np.arange(1, len(p) + 1)
        wrong = np.cumsum(~seen.right[np.argsort(-p, kind="stable")])
        points = {"tier": name, "answered": answered / len(p), "wrong": wrong / answered}
        frames.append(pd.DataFrame(points | {"chosen": answered == seen.answers(sure)[0].sum()}))
    data = pd.concat(frames)

    def paint(figure: Figure) -> None:
        axes = lines(figure, data, "-", held)
        for name, part in data[data["chosen"]].groupby("tier", sort=False):
            axes.plot(part["answered"], part["wrong"], "o", color=COLOR[name])
        axes.set(xlabel="share of test questions answered, the surest first", ylim=(0, None))
        axes.set_ylabel("share of answers that are wrong")
        axes.set_title("What silence buys (dot: the threshold that the costs imply)")

    save(held.assistant.project, README[0][0], data, paint, 3.6)


def draw_hits(held: HeldOut) -> None:
    """Draw the share of answerable questions whose source is among the first k."""
    frames, k = [], np.arange(1, DEPTH + 1)
    for name, seen in held.outcomes.items():
        hit = (seen.ranks[seen.answerable, None] <= k).mean(0)
        frames.append(pd.DataFrame({"tier": name, "k": k, "hit": hit}))
    data = pd.concat(frames)

    def paint(figure: Figure) -> None:
        axes = lines(figure, data, "o-", held)
        axes.set(xlabel="k", ylabel="hit@k", ylim=(0, 1))
        axes.set_title("The source is among the first k, test questions")

    save(held.assistant.project, README[1][0], data, paint, 3.4)


def lines(figure: Figure, data: pd.DataFrame, style: str, held: HeldOut) -> Axes:
    """Draw a line for each tier: the third column of the data over the second."""
    axes = figure.subplots()
    for name, part in data.groupby("tier", sort=False):
        label = held.bundle.label(str(name))
        axes.plot(part.iloc[:, 1], part.iloc[:, 2], style, color=COLOR[name], label=label)
    axes.legend()
    return axes


def draw_reliability(held: HeldOut) -> None:
    """Draw how often an answer is right at each confidence, before and after the fit."""
    seen, color = held.served, COLOR[held.bundle.served]
    confidence = held.assistant.confidence.of(seen.signals)
    sides = {"share of words held": seen.signals[:, 0], "fitted confidence": confidence}
    panels = {side: (seen.right, p, color) for side, p in sides.items()}
    axes = ("read as a probability", "share of right answers")
    draw_calibration(held.assistant.project, panels, "side", axes)
