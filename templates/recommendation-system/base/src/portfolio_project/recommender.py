"""One interface for every tier: ``fit(interactions)``, ``recommend(users, n, exclude_seen)``.

What a tier adds is how it scores a history. Sparse rows are multiplied one by one, in a fixed
order, so a user gets the same list alone and among others.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy import sparse

from .data import Interactions, Ints, Names
from .reporting.intervals import Floats

BLOCK = 1000  # users that are scored at a time: 80 MB for 10,000 items


class Recommender(ABC):
    """Learns from events, and ranks the whole catalogue for any history.

    The catalogue is kept in the order of falling popularity, so that equal scores are ranked by
    popularity, and then by name. Its items are those with enough training events; a history is a
    row over the catalogue, and an item outside of it neither counts nor is recommended.
    """

    def fit(self, interactions: Interactions, fewest: int = 1) -> Self:
        """Learn from events.

        Parameters
        ----------
        interactions : Interactions
            The events to learn from, with all names that there are.
        fewest : int
            Events that an item needs to be in the catalogue.
        """
        X = interactions.matrix()
        counts = X.sum(0)
        order = np.argsort(-counts, kind="stable")
        self.catalogue: Ints = order[: int((counts >= max(fewest, 1)).sum())]
        self.users, self.items = interactions.users, interactions.items
        self.seen = sparse.csr_array(X[:, self.catalogue])
        self.popularity: Floats = counts[self.catalogue]
        self.learn(self.seen)
        return self

    @abstractmethod
    def learn(self, X: sparse.csr_array) -> None:
        """Learn from who took what, shape (users, catalogue)."""

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

    def histories(self, users: Sequence[str] | Names) -> sparse.csr_array:
        """Give what users took, shape (b, catalogue); an unknown user took nothing."""
        names = np.asarray(users, dtype=str)
        place = np.minimum(np.searchsorted(self.users, names), len(self.users) - 1)
        known = (self.users[place] == names).astype(float)
        return sparse.csr_array(sparse.diags_array(known) @ self.seen[place])

    def recommend(self, users: Sequence[str] | Names, n: int, exclude_seen: bool = True) -> Ints:
        """Recommend ``n`` items to each user.

        Parameters
        ----------
        users : sequence of str, length b
            Names; an unknown one gets what is popular.
        n : int
            Length of a list.
        exclude_seen : bool
            Whether to leave out what the user took already.

        Returns
        -------
        ndarray of int, shape (b, n)
            Positions in ``items``, best first; -1 where nothing is left to recommend.
        """
        parts = [users[start : start + BLOCK] for start in range(0, len(users), BLOCK)]
        blocks = [self.rank(self.histories(part), n, exclude_seen)[0] for part in parts]
        places = np.concatenate([np.empty((0, n), dtype=np.intp), *blocks])
        return np.where(places < 0, -1, self.catalogue[places])

    def rank(self, histories: sparse.csr_array, n: int, exclude_seen: bool) -> tuple[Ints, Floats]:
        """Rank the catalogue for histories; an empty one is answered with what is popular.

        Returns
        -------
        places : ndarray of int, shape (b, n)
            In the catalogue, best first, -1 where nothing is left.
        scores : ndarray, shape (b, n)
            Of those places.
        """
        scores = self.scores(histories)
        scores[histories.sum(1) == 0] = self.popularity
        if exclude_seen:
            scores[histories.nonzero()] = -np.inf
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
    places, scores : ndarrays, shape (b, n)
        -1 and -inf where a row has fewer than n.
    """
    lacking = max(n - scores.shape[1], 0)
    scores = np.pad(scores, ((0, 0), (0, lacking)), constant_values=-np.inf)
    worst = np.partition(scores, -n, axis=1)[:, [-n]]
    better, equal = scores > worst, scores == worst
    room = n - better.sum(1, keepdims=True)
    chosen = (better | (equal & (np.cumsum(equal, 1) <= room))).nonzero()[1].reshape(-1, n)
    order = np.argsort(-np.take_along_axis(scores, chosen, 1), axis=1, kind="stable")
    places = np.take_along_axis(chosen, order, 1)
    kept = np.take_along_axis(scores, places, 1)
    return np.where(np.isneginf(kept), -1, places), kept
