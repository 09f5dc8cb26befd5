"""How figures look: drawn for light and for dark pages, each with its data beside it."""

import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font_names

from .project import Project, read_toml, write_text

# The same in every figure.
COLOR = {"trivial": "C0", "simple": "C1", "challenger": "C2", "classifier": "C4"}
INK = "C3"  # text and reference lines
WIDTH = 7.2  # inches, which fills a README's column
SCRIPTS = (  # fonts of Linux, macOS and Windows for what DejaVu Sans lacks
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    "Hiragino Sans",
    "PingFang SC",
    "Apple SD Gothic Neo",
    "Yu Gothic",
    "Microsoft YaHei",
    "Malgun Gothic",
    "Nirmala UI",
    "Arial Unicode MS",
)

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
    contract = read_toml(project.root / "data" / "contract.toml")["data"]
    note = "SYNTHETIC data" if contract["synthetic"] else ""
    for ending, page in (("", "light"), ("-dark", "dark")):
        draw(folder / f"{name}{ending}.png", page, paint, height, note)


def draw(path: Path, page: str, paint: Paint, height: float, note: str = "") -> None:
    """Paint a figure for a light or a dark page, with a note below it.

    Letters of other scripts are taken from the fonts that are installed. Where none has them, the
    figure says so: an empty box would be read as a name.
    """
    with (
        matplotlib.rc_context(fname=Path(__file__).with_name(f"{page}.mplstyle")),
        warnings.catch_warnings(record=True, action="always") as caught,
    ):
        matplotlib.rcParams["font.family"] = fonts()
        figure = Figure(figsize=(WIDTH, height))
        paint(figure)
        if note:
            figure.supxlabel(note, size=8, ha="right", x=0.99)
        figure.savefig(path)  # which letters are missing is known when they are drawn
        if any("missing from font" in str(warning.message) for warning in caught):
            note = f"{note} (some letters have no font here: install Noto Sans CJK)".strip()
            figure.supxlabel(note, size=8, ha="right", x=0.99)
            figure.savefig(path)


@cache
def fonts() -> list[str]:
    """Name matplotlib's own font and, of those with other scripts, the ones that are installed."""
    installed = set(get_font_names())
    return ["DejaVu Sans", *[name for name in SCRIPTS if name in installed]]
