"""Figures of images: the worst mistakes with both labels, and where the served model looks."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from .errors import worst
from .held_out import HeldOut
from .metrics import right
from .reporting.style import COLOR, save
from .saliency import occlusion

MISTAKES = ("mistakes", "The test images that the served model got most wrong")
COLUMNS = 6  # right cases that are looked at, and as many wrong ones


def label(held: HeldOut, i: int) -> str:
    """Say what a test image is and what it was called, on two lines."""
    called = int(held.p[i].argmax())
    classes = [c if len(c) <= 14 else f"{c[:13]}…" for c in held.images.contract.classes]
    return f"is {classes[held.y[i]]}\nsaid {classes[called]} {held.p[i, called]:.2f}"


def show(axes: Any, held: HeldOut, i: int) -> None:
    """Put a test image on axes, under what it is and what it was called."""
    axes.imshow(held.X[i].squeeze(), cmap="gray", vmin=0, vmax=255)
    axes.set_title(label(held, i), size=8, weight="normal")


def grid(figure: Figure, lines: int, title: str, size: int) -> Any:
    """Lay out axes without frames under a title, shape (lines, COLUMNS)."""
    # Ticks that nobody sees take half of the time to draw.
    panels = figure.subplots(lines, COLUMNS, squeeze=False, subplot_kw={"xticks": [], "yticks": []})
    for axes in panels.ravel():
        axes.set_axis_off()
    figure.suptitle(title, x=0.01, ha="left", weight="bold", size=size)
    return panels


def draw_mistakes(held: HeldOut) -> None:
    """Draw the worst wrong answers, each with what it is and what it was called."""
    rows = worst(held)
    lines = -(-max(len(rows), 1) // COLUMNS)
    title = f"Worst mistakes of {held.bundle.label(held.bundle.served)}, test part"

    def paint(figure: Figure) -> None:
        panels = grid(figure, lines, title if rows else "No test image is wrong", size=11)
        for axes, i in zip(panels.ravel(), rows, strict=False):
            show(axes, held, i)

    labels = [label(held, i).replace("\n", ", ") for i in rows]
    data = pd.DataFrame({"image": held.names[rows], "label": labels})
    save(held.project, "mistakes", data, paint, 0.5 + 1.6 * lines)


def draw_saliency(held: HeldOut) -> None:
    """Draw the parts of an image without which the served model is less sure of its answer."""
    hits = np.flatnonzero(right(held.y, held.p))
    first = hits[np.unique(held.y[hits], return_index=True)[1]]  # of each class
    groups = [group for group in (first[:COLUMNS].tolist(), worst(held)[:COLUMNS]) if group]
    called, model = held.p.argmax(1), held.served.model
    maps = {i: occlusion(model, held.X[i], called[i]) for group in groups for i in group}

    def paint(figure: Figure) -> None:
        legend = "without orange parts it is less sure, without blue more"
        panels = grid(figure, 2 * len(groups), f"Where the served model looks: {legend}", size=10)
        colors = [COLOR["simple"], figure.get_facecolor(), COLOR["challenger"]]
        ramp = LinearSegmentedColormap.from_list("ramp", colors)
        for k, group in enumerate(groups):
            for j, i in enumerate(group):
                show(panels[2 * k, j], held, i)
                most = max(float(np.abs(maps[i]).max()), 1e-9)
                panels[2 * k + 1, j].imshow(maps[i], cmap=ramp, vmin=-most, vmax=most)

    falls = {held.names[i]: pd.DataFrame(values).stack() for i, values in maps.items()}
    data = pd.concat(falls, names=["image", "row", "column"]).rename("fall").reset_index()
    save(held.project, "saliency", data, paint, 0.4 + 2.9 * len(groups))
