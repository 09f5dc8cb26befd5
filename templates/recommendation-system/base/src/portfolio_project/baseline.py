"""What the model has to beat: chance, popularity, and the items' nearest neighbours."""

import itertools
from typing import Any

import numpy as np
from scipy import sparse

from .data import Ints
from .recommender import Counts, Recommender, top
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

    needs_history = False

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def learn(self, known: Counts) -> None:
        """Learn nothing."""

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Draw scores."""
        return np.random.default_rng(self.seed).random(histories.shape)


class Popularity(Recommender):
    """Rank by the number of users who took an item: the same list for everybody."""

    def learn(self, known: Counts) -> None:
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

    def learn(self, known: Counts) -> None:
        """Keep the nearest of each item, shape (catalogue, catalogue); of equals, the popular ones.

        No more is held in memory than X'X of a few items, and ``neighbours`` for each item.
        """
        norm, found, done = np.sqrt(self.popularity), [], 0
        for block in known.together():
            row = block.indices
            column = np.repeat(np.arange(done, done + block.shape[1]), np.diff(block.indptr))
            value = block.data / (norm[row] * norm[column] + self.shrinkage)
            value[row == column] = -np.inf  # an item is no neighbour of itself
            near = np.zeros(len(value), dtype=bool)
            for start, end in itertools.pairwise(block.indptr):
                places = top(value[None, start:end], self.neighbours)[0][0]
                near[start + places[places >= 0]] = True
            found.append((value[near], row[near], column[near]))
            done += block.shape[1]
        values, rows, columns = map(np.concatenate, zip(*found, strict=True))
        shape = (len(norm), len(norm))
        self.similarity = sparse.csr_array((values, (rows, columns)), shape=shape)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum what each item of the history says."""
        return np.asarray((histories @ self.similarity).toarray())

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Give the similarities themselves."""
        return np.asarray(self.similarity[history][:, recommended].toarray())
