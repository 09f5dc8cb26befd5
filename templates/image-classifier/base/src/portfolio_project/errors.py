"""The error analysis: which classes are taken for which, and the worst images by name."""

from collections import Counter

import numpy as np

from .held_out import HeldOut
from .metrics import right, row_losses
from .reporting.card import markdown
from .reporting.report import table

WORST = 12  # images in the table and in the figure
PAIRS = 10  # confusions in the table
HEAD = ["image", "truth", "said", "its probability", "probability of the truth", "asked a person"]


def worst(held: HeldOut) -> list[int]:
    """Give the positions of the wrong answers, the surest first; at most ``WORST``."""
    wrong = np.flatnonzero(right(held.y, held.p) == 0)
    order = np.argsort(-row_losses(held.y, held.p)[wrong], kind="stable")
    return [int(i) for i in wrong[order][:WORST]]


def analysis(held: HeldOut) -> str:
    """Write ``errors.md``."""
    names, said = [markdown(name) for name in held.images.contract.classes], held.p.argmax(1)
    missed = Counter(sorted((a, b) for a, b in zip(held.y, said, strict=True) if a != b))
    confused = [
        [names[a], names[b], f"{count} of {(held.y == a).sum()}"]
        for (a, b), count in missed.most_common(PAIRS)
    ]
    rows = []
    for i in worst(held):
        p, asked = held.p[i], "no" if held.p[i].max() >= held.served.decision.threshold else "yes"
        facts = [f"{p.max():.3f}", f"{p[held.y[i]]:.3f}", asked]
        rows.append([markdown(held.names[i]), names[held.y[i]], names[said[i]], *facts])
    return f"""# Error analysis

{missed.total()} of {len(held.y)} test images are wrong under `{held.served.name}`.

## What is taken for what

{table(["truth", "said", "how often"], confused)}

## The worst images

The wrong answers in which the truth was thought least likely; `figures/mistakes.png` shows them.

{table(HEAD, rows)}
"""
