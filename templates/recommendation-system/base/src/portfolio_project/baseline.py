"""What the model has to beat: chance, popularity, and the items' nearest neighbours."""

import itertools
from typing import Any

import numpy as np
from scipy import sparse

from .counts import Counts
from .data import Ints
from .recommender import Recommender
from .reporting.shares import Floats

# Many neighbours blur tastes, few are noise; shrinkage holds back pairs that few users took.
SPACE: dict[str, list[Any]] = {"neighbours": [50, 100, 200, 400], "shrinkage": [0.0, 20.0, 100.0]}


class Random(Recommender):
    """Rank the catalogue by chance, again for every user; nothing is learned.

    Parameters
    ----------
    seed : int
        Makes the lists of one call the same in every run.
    """

    needs_history = False

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def learn(self, counts: Counts) -> None:
        """Learn nothing."""

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Draw scores."""
        return np.random.default_rng(self.seed).random(histories.shape)


class Popularity(Recommender):
    """Rank by the number of users who took an item: the same list for everybody."""

    def learn(self, counts: Counts) -> None:
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

    @classmethod
    def prepare(cls, counts: Counts, settings: list[dict[str, Any]]) -> None:
        """Find the nearest of each item, for every shrinkage, while X'X is counted once."""
        most = max(one["neighbours"] for one in settings)
        norm, shrinkages = np.sqrt(counts.popularity), {one["shrinkage"] for one in settings}
        by_shrinkage: dict[float, list[tuple[Any, ...]]] = {value: [] for value in shrinkages}
        start = 0
        for block in counts.cooccurrence(len(norm)):
            row, size = block.indices, np.diff(block.indptr)
            column = np.repeat(np.arange(start, start + len(size), dtype=row.dtype), size)
            for shrinkage, parts in by_shrinkage.items():
                value = block.data / (norm[row] * norm[column] + shrinkage)
                value[row == column] = -np.inf  # an item is not a neighbour of itself
                each = [nearest(value[a:b], most) for a, b in itertools.pairwise(block.indptr)]
                rank = np.concatenate([np.arange(len(some), dtype=row.dtype) for some in each])
                flat = np.repeat(block.indptr[:-1], [len(some) for some in each])
                flat = flat + np.concatenate(each)
                parts.append((value[flat], row[flat], column[flat], rank))
            start += len(size)
        for shrinkage, parts in by_shrinkage.items():
            joined = map(np.concatenate, zip(*parts, strict=True))
            counts.cache["nearest", shrinkage] = (most, *joined)

    def learn(self, counts: Counts) -> None:
        """Keep the similarities of the nearest, shape (catalogue, catalogue).

        Memory grows with the items times ``neighbours``, never with the square of the items.
        """
        key, m = ("nearest", self.shrinkage), len(self.catalogue)
        if counts.cache.get(key, (0,))[0] < self.neighbours:
            self.prepare(counts, [{"neighbours": self.neighbours, "shrinkage": self.shrinkage}])
        _, value, row, column, rank = counts.cache[key]
        near = rank < self.neighbours
        self.similarity = sparse.csr_array((value[near], (row[near], column[near])), shape=(m, m))

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum what each item of the history says."""
        return np.asarray((histories @ self.similarity).toarray())

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Give the similarities themselves."""
        return np.asarray(self.similarity[history][:, recommended].toarray())


def nearest(similarity: Floats, most: int) -> Ints:
    """Give the places of the highest values above -inf, the highest first; of equals the first."""
    if len(similarity) > most:
        worst = np.partition(similarity, -most)[-most]
        some = np.flatnonzero(similarity >= worst)
    else:
        some = np.arange(len(similarity))
    order = some[np.argsort(-similarity[some], kind="stable")][:most]
    return order[similarity[order] > -np.inf]
