"""How figures look: drawn for light and for dark pages, each with its data beside it."""

from collections.abc import Callable
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from ..project import Project, write_text

COLOR = {"trivial": "C0", "simple": "C1", "challenger": "C2"}  # the same in every figure
INK = "C3"  # text and reference lines
WIDTH = 7.2  # inches, which fills a README's column

Paint = Callable[[Figure], None]


def save(project: Project, name: str, data: pd.DataFrame, paint: Paint, height: float) -> None:
    """Write ``figures/<name>.csv``, ``<name>.png`` and ``<name>-dark.png``.

    Parameters
    ----------
    project : Project
        Where the figures go.
    name : str
        File name without its ending.
    data : DataFrame
        What is drawn.
    paint : callable
        Draws on an empty figure.
    height : float
        In inches.
    """
    folder = project.reports / "figures"
    text = data.to_csv(index=False, float_format="%.8g", lineterminator="\n")
    write_text(folder / f"{name}.csv", text)
    for ending, page in (("", "light"), ("-dark", "dark")):
        draw(folder / f"{name}{ending}.png", page, paint, height)


def draw(path: Path, page: str, paint: Paint, height: float) -> None:
    """Paint a figure for a light or a dark page."""
    with matplotlib.rc_context(fname=Path(__file__).with_name(f"{page}.mplstyle")):
        figure = Figure(figsize=(WIDTH, height))
        paint(figure)
        figure.savefig(path)
