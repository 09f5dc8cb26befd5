"""Figures of images: the worst mistakes with both labels, and where the served model looks."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from .errors import worst
from .held_out import HeldOut
from .metrics import right
from .saliency import occlusion
from .style import COLOR, save

COLUMNS = 6
LOOKED_AT = 6  # right cases, and as many wrong ones


def draw(held: HeldOut) -> None:
    """Draw every figure of images."""
    draw_mistakes(held)
    draw_saliency(held)


def label(held: HeldOut, i: int) -> str:
    """Say what a test image is and what it was called, on two lines."""
    classes, said = held.images.contract.classes, int(held.p[i].argmax())
    return f"is {classes[held.y[i]]}\nsaid {classes[said]} {held.p[i, said]:.2f}"


def show(axes: Any, image: Any) -> None:
    """Put an image on axes, without a frame."""
    grey = image.shape[2] == 1
    axes.imshow(image.squeeze(), cmap="gray" if grey else None, vmin=0, vmax=255)
    axes.set_axis_off()


def draw_mistakes(held: HeldOut) -> None:
    """Draw the worst wrong answers, each with what it is and what it was called."""
    rows = worst(held)
    named = [str(held.images.names[held.parts.test[i]]) for i in rows]
    lines = -(-max(len(rows), 1) // COLUMNS)

    def paint(figure: Figure) -> None:
        panels = figure.subplots(lines, COLUMNS, squeeze=False).ravel()
        for axes in panels[len(rows) :]:
            axes.set_axis_off()
        for axes, i in zip(panels, rows, strict=False):
            show(axes, held.X[i])
            axes.set_title(label(held, i), size=8, weight="normal")
        said = f"Worst mistakes of the served model ({held.bundle.served}), test part"
        figure.suptitle(
            said if rows else "No test image is wrong", x=0.01, ha="left", weight="bold", size=11
        )

    said = [label(held, i).replace("\n", ", ") for i in rows]
    data = pd.DataFrame({"image": named, "label": said})
    save(held.project, "mistakes", data, paint, 0.5 + 1.6 * lines)


def draw_saliency(held: HeldOut) -> None:
    """Draw the parts of an image without which the served model is less sure of its answer."""
    hits = right(held.y, held.p) == 1
    first = {int(held.y[i]): int(i) for i in np.flatnonzero(hits)[::-1]}  # the first of each class
    cases = [first[k] for k in sorted(first)][:LOOKED_AT] + worst(held)[:LOOKED_AT]
    maps = {i: occlusion(held.served.model, held.X[i], int(held.p[i].argmax())) for i in cases}

    def paint(figure: Figure) -> None:
        panels = figure.subplots(4, LOOKED_AT, squeeze=False)
        for axes in panels.ravel():
            axes.set_axis_off()
        colors = [COLOR["simple"], figure.get_facecolor(), COLOR["selected"]]
        ramp = LinearSegmentedColormap.from_list("ramp", colors)
        wrong = [i for i in cases if not hits[i]]
        for top, group in ((0, [i for i in cases if hits[i]]), (2, wrong)):
            for j, i in enumerate(group):
                show(panels[top, j], held.X[i])
                panels[top, j].set_title(label(held, i), size=8, weight="normal")
                most = max(float(np.abs(maps[i]).max()), 1e-9)
                panels[top + 1, j].imshow(maps[i], cmap=ramp, vmin=-most, vmax=most)
        title = (
            "Where the served model looks: without orange parts it is less sure, without blue more"
        )
        figure.suptitle(title, x=0.01, ha="left", weight="bold", size=10)

    data = pd.concat([flat(held, i, values) for i, values in maps.items()])
    save(held.project, "saliency", data, paint, 6.2)


def flat(held: HeldOut, i: int, values: Any) -> pd.DataFrame:
    """Lay one map out as a table: image, row, column, fall."""
    rows, columns = np.indices(values.shape)
    name = held.images.names[held.parts.test[i]]
    cells = {"row": rows.ravel(), "column": columns.ravel(), "fall": values.ravel()}
    return pd.DataFrame({"image": name, **cells})
