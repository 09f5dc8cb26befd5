"""Whether probabilities can be believed: how often what was given a probability came true."""

import textwrap
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure

from .project import Project
from .shares import Floats, Groups, ratio, share
from .style import INK, save

BINS = 10  # of equal width
Panel = tuple[npt.NDArray[Any], Floats, str]  # what came true, its probability, the colour


def bin_of(p: Floats) -> Floats:
    """Assign each probability to one of ``BINS`` equal bins: one-hot, shape (n, BINS)."""
    return np.eye(BINS)[np.minimum((p * BINS).astype(int), BINS - 1)]


def ece(hits: npt.NDArray[Any], p: Floats, w: Floats) -> Floats:
    """Mean gap between probability and frequency, by bin: the expected calibration error.

    Parameters
    ----------
    hits, p : ndarray, shape (n,)
        Whether it came true (1 or 0), and the probability that it had been given.
    w : ndarray, shape (b, n)
        Weights: counts of a resample, or ones.

    Returns
    -------
    ndarray, shape (b,)
        Formula: Guo et al., On calibration of modern neural networks, ICML 2017, section 2.
    """
    return ratio(np.abs((w * (p - hits)) @ bin_of(p)).sum(-1), w.sum(-1))


def bins(
    hits: npt.NDArray[Any], p: Floats, level: float, clusters: Groups | None = None
) -> dict[str, dict[str, Any]]:
    """Give the observed frequency in each bin of probability that has any unit.

    Returns
    -------
    dict of str to dict
        ``mean_probability``, and the frequency as :func:`shares.share` gives it.
    """
    rows_of = {}
    for i, rows in enumerate(bin_of(p).T == 1):
        if rows.any():
            mean = round(float(p[rows].mean()), 8)
            code = None if clusters is None else clusters[rows]
            rows_of[f"{i:02d}"] = {"mean_probability": mean, **share(hits[rows] == 1, level, code)}
    return rows_of


def draw_calibration(
    project: Project,
    panels: dict[str, Panel],
    column: str,
    axes: tuple[str, str],
    clusters: Groups | None = None,
) -> None:
    """Draw the frequency in each bin with its interval, beside each other.

    Parameters
    ----------
    project : Project
        Where the figure goes.
    panels : dict of str to tuple
        By what is compared: what came true, the probabilities, and the colour.
    column : str
        Name for what is compared, in the data of the figure.
    axes : tuple of str
        What the probability and the frequency are of.
    clusters : ndarray of int, shape (n,), optional
        What belongs together, as in :func:`shares.share`.
    """
    binned = {name: bins(hits, p, 0.95, clusters) for name, (hits, p, _) in panels.items()}
    tables = {name: pd.DataFrame(table).T for name, table in binned.items()}

    def paint(figure: Figure) -> None:
        plots = figure.subplots(1, len(panels), sharey=True, squeeze=False)[0]
        for plot, (name, part) in zip(plots, tables.items(), strict=True):
            x, color = part["mean_probability"], panels[name][2]
            plot.plot([0, 1], [0, 1], INK, lw=0.8, ls=":")
            plot.vlines(x, part["ci_low"], part["ci_high"], color, alpha=0.45, lw=4)
            plot.plot(x, part["value"], "o", color=color, ms=5)
            plot.set(xlabel=axes[0], title=textwrap.fill(f"Calibration, {name}", 34))
        plots[0].set_ylabel(f"{axes[1]} (95 % interval)")

    data = pd.concat(tables, names=[column, "bin"]).reset_index()
    save(project, "calibration", data, paint, 3.4)
