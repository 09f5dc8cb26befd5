"""What the model has to beat: chance, popularity, and the items' nearest neighbours."""

from typing import Any

import numpy as np
from scipy import sparse

from .data import Ints
from .recommender import Recommender
from .reporting.intervals import Floats

# Many neighbours blur tastes, few are noise; shrinkage holds back pairs that few users took.
SPACE: dict[str, list[Any]] = {"neighbours": [50, 100, 200, 400], "shrinkage": [0.0, 20.0, 100.0]}


class Random(Recommender):
    """Rank the catalogue by chance, anew for every user; nothing is learned.

    Parameters
    ----------
    seed : int
        Makes the lists of one call the same in every run.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def learn(self, X: sparse.csr_array) -> None:
        """Learn nothing."""

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Draw scores."""
        return np.random.default_rng(self.seed).random(histories.shape)


class Popularity(Recommender):
    """Rank by the number of users who took an item: the same list for everybody."""

    def learn(self, X: sparse.csr_array) -> None:
        """Learn nothing more than what every tier counts."""

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Repeat the counts."""
        return np.tile(self.popularity, (histories.shape[0], 1))


class ItemKNN(Recommender):
    """Sum the similarities of an item to what the user took, over the item's nearest neighbours.

    Cosine with shrinkage: ``s_ij = x_i . x_j / (|x_i| |x_j| + shrinkage)``; after
    Sarwar et al., 2001, and Bell and Koren, 2007.

    Parameters
    ----------
    neighbours : int
        Similar items that count for each item.
    shrinkage : float
        Holds back similarities that rest on few users.
    """

    def __init__(self, neighbours: int = 100, shrinkage: float = 10.0) -> None:
        self.neighbours, self.shrinkage = neighbours, shrinkage

    def learn(self, X: sparse.csr_array) -> None:
        """Compute the similarities and keep the nearest, shape (catalogue, catalogue)."""
        together = sparse.coo_array(X.T @ X)
        norm = np.sqrt(self.popularity)
        apart = together.row != together.col
        row, col = together.row[apart], together.col[apart]
        value = together.data[apart] / (norm[row] * norm[col] + self.shrinkage)
        order = np.lexsort((row, -value, col))  # for each item its neighbours, nearest first
        first = np.searchsorted(col[order], np.arange(len(norm)))
        near = order[np.arange(len(order)) - first[col[order]] < self.neighbours]
        shape = (len(norm), len(norm))
        self.similarity = sparse.csr_array((value[near], (row[near], col[near])), shape=shape)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum what each item of the history says."""
        return np.asarray((histories @ self.similarity).toarray())

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Give the similarities themselves."""
        return np.asarray(self.similarity[history][:, recommended].toarray())
