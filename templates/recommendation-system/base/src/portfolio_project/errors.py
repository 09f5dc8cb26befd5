"""``reports/errors.md``: the users who were served worst, and the items that were missed most."""

import numpy as np

from .data import Interactions, Ints, Names
from .held_out import HeldOut
from .metrics import PRIMARY, exposure
from .project import write_text
from .reporting.report import table

WORST = 10  # users, and items


def write(held: HeldOut) -> None:
    """List users with the lowest nDCG, and relevant items that nobody was shown."""
    events, lists = held.log.events, held.lists[held.bundle.served]
    fitted = events.take(held.parts.fitted)
    before = np.bincount(fitted.user, minlength=len(events.users))[held.users]
    order = np.lexsort((-before, held.values[held.bundle.served][PRIMARY]))[:WORST]
    users = []
    for row in order:
        user, some = held.users[row], lists[row][lists[row] >= 0]
        taken, took = (in_time(x.take(x.user == user)) for x in (fitted, held.test))
        few = [names(events.items[x]) for x in (taken[-3:], some[:3], took[:3])]
        users.append([names(events.users[[user]]), str(before[row]), *few])
    shown = exposure(lists, len(events.items))
    wanted = np.bincount(held.test.item, minlength=len(events.items))
    known = np.bincount(fitted.item, minlength=len(events.items))
    missed = np.lexsort((-wanted, shown > 0))[:WORST]
    counts = np.stack([wanted, known, shown]).astype(str)
    items = [[names(events.items[[i]]), *counts[:, i]] for i in missed]
    parts = [
        "# Error analysis",
        f"Written by `evaluate`, of the served tier ({held.bundle.served}).",
        "## Users who were served worst",
        "Of the users with the lowest nDCG, those with the longest history.",
        table(["user", "events before", "last taken", "recommended", "took"], users),
        "## Items that were wanted and recommended to nobody",
        table(["item", "test events", "events before", "lists with it"], items),
        "Items that came out late, or that few had taken, cannot be found from events alone.",
    ]
    write_text(held.project.reports / "errors.md", "\n\n".join(parts) + "\n")


def in_time(events: Interactions) -> Ints:
    """Give the items of some events, the earliest first; of equal times by name."""
    return events.item[np.lexsort((events.item, events.time))]


def names(some: Names) -> str:
    """Write names in a cell of a table."""
    return ", ".join(str(name).replace("|", "\\|") for name in some)
