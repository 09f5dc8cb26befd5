"""Which events train, which validate and which test: always the later ones.

``last`` holds out the last events of each user, ``global`` everything after a moment, as a system
in use would see it. The part before the test events is cut again in the same way for validation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from .data import Interactions, Ints
from .project import InputError


@dataclass(frozen=True)
class Split:
    """Rows of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
        The test part's models are fitted on ``train`` and ``val`` together.
    strategy : str
        ``last`` or ``global``.
    """

    train: Ints
    val: Ints
    test: Ints
    strategy: str

    @property
    def fitted(self) -> Ints:
        """Rows before the test part."""
        return np.sort(np.append(self.train, self.val))


def split(events: Interactions, params: dict[str, Any]) -> Split:
    """Divide the events.

    Parameters
    ----------
    events : Interactions
        All of them.
    params : dict
        ``split.strategy``; ``split.last`` is the number of events of each user, ``split.share`` the
        share of all events that a part holds.

    Raises
    ------
    InputError
        When the strategy is another word, or a part stays empty.
    """
    rule = params["split"]
    cut: Callable[..., npt.NDArray[np.bool_]]
    if rule["strategy"] == "last":
        cut = partial(last, events, k=rule["last"])
    elif rule["strategy"] == "global":
        cut = partial(latest, events, size=round(rule["share"] * len(events.user)))
    else:
        fault = f"'{rule['strategy']}' is neither last nor global"
        raise InputError(f"params.toml, split.strategy: {fault}")
    rows = np.arange(len(events.user))
    test = rows[cut(rows=rows)]
    rest = np.setdiff1d(rows, test)
    val = rest[cut(rows=rest)]
    train = np.setdiff1d(rest, val)
    for name, part in {"training": train, "validation": val, "test": test}.items():
        if not len(part):
            fault = f"the {name} part is empty: {len(rows)} events are too few"
            raise InputError(f"{fault}, or [split] in params.toml holds out too many")
    return Split(train, val, test, rule["strategy"])


def last(events: Interactions, rows: Ints, k: int) -> npt.NDArray[np.bool_]:
    """Find the last ``k`` events of each user who has more; of equal times, the later rows.

    Returns
    -------
    ndarray of bool, shape (len(rows),)
        Users with ``k`` events or fewer keep them all: there is little enough to learn from.
    """
    user = events.user[rows]
    order = np.lexsort((rows, events.time[rows], user))
    count = np.bincount(user, minlength=len(events.users))
    ends = np.cumsum(count)[user[order]]
    found = np.zeros(len(rows), dtype=bool)
    found[order] = (ends - np.arange(len(rows)) <= k) & (count[user[order]] > k)
    return found


def latest(events: Interactions, rows: Ints, size: int) -> npt.NDArray[np.bool_]:
    """Find about ``size`` events that are later than all others; equal times stay together."""
    time = events.time[rows]
    moment = np.sort(time)[max(len(time) - size, 0)] if len(time) else np.inf
    return time >= moment
