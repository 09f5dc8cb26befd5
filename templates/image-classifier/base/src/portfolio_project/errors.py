"""The error analysis: which classes are taken for which, what wrong images share, and the worst."""

from collections import Counter
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from . import seeds
from .decode import Pixels
from .held_out import HeldOut
from .metrics import right, row_losses
from .reporting.card import markdown
from .reporting.intervals import bootstrap
from .reporting.report import cell, table
from .reporting.shares import Bools, Floats, ratio

PROPERTIES = ("brightness", "contrast", "sharpness")
WORST = 12  # images in the table and in the figure
FEWEST = 8  # wrong images, below which nothing is said of what they have in common
PAIRS = 10  # confusions in the table
HEAD = ["image", "truth", "predicted", "probability", "that of the truth", "asked a person"]


def properties(X: Pixels) -> dict[str, Floats]:
    """Give what can be seen of each image without knowing what it shows, shape (n,) each.

    Mean and standard deviation of its pixels, and the mean step from one to the next, of 255.
    """
    flat = X.reshape(len(X), -1)
    steps = [abs(np.diff(image.astype(np.int16), axis=1)).mean() for image in X]
    spread = np.array([row.std() for row in flat])
    return dict(zip(PROPERTIES, (flat.mean(1), spread, np.array(steps)), strict=True))


def worst(held: HeldOut) -> list[int]:
    """Give the positions of the wrong answers, the surest first; at most ``WORST``."""
    wrong = np.flatnonzero(~right(held.y, held.p))
    order = np.argsort(-row_losses(held.y, held.p)[wrong], kind="stable")
    return [int(i) for i in wrong[order][:WORST]]


def confused(held: HeldOut, most: int) -> list[tuple[str, str, str]]:
    """Name the classes that are taken for others most often: truth, answer, and how often."""
    names, called = [markdown(name) for name in held.images.contract.classes], held.p.argmax(1)
    missed = Counter(sorted((a, b) for a, b in zip(held.y, called, strict=True) if a != b))
    return [
        (names[a], names[b], f"{count} of {(held.y == a).sum()}")
        for (a, b), count in missed.most_common(most)
    ]


def findings(held: HeldOut, result: dict[str, Any]) -> list[str]:
    """Write the error analysis of the README: sentences that this run makes true."""
    hits, label = right(held.y, held.p), held.bundle.label(held.bundle.served)
    chosen, n, wrong = held.served.decision, len(hits), int((~hits).sum())
    if wrong == 0:
        return [f"None of the {n:,} test images is wrong under `{label}`: look for a leak first."]
    pairs = "; ".join(f"“{a}” is called “{b}” ({count})" for a, b, count in confused(held, 3))
    recalls = {
        markdown(name.removeprefix("class: ")): part["metrics"]["recall"]
        for name, part in result["slices"].items()
        if name.startswith("class: ")
    }
    least = min(recalls, key=lambda name: float(recalls[name]["value"]))
    first = f"Under `{label}`, {wrong:,} of {n:,} test images got a wrong answer."
    weakest = f"The class that is found least is “{least}”: recall {cell(recalls[least])}."
    missing = [f"**Missing**: {result['missing']}."] if "missing" in result else []
    lines = [*missing, f"{first} Most often {pairs}. {weakest}"]
    if wrong >= FEWEST:
        lines.append(common(held, hits))
    lines.append(seeds.summary(result, len(held.images.y)))
    hint = result["leakage"]["shortcut"]
    if not hint["passed"]:
        lines.append(f"**A shortcut may help it**: {hint['reason']}.")
    if chosen.threshold == 0:
        return [*lines, "Nobody is ever asked, because a question costs as much as a wrong answer."]
    sure, worth = chosen.sure(held.p), result["calibration"]["asking_saves"]
    asked = f"{(~sure).sum():,} of {n:,} images, which leaves {(sure & ~hits).sum():,} errors"
    limit = f"a probability of {chosen.threshold:.3f}, which the costs imply"
    clear = worth["ci_low"] is not None and worth["ci_low"] > 0
    tail = "" if clear else ", so whether it saves anything cannot be told"
    return [
        *lines,
        f"Below {limit}, a person is asked about {asked}. Against never asking, that saves "
        f"{cell(worth)} per 1,000 images{tail}.",
    ]


def common(held: HeldOut, hits: Bools) -> str:
    """Say what wrong images have in common, of what can be seen without knowing the subject."""
    values = properties(held.X)
    gaps = {name: partial(between, each, hits) for name, each in values.items()}
    estimates = bootstrap(gaps, len(hits), **held.resampling)
    traits = []
    for name, gap in ((name, e.interval()) for name, e in estimates.items()):
        if gap["ci_low"] is not None and gap["ci_low"] * gap["ci_high"] > 0:
            more = "more" if gap["value"] > 0 else "less"
            means = (values[name][rows].mean() for rows in (~hits, hits))
            traits.append("{} {} ({:.0f} against {:.0f} of 255)".format(more, name, *means))
    if not traits:
        return f"By {', '.join(values)} the wrong images cannot be told apart from the others."
    return f"The wrong images have {' and '.join(traits)} than those that are right."


def between(values: Floats, hits: npt.NDArray[Any], w: Floats) -> Floats:
    """Give the mean of what is wrong minus the mean of what is right, shape (b,)."""
    means = [ratio(w @ (values * rows), w @ rows.astype(float)) for rows in (~hits, hits)]
    return means[0] - means[1]


def analysis(held: HeldOut) -> str:
    """Write ``errors.md``."""
    names, said = [markdown(name) for name in held.images.contract.classes], held.p.argmax(1)
    wrong, sure, rows = (~right(held.y, held.p)).sum(), held.served.decision.sure(held.p), []
    for i in worst(held):
        p = held.p[i]
        facts = [f"{p.max():.3f}", f"{p[held.y[i]]:.3f}", "no" if sure[i] else "yes"]
        rows.append([markdown(held.names[i]), names[held.y[i]], names[said[i]], *facts])
    return f"""# Error analysis

{wrong} of {len(held.y)} test images are wrong under `{held.served.name}`.

## What is taken for what

{table(["truth", "predicted", "how often"], confused(held, PAIRS))}

## The worst images

The wrong answers in which the truth was thought least likely; `figures/mistakes.png` shows them.

{table(HEAD, rows)}
"""
