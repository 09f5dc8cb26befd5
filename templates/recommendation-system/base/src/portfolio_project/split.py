"""Which events train, which validate and which test: always the later ones.

``last`` holds out the last liked events of each user, and whatever the user took after the first
of them; ``global`` everything after a moment, as a system in use would see it. ``random`` is for
events without a time: as ``last``, in an order that is drawn. The part before the test events is
cut again in the same way for validation. Events of equal time are ordered by a draw, never by the
order of the file.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .data import Interactions, Ints
from .reporting.project import InputError

STRATEGIES = ("last", "global", "random")


@dataclass(frozen=True)
class Split:
    """Rows of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
        The test part's models are fitted on ``train`` and ``val`` together.
    strategy : str
        ``last``, ``global`` or ``random``.
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
        ``seed``, of the draws; ``split.strategy``; ``split.last`` is the number of liked events of
        each user, ``split.share`` the share of all events that a part holds.

    Raises
    ------
    InputError
        When the strategy is another word, or a part stays empty.
    """
    rule, rows = params["split"], np.arange(len(events.user))
    strategy = rule["strategy"]
    if strategy not in STRATEGIES:
        raise InputError(f"params.toml, split.strategy: '{strategy}' is none of {STRATEGIES}")
    drawn = np.random.default_rng(params["seed"]).permutation(len(rows))
    order = np.lexsort((drawn, events.time)) if strategy != "random" else np.argsort(drawn)
    parts, rest = [], order
    for _ in ("test", "validation"):
        late = latest(events, rest, rule) if strategy == "global" else last(events, rest, rule)
        parts.append(np.sort(rest[late]))
        rest = rest[~late]
    test, val, train = *parts, np.sort(rest)
    for name, part in {"training": train, "validation": val, "test": test}.items():
        if not events.liked[part].any():
            fault = f"the {name} part has no liked event: {len(rows)} events are too few"
            raise InputError(f"{fault}, or [split] in params.toml holds out too many")
    return Split(train, val, test, strategy)


def last(events: Interactions, order: Ints, rule: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """Find the last few liked events of each user who has more, and what lies between them.

    Parameters
    ----------
    events, rule : Interactions, dict
        As above.
    order : ndarray of int, shape (n,)
        Rows of events, the earliest first.

    Returns
    -------
    ndarray of bool, shape (n,)
        Users with no more than so many keep them all: there is little enough to learn from.
    """
    k, by_user = rule["last"], np.argsort(events.user[order], kind="stable")
    user, liked = events.user[order[by_user]], events.liked[order[by_user]]
    total = np.bincount(user, weights=liked, minlength=len(events.users))
    before = np.cumsum(liked) - liked - (np.cumsum(total) - total)[user]  # of the same user
    mask = np.zeros(len(order), dtype=bool)
    # From the first of the last k on; another event that stands just before it is still history.
    mask[by_user] = (total[user] > k) & (before + liked > total[user] - k)
    return mask


def latest(events: Interactions, order: Ints, rule: dict[str, Any]) -> npt.NDArray[np.bool_]:
    """Find what is later than a moment: the one nearest to the share of all events.

    Equal times stay together, so that a part may hold another share; it is reported.
    """
    time, size = events.time[order], rule["share"] * len(events.user)
    moments, earlier = np.unique(time, return_index=True)
    after = len(time) - earlier  # events at or after each moment
    return np.asarray(time >= moments[np.abs(after - size).argmin()])
