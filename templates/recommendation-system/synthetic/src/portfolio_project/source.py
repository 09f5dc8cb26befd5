"""Where the events come from: a SYNTHETIC catalogue, whose true tastes are known.

At any time a user takes one of the items that are out and not taken yet, item i with a chance
proportional to ``exp(skew * appeal_i + strength * taste_u(t) . trait_i)``. Appeal falls with the
rank of an item (popularity skew); tastes move from a first to a second draw over the year (drift);
items come out, and users join, over the year; some users take very little (cold users).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .contract import Contract
from .reporting.project import write_text
from .reporting.rows import read_csv
from .reporting.shares import Floats

GENRES = ("crime", "drama", "comedy", "fantasy", "history", "music", "nature", "travel")
DAYS, PHASES = 360, 4  # the tastes of a phase stand still


@dataclass(frozen=True)
class World:
    """What is true, and what was seen of it.

    Parameters
    ----------
    users, items : list of str
        Names; an item's name starts with its strongest trait.
    scores : ndarray, shape (phases, users, items)
        Logarithm of how attractive an item is to a user; -inf before it is out.
    events : DataFrame
        ``user``, ``item`` and ``day``.
    """

    users: list[str]
    items: list[str]
    scores: Floats
    events: pd.DataFrame


def generate(settings: dict[str, Any]) -> World:
    """Draw a world from ``[source]`` of the contract: the same one for the same numbers."""
    rng, m, n = np.random.default_rng(settings["seed"]), settings["items"], settings["users"]
    traits = rng.dirichlet(np.full(len(GENRES), 0.15), m)
    items = [f"{GENRES[row.argmax()]}-{i:03d}" for i, row in enumerate(traits, 1)]
    users = [f"user-{u:04d}" for u in range(1, n + 1)]
    appeal = -np.log(rng.permutation(m) + 5.0)
    first, second = rng.dirichlet(np.full(len(GENRES), 0.4), (2, n))
    out = np.where(rng.random(m) < settings["late_items"], rng.integers(1, PHASES, m), 0)
    joins = np.where(rng.random(n) < settings["late_users"], rng.integers(1, PHASES, n), 0)
    size = 8 + rng.gamma(2.0, settings["events"] / 2, n).astype(int)
    size = np.where(rng.random(n) < settings["cold_users"], rng.integers(3, 8, n), size)
    scores, seen, rows = np.empty((PHASES, n, m)), np.zeros((n, m), dtype=bool), []
    for phase in range(PHASES):
        moved = settings["drift"] * phase / (PHASES - 1)
        tastes = (1 - moved) * first + moved * second
        scores[phase] = settings["skew"] * appeal + settings["strength"] * tastes @ traits.T
        scores[phase][:, out > phase] = -np.inf
        # Adding Gumbel noise and sorting draws one after the other without return.
        noisy = np.where(seen, -np.inf, scores[phase] + rng.gumbel(size=(n, m)))
        order = np.argsort(-noisy, axis=1)
        share = size / (PHASES - joins) * (phase >= joins)
        ends = np.round(share * (phase - joins + 1)) - np.round(share * (phase - joins))
        for u in range(n):
            taken = order[u, : int(ends[u])]
            seen[u, taken] = True
            days = np.sort(rng.integers(0, DAYS // PHASES, len(taken))) + phase * DAYS // PHASES
            rows += [(users[u], items[i], day) for i, day in zip(taken, days, strict=True)]
    events = pd.DataFrame(rows, columns=["user", "item", "day"])
    return World(users, items, scores, events.sort_values("day", kind="stable"))


def fetch(contract: Contract, path: Path) -> None:
    """Write the events as CSV, in one step, so that a broken run leaves no half of it."""
    partial = path.with_suffix(".part")
    events = generate(contract.source).events
    write_text(partial, events.to_csv(index=False, lineterminator="\n"))
    partial.replace(path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text: the file is plain CSV."""
    del contract
    return read_csv(path)


def truth(contract: Contract) -> tuple[list[str], list[str], Floats] | None:
    """Give users, items and the true scores at the year's end, shape (users, items).

    None where the file was not made here.
    """
    if not contract.source:
        return None
    world = generate(contract.source)
    return world.users, world.items, world.scores[-1]
