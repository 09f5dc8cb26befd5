"""How figures look: drawn twice, for light and dark pages, from a table that is saved beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from .project import Project, write_text


@dataclass(frozen=True)
class Palette:
    """Colours of one page; Okabe and Ito's, which colour-blind readers can tell apart.

    Parameters
    ----------
    paper, ink, faint : str
        Background, text, and what stays behind (grids, reference lines).
    trivial, simple, selected : str
        The three tiers, the same in every figure.
    """

    paper: str
    ink: str
    faint: str
    trivial: str
    simple: str
    selected: str

    def tier(self, name: str) -> str:
        """Colour of a tier."""
        return {"trivial": self.trivial, "simple": self.simple}.get(name, self.selected)


LIGHT = Palette("#ffffff", "#1f2328", "#d1d9e0", "#8b949e", "#0072b2", "#d55e00")
DARK = Palette("#0d1117", "#e6edf3", "#30363d", "#8b949e", "#56b4e9", "#e69f00")

Paint = Callable[[Figure, pd.DataFrame, Palette], None]


def save(
    project: Project, name: str, data: pd.DataFrame, paint: Paint, size: tuple[float, float]
) -> None:
    """Write ``figures/<name>.csv``, ``<name>.png`` and ``<name>-dark.png``.

    Parameters
    ----------
    project : Project
        Where the figures go.
    name : str
        File name without its ending.
    data : DataFrame
        Exactly what is drawn.
    paint : callable
        Draws ``data`` on a figure in the colours of a palette.
    size : tuple of float
        Width and height in inches; 7.2 wide fills a README's column.
    """
    text = data.to_csv(index=False, float_format="%.8g", lineterminator="\n")
    write_text(project.figures / f"{name}.csv", text)
    for palette, ending in ((LIGHT, ""), (DARK, "-dark")):
        with matplotlib.rc_context(_settings(palette)):
            figure = Figure(figsize=size, dpi=200, layout="constrained")
            paint(figure, data, palette)
            figure.savefig(project.figures / f"{name}{ending}.png")


def _settings(palette: Palette) -> dict[str, object]:
    ink, faint = palette.ink, palette.faint
    return {
        "font.family": "DejaVu Sans",
        "font.size": 10,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "axes.titleweight": "bold",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "legend.frameon": False,
        "lines.linewidth": 1.8,
        "grid.color": faint,
        "grid.linewidth": 0.6,
        "text.color": ink,
        "axes.labelcolor": ink,
        "axes.edgecolor": faint,
        "xtick.color": ink,
        "ytick.color": ink,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "figure.facecolor": palette.paper,
        "axes.facecolor": palette.paper,
    }
