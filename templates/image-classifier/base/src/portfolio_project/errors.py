"""The error analysis: which classes are taken for which, and the worst images by name."""

import numpy as np

from .card import markdown
from .held_out import HeldOut
from .intervals import Floats
from .metrics import confusion, right, row_losses
from .report import table

WORST = 12  # images in the table and in the figure
PAIRS = 10  # confusions in the table


def worst(held: HeldOut) -> list[int]:
    """Give the positions of the wrong answers, the surest first; at most ``WORST``."""
    losses: Floats = np.where(right(held.y, held.p) == 1, -1.0, row_losses(held.y, held.p))
    order = np.argsort(-losses, kind="stable")[:WORST]
    return [int(i) for i in order if losses[i] >= 0]


def analysis(held: HeldOut) -> str:
    """Write ``errors.md``."""
    classes, counts = held.images.contract.classes, confusion(held.y, held.p)
    wrong = counts - np.diag(np.diag(counts))
    order = np.argsort(-wrong, axis=None, kind="stable")[:PAIRS]
    pairs = [divmod(int(i), len(classes)) for i in order if wrong.flat[i] > 0]
    confused = [
        [markdown(classes[a]), markdown(classes[b]), f"{wrong[a, b]:.0f} of {counts[a].sum():.0f}"]
        for a, b in pairs
    ]
    rows = []
    for i in worst(held):
        name = str(held.images.names[held.parts.test[i]])
        said = int(held.p[i].argmax())
        texts = [name, classes[held.y[i]], classes[said], f"{held.p[i, said]:.3f}"]
        asked = "no" if held.p[i].max() >= held.served.decision.threshold else "yes"
        rows.append([markdown(text) for text in (*texts, f"{held.p[i, held.y[i]]:.3f}", asked)])
    head = [
        "image",
        "truth",
        "said",
        "its probability",
        "probability of the truth",
        "asked a person",
    ]
    return f"""# Error analysis

{wrong.sum():.0f} of {len(held.y)} test images are wrong under `{held.served.name}`.

## What is taken for what

{table(["truth", "said", "how often"], confused)}

## The worst images

The wrong answers in which the truth was thought least likely; `figures/mistakes.png` shows them.

{table(head, rows)}
"""
