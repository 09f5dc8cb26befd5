"""What is counted of some events, once for every tier and setting that learns from them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from scipy import sparse

from .data import Interactions, Ints
from .reporting.shares import Floats

COLUMNS = 500  # items whose neighbours are counted at a time
MEMORY = 4e8  # bytes that X'X may take when it is kept
PAIR = 12  # bytes of one pair of items in it


class Counts:
    """What is counted of some events, once for every tier and setting that learns from them.

    The catalogue is kept in the order of falling popularity, so that equal scores are ranked by
    popularity, and then by name. Its items are those that enough users liked in these events.

    Parameters
    ----------
    events : Interactions
        The events to learn from, with all names that there are.
    fewest : int
        Liked events that an item needs to be in the catalogue.

    Attributes
    ----------
    catalogue : ndarray of int
        Positions of its items among all.
    liked, seen : sparse arrays, shape (users, catalogue)
        1 where a user liked an item, and where a user took it, liked or not.
    popularity : ndarray, shape (catalogue,)
        Users who liked each item.
    """

    def __init__(self, events: Interactions, fewest: int = 1) -> None:
        liked, self.users, self.items = (
            events.take(events.liked).matrix(),
            events.users,
            events.items,
        )
        counts = liked.sum(0)
        order = np.argsort(-counts, kind="stable")
        self.catalogue: Ints = order[: int((counts >= max(fewest, 1)).sum())]
        self.popularity: Floats = counts[self.catalogue]
        self.liked = sparse.csr_array(liked[:, self.catalogue])
        self.seen = sparse.csr_array(events.matrix()[:, self.catalogue])
        self.cache: dict[Any, Any] = {}  # what tiers count once for all their settings

    def cooccurrence(self, first: int) -> Iterable[sparse.csc_array]:
        """Count the users who liked both of two items, X'X, for ``COLUMNS`` items at a time.

        Kept for other tiers where all of it is sure to fit into ``MEMORY``.

        Parameters
        ----------
        first : int
            So many columns are needed.
        """
        if "cooccurrence" in self.cache:
            return list[sparse.csc_array](self.cache["cooccurrence"])
        m, flipped = len(self.catalogue), sparse.csr_array(self.liked.T)
        fits = PAIR * min((self.liked.sum(1) ** 2).sum(), m**2) <= MEMORY
        starts = range(0, m if fits else first, COLUMNS)
        blocks = (sparse.csc_array(flipped @ self.liked[:, a : a + COLUMNS]) for a in starts)
        if not fits:
            return blocks
        self.cache["cooccurrence"] = list(blocks)
        return self.cooccurrence(first)
