"""Figures: nDCG by tier, who gets the recommendations, coverage against accuracy."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .held_out import HeldOut
from .metrics import HEADLINE, PRIMARY, exposure
from .protocol import caption, with_bounds
from .reporting.shares import Measured
from .reporting.style import COLOR, INK, save

README = [
    ("ndcg", "nDCG@10 of each tier with its interval, between chance and, if known, the ceiling"),
    ("coverage", "How much of the catalogue each tier shows, against how well it ranks"),
    ("long_tail", "Share of the recommendations that goes to the most popular items, by tier"),
]

MARK = {"random": "x", "ceiling": "^"}


def draw(held: HeldOut, result: dict[str, Any]) -> None:
    """Draw all figures."""
    draw_ndcg(held, result)
    draw_long_tail(held)
    draw_coverage(held, result)


def set_title(axes: Axes, title: str, held: HeldOut) -> None:
    """Write the title, and what the numbers are of."""
    axes.set_title(f"{title}\n{caption(held)}", size=9)


def label(held: HeldOut, name: str) -> str:
    """Name a tier with its model; chance and ceiling are not tiers."""
    return held.bundle.label(name) if name in held.bundle.tiers else name


def draw_ndcg(held: HeldOut, result: dict[str, Any]) -> None:
    """Draw nDCG with its interval, a bar for each tier; bounds in grey."""
    rows = [{"model": n, **numbers(x)} for n, x in with_bounds(result).items()]
    data = pd.DataFrame(rows)

    def paint(figure: Figure) -> None:
        axes, names = figure.subplots(), list(data["model"])[::-1]
        for row in data.itertuples():
            y, color = names.index(row.model), COLOR.get(row.model, INK)
            axes.barh(y, row.value, color=color, alpha=0.85 if row.model in COLOR else 0.3)
            axes.plot([row.ci_low, row.ci_high], [y, y], color=INK, lw=1.6)
            axes.text(max(row.ci_high, row.value), y, f"  {row.value:.3f}", va="center")
        axes.set_yticks(range(len(names)), [label(held, name) for name in names])
        level = result["interval"]["level"]
        axes.set(xlim=(0, 1.15 * max(data["ci_high"].max(), 1e-3)))
        axes.set(xlabel=f"{HEADLINE[PRIMARY]} with {level:.0%} interval over users")
        set_title(axes, f"{HEADLINE[PRIMARY]}, test part", held)

    save(held.project, "ndcg", data, paint, 3.0)


def numbers(measured: Measured) -> dict[str, float]:
    """Give the value and its ends; where there is no interval, the value alone."""
    value = measured["value"]
    ends = {end: value if measured[end] is None else measured[end] for end in ("ci_low", "ci_high")}
    return {"value": value, **ends}


def draw_long_tail(held: HeldOut) -> None:
    """Draw the share of recommendations that goes to the most popular items."""
    catalogue = held.model.catalogue
    curves = {n: exposure(held.lists[n], len(held.test.items)) for n in held.bundle.tiers}
    curves["liked test events"] = np.bincount(held.test.item, minlength=len(held.test.items))
    share = np.arange(1, len(catalogue) + 1) / len(catalogue)
    totals = {n: np.cumsum(counts[catalogue]) for n, counts in curves.items()}
    shares = {n: x / max(x[-1], 1) for n, x in totals.items()}
    data = pd.DataFrame({"catalogue": share} | shares)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for name in curves:
            color, line = COLOR.get(name, INK), "-" if name in COLOR else ":"
            axes.plot([0, *share], [0, *data[name]], color=color, ls=line, label=label(held, name))
        axes.set(xlabel="share of the catalogue, most popular first", xlim=(0, 1), ylim=(0, 1))
        axes.set(ylabel="share of recommendations")
        set_title(axes, "Who is recommended: the long tail", held)
        axes.legend(loc="lower right")

    save(held.project, "long_tail", data, paint, 3.4)


def draw_coverage(held: HeldOut, result: dict[str, Any]) -> None:
    """Draw how much of the catalogue is shown against how well."""
    shown, points = result["calibration"]["catalogue"], with_bounds(result)
    rows = [{"model": n, "coverage": shown[n]["coverage"], **numbers(points[n])} for n in points]
    data = pd.DataFrame(rows)

    def paint(figure: Figure) -> None:
        axes = figure.subplots()
        for row in data.itertuples():
            color = COLOR.get(row.model, INK)
            axes.plot([row.coverage] * 2, [row.ci_low, row.ci_high], color=color, lw=1.6)
            mark = MARK.get(row.model, "o")
            axes.plot(
                row.coverage, row.value, mark, color=color, ms=8, label=label(held, row.model)
            )
        axes.set(xlim=(-0.02, 1.05), xlabel="coverage: share of the catalogue in any list")
        axes.set(ylabel=HEADLINE[PRIMARY])
        set_title(axes, "Accuracy against coverage, test part", held)
        axes.legend(loc="best", fontsize=8)

    save(held.project, "coverage", data, paint, 3.4)
