"""Figures of numbers: learning, confusion, calibration, robustness."""

import numpy as np
import pandas as pd
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from scipy.special import softmax
from sklearn.metrics import confusion_matrix

from .held_out import HeldOut
from .metrics import right
from .reporting.calibration import draw_calibration
from .reporting.style import COLOR, INK, save
from .robustness import Robust

CONFUSION = ("confusion", "How often each class of the test part was taken for each other one")
ROBUSTNESS = ("robustness", "Accuracy of both models as test images are disturbed more and more")
UNITS = {"blur": "pixels", "noise": "of the scale", "brightness": "of the scale", "shift": "pixels"}


def draw_learning(held: HeldOut) -> None:
    """Draw the network's losses and its accuracy on validation, epoch by epoch."""
    history = held.bundle.extra
    epochs, best = history["epoch"], history["epoch"][history["val_loss"].idxmin()]

    def paint(figure: Figure) -> None:
        left, right = figure.subplots(1, 2)
        left.plot(epochs, history["train_loss"], color=COLOR["trivial"], label="training")
        left.plot(epochs, history["val_loss"], color=COLOR["challenger"], label="validation")
        left.set(xlabel="epoch", ylabel="cross-entropy in nats", title="Loss of the network")
        left.legend()
        right.plot(epochs, history["val_accuracy"], color=COLOR["challenger"])
        right.set(xlabel="epoch", ylabel="accuracy", title="Accuracy on validation")
        for axes in (left, right):
            axes.axvline(best, color=INK, lw=0.8, ls=":")
        right.text(best, history["val_accuracy"].min(), " kept", va="bottom")

    save(held.project, "learning", history, paint, 3.2)


def draw_confusion(held: HeldOut) -> None:
    """Draw the confusion matrix of the served tier: counts, and shares of each true class."""
    classes, called = held.images.contract.classes, held.p.argmax(1)
    counts = confusion_matrix(held.y, called, labels=range(len(classes)))
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)

    def paint(figure: Figure) -> None:
        axes, page = figure.subplots(), figure.get_facecolor()
        ramp = LinearSegmentedColormap.from_list("ramp", [page, COLOR[held.bundle.served]])
        axes.imshow(shares, cmap=ramp, vmin=0, vmax=1, aspect="auto")
        for i, j in np.argwhere(counts) if len(classes) <= 20 else ():
            ink = page if shares[i, j] > 0.5 else INK  # so that it can be read on a dark cell
            axes.text(j, i, counts[i, j], ha="center", va="center", color=ink, size=9)
        tilt, side = (45, "right") if max(map(len, classes)) > 3 else (0, "center")
        axes.set_xticks(range(len(classes)), classes, rotation=tilt, ha=side)
        axes.set_yticks(range(len(classes)), classes)
        axes.grid(visible=False)
        axes.set(xlabel="predicted", ylabel="truth")
        axes.set_title(f"Confusion on the test part, {held.bundle.label(held.bundle.served)}")

    data = pd.DataFrame(np.column_stack([classes, counts]), columns=["truth", *classes])
    save(held.project, "confusion", data, paint, 1.6 + 0.32 * len(classes))


def draw_reliability(held: HeldOut) -> None:
    """Draw how often the served tier is right at each probability, with and without temperature."""
    before, color = softmax(held.log_p[held.bundle.served], axis=1), COLOR[held.bundle.served]
    sides = {"before scaling": before, "after scaling": held.p}
    panels = {when: (right(held.y, p), p.max(1), color) for when, p in sides.items()}
    axes, clusters = ("top probability", "share that is right"), held.resampling["clusters"]
    draw_calibration(held.project, panels, "when", axes, clusters)


def draw_robustness(held: HeldOut, robust: Robust) -> None:
    """Draw what each disturbance leaves of the accuracy, for both models."""
    columns = ["tier", "disturbance", "strength"]
    index = pd.MultiIndex.from_tuples(robust, names=columns)
    data = pd.DataFrame(robust.values(), index)[["value", "ci_low", "ci_high"]].reset_index()
    kinds = list(dict.fromkeys(data["disturbance"]))

    def paint(figure: Figure) -> None:
        panels = figure.subplots(1, len(kinds), sharey=True, squeeze=False)[0]
        for axes, kind in zip(panels, kinds, strict=True):
            for tier, part in data[data["disturbance"] == kind].groupby("tier"):
                x, color = part["strength"], COLOR[str(tier)]
                axes.fill_between(x, part["ci_low"], part["ci_high"], color=color, alpha=0.25, lw=0)
                axes.plot(x, part["value"], ".-", color=color, label=held.bundle.label(str(tier)))
            axes.set(xlabel=UNITS[kind], title=kind, ylim=(0, 1.02))
        panels[0].set_ylabel("accuracy (95 % interval)")
        names = panels[0].get_legend_handles_labels()
        figure.legend(*names, loc="outside upper left", ncols=2)

    save(held.project, "robustness", data, paint, 3.3)
