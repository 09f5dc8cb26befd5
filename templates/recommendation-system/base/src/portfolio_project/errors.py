"""Whom the lists fail, and which items nobody is shown: in sentences, and in errors.md by name."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from .data import Interactions, Ints
from .held_out import HeldOut
from .metrics import HEADLINE, PRIMARY, exposure
from .reporting.project import write_text
from .reporting.report import cell, table, verb

WORST = 10  # users, and items


def write(held: HeldOut, line: str) -> None:
    """List users with the lowest nDCG, and relevant items that nobody was shown."""
    events, served = held.log.events, held.bundle.served
    lists, fitted = held.lists[served], events.take(held.parts.fitted)
    before = held.before
    order = np.lexsort((-before, held.values[served][PRIMARY]))[:WORST]
    users = []
    for row in order:
        user, some = held.users[row], lists[row][lists[row] >= 0]
        taken, took = (ordered(x.take(x.user == user)) for x in (fitted, held.test))
        few = [names(held, "item", x) for x in (taken[-3:], some[:3], took[:3])]
        users.append([names(held, "user", [user]), str(before[row]), *few])
    liked, prior, shown = item_counts(held)
    missed = np.lexsort((-liked, shown > 0))[:WORST]
    counts = np.stack([liked, prior, shown]).astype(str)
    items = [[names(held, "item", [i]), *counts[:, i]] for i in missed]
    timed = "last taken" if held.parts.strategy != "random" else "some taken"
    notice = "SYNTHETIC data. " * held.log.contract.data["synthetic"]
    parts = [
        "# Error analysis",
        f"{notice}Written by `evaluate`, of the served tier ({held.bundle.label(served)}).",
        line,
        "## Users who were served worst",
        "Of the users with the lowest nDCG, those with the longest history.",
        table(["user", "events before", timed, "recommended", "liked in the test part"], users),
        "## Items that were wanted and recommended to nobody",
        table(["item", "liked test events", "liked before", "lists with it"], items),
        "Items that came out late, or that few had taken, cannot be found from events alone.",
    ]
    write_text(held.project.reports / "errors.md", "\n\n".join(parts) + "\n")


def item_counts(held: HeldOut) -> tuple[Ints, Ints, Ints]:
    """Count for each item its liked test events, liked events before, and lists that hold it."""
    events, n = held.log.events, len(held.log.events.items)
    fitted = held.parts.fitted[events.liked[held.parts.fitted]]
    prior = np.bincount(events.item[fitted], minlength=n)
    shown = exposure(held.lists[held.bundle.served], n)
    return np.bincount(held.test.item, minlength=n), prior, shown


def findings(held: HeldOut, result: dict[str, Any]) -> list[str]:
    """Say in sentences whom the served tier fails, and which items nobody is shown."""
    served, n = held.bundle.served, len(held.users)
    hit = held.values[served]["recall_at_10"] > 0
    text = f"**{n - hit.sum():,} of {n:,} users find nothing that they like** in their ten places."
    if 0 < hit.sum() < n:
        means = (held.before[rows].mean() for rows in (~hit, hit))
        text += " They had {:.1f} events before, the others {:.1f}.".format(*means)
    sentences = [text]
    for name, part in result["slices"].items():
        metric, value = next(iter(part["metrics"].items()))
        gap = part["metrics"][f"{metric}_above_popularity"]
        claim = f"{HEADLINE[metric]} {cell(value)} {verb(gap, 1)} popularity"
        sentences.append(f"{name} (n = {part['n']:,}): {claim}, difference {cell(gap)}.")
    liked, prior, shown = item_counts(held)
    missed, total = int(liked[shown == 0].sum()), int(liked.sum())
    most = int(np.lexsort((-liked, shown > 0))[0])
    text = f"**{missed:,} of {total:,} liked test events are of items that are in nobody's list.**"
    if missed:
        item = names(held, "item", [most])
        text += f" Most wanted of them is {item}: {liked[most]} test events, {prior[most]} before."
    sentences.append(text)
    half = int(np.searchsorted(np.cumsum(np.sort(shown)[::-1]), shown.sum() / 2)) + 1
    sentences.append(f"Half of all recommendations go to {half:,} items.")
    notice = "SYNTHETIC data. " * result["data"]["synthetic"]
    context = f"{notice}{result['calibration']['protocol']['line']}"
    context = f"{context} Served: {held.bundle.label(served)}."
    return [context, "\n".join(f"- {sentence}" for sentence in sentences)]


def ordered(events: Interactions) -> Ints:
    """Give the items of some events, the earliest first; of equal times by name."""
    return events.item[np.lexsort((events.item, events.time))]


def names(held: HeldOut, role: str, places: Iterable[int]) -> str:
    """Write names in a cell of a table; of people nothing but their place among all."""
    if held.log.contract.role(role)[0].personal:
        return ", ".join(f"{role} {place + 1}" for place in places)
    some = getattr(held.log.events, f"{role}s")
    return ", ".join(str(some[place]).replace("|", "\\|") for place in places)
