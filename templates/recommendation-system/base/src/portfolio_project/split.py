"""Which events train, which validate and which test: always the later ones.

``last`` holds out the last events of each user, ``global`` everything after a moment, as a system
in use would see it. The part before the test events is cut again in the same way for validation.
"""

from dataclasses import dataclass
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
    rule, rows = params["split"], np.arange(len(events.user))
    strategy = rule["strategy"]
    if strategy not in CUTS:
        raise InputError(f"params.toml, split.strategy: '{strategy}' is neither last nor global")
    test = rows[CUTS[strategy](events, rows, rule)]
    rest = np.setdiff1d(rows, test)
    val = rest[CUTS[strategy](events, rest, rule)]
    train = np.setdiff1d(rest, val)
    for name, part in {"training": train, "validation": val, "test": test}.items():
        if not len(part):
            fault = f"the {name} part is empty: {len(rows)} events are too few"
            raise InputError(f"{fault}, or [split] in params.toml holds out too many")
    return Split(train, val, test, strategy)


def last(events: Interactions, rows: Ints, rule: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """Find the last few events of each user who has more; of equal times, the later rows.

    Returns
    -------
    ndarray of bool, shape (len(rows),)
        Users with no more than so many keep them all: there is little enough to learn from.
    """
    user, k = events.user[rows], rule["last"]
    order = np.lexsort((rows, events.time[rows], user))
    count = np.bincount(user, minlength=len(events.users))
    ends = np.cumsum(count)[user[order]]
    found = np.zeros(len(rows), dtype=bool)
    found[order] = (ends - np.arange(len(rows)) <= k) & (count[user[order]] > k)
    return found


def latest(events: Interactions, rows: Ints, rule: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """Find the share of all events that is later than all others; equal times stay together."""
    time, size = events.time[rows], round(rule["share"] * len(events.user))
    moment = np.sort(time)[max(len(time) - size, 0)] if len(time) else np.inf
    return time >= moment


CUTS = {"last": last, "global": latest}
