"""One interface for every tier: ``fit(interactions)``, ``recommend(users, n, exclude_seen)``.

What a tier adds is how it scores a history. Sparse rows are multiplied one by one, in a fixed
order, so a user gets the same list alone and among others.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy import sparse

from .counts import Counts
from .data import Interactions, Ints, Names
from .reporting.shares import Floats

BLOCK = 1000  # users that are scored at a time: 80 MB for 10,000 items


class Recommender(ABC):
    """Learns from events, and ranks the whole catalogue for any history.

    A history is a row over the catalogue, 1 where an item was liked; an item outside of the
    catalogue neither counts nor is recommended.
    """

    needs_history = True  # without one, what is popular is recommended

    def fit(self, interactions: Interactions | Counts, fewest: int = 1) -> Self:
        """Learn from events, or from what was counted of them already.

        Parameters
        ----------
        interactions : Interactions or Counts
            The events to learn from.
        fewest : int
            Liked events that an item needs to be in the catalogue.
        """
        counts = interactions if isinstance(interactions, Counts) else Counts(interactions, fewest)
        self.users, self.items, self.catalogue = counts.users, counts.items, counts.catalogue
        self.liked, self.seen, self.popularity = counts.liked, counts.seen, counts.popularity
        self.ranked = len(self.catalogue)  # items that a tier can tell apart, the most popular ones
        self.learn(counts)
        return self

    @classmethod  # noqa: B027
    def prepare(cls, counts: Counts, settings: list[dict[str, Any]]) -> None:
        """Count once, into ``known.kept``, what learning under each of these settings needs."""

    @abstractmethod
    def learn(self, counts: Counts) -> None:
        """Learn from what was counted."""

    @abstractmethod
    def scores(self, histories: sparse.csr_array) -> Floats:
        """Score the catalogue for each history, shape (b, catalogue)."""

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Say how much each item of a history adds to the score of each recommended item.

        Parameters
        ----------
        history, recommended : ndarray of int, shapes (h,) and (r,)
            Places in the catalogue.

        Returns
        -------
        ndarray, shape (h, r)
            Nothing but zeros where a tier does not look at the history.
        """
        return np.zeros((len(history), len(recommended)))

    def rows(self, users: Sequence[str] | Names, of: sparse.csr_array) -> sparse.csr_array:
        """Give some users' rows of ``liked`` or ``seen``, shape (b, catalogue).

        An unknown user has an empty one.
        """
        names = np.asarray(users, dtype=str)
        row = np.minimum(np.searchsorted(self.users, names), len(self.users) - 1)
        known = (self.users[row] == names).astype(float)
        return sparse.csr_array(sparse.diags_array(known) @ of[row])

    def recommend(self, users: Sequence[str] | Names, n: int, exclude_seen: bool = True) -> Ints:
        """Recommend ``n`` items to each user.

        Parameters
        ----------
        users : sequence of str, length b
            Names; an unknown one gets what is popular.
        n : int
            Length of a list.
        exclude_seen : bool
            Whether to leave out what the user took already, liked or not.

        Returns
        -------
        ndarray of int, shape (b, n)
            Positions in ``items``, best first; -1 where nothing is left to recommend.
        """
        ranked = [np.empty((0, n), dtype=np.intp)]
        for start in range(0, len(users), BLOCK):
            some = users[start : start + BLOCK]
            seen = self.rows(some, self.seen) if exclude_seen else None
            ranked.append(self.rank(self.rows(some, self.liked), n, seen)[0])
        positions = np.concatenate(ranked)
        return np.where(positions < 0, -1, self.catalogue[positions])

    def rank(
        self, histories: sparse.csr_array, n: int, seen: sparse.csr_array | None
    ) -> tuple[Ints, Floats]:
        """Rank the catalogue for histories; an empty one is answered with what is popular.

        Parameters
        ----------
        histories : sparse array, shape (b, catalogue)
            What was liked.
        n : int
            Length of a list.
        seen : sparse array, shape (b, catalogue), optional
            What is left out.

        Returns
        -------
        places : ndarray of int, shape (b, n)
            In the catalogue, best first, -1 where nothing is left.
        scores : ndarray, shape (b, n)
            Of those places.
        """
        scores = self.scores(histories)
        if self.needs_history:
            scores[histories.sum(1) == 0] = self.popularity
        if seen is not None:
            scores[seen.nonzero()] = -np.inf
        return top(scores, n)


def top(scores: Floats, n: int) -> tuple[Ints, Floats]:
    """Find the ``n`` best of each row; of equal scores, those that come first.

    Parameters
    ----------
    scores : ndarray, shape (b, m)
        -inf where an item must not be recommended.
    n : int
        May be more than m.

    Returns
    -------
    positions, scores : ndarrays, shape (b, n)
        -1 and -inf where a row has fewer than n.
    """
    if missing := max(n - scores.shape[1], 0):
        scores = np.pad(scores, ((0, 0), (0, missing)), constant_values=-np.inf)
    worst = np.partition(scores, -n, axis=1)[:, [-n]]
    row, column = (scores >= worst).nonzero()
    value = scores[row, column]
    equal = value == worst[row, 0]
    free = n - np.bincount(row[~equal], minlength=len(scores))
    before = np.cumsum(equal) - equal  # of equal ones, in all rows; then in this one
    before -= before[np.searchsorted(row, np.arange(len(scores)))][row]
    kept = ~equal | (before < free[row])
    positions, best = column[kept].reshape(-1, n), value[kept].reshape(-1, n)
    order = np.argsort(-best, axis=1, kind="stable")
    positions, best = (np.take_along_axis(x, order, 1) for x in (positions, best))
    return np.where(np.isneginf(best), -1, positions), best
