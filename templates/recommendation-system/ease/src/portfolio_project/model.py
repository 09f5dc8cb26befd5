"""The model under test: EASE, a linear model from items to items with a closed form.

Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019. It minimises
``|X - XB|^2 + penalty |B|^2`` with a zero diagonal. With ``P = (X'X + penalty I)^-1`` the answer is
``B_ij = -P_ij / P_jj``.
"""

from typing import Any

import numpy as np
from scipy import linalg, sparse

from .counts import COLUMNS, Counts
from .data import Ints
from .recommender import Recommender
from .reporting.shares import Floats

# From "nearly the data itself" to "hardly anything but popularity".
SPACE: dict[str, list[Any]] = {"penalty": [25.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1600.0]}

BUDGET = 1.2e9  # bytes that fitting may take: 5,000 items, where the process stays below 2 GiB
COPIES = 6  # matrices of items x items: counts, their factor and inverse, and one for each tier


class EASE(Recommender):
    """Predict what a user takes from what the user took.

    Parameters
    ----------
    penalty : float
        Of the weights' squares; with few events it has to be high.
    """

    def __init__(self, penalty: float = 100.0) -> None:
        self.penalty = penalty

    @classmethod
    def prepare(cls, counts: Counts, settings: list[dict[str, Any]]) -> None:  # noqa: ARG003
        """Fill X'X of the most popular items whose weights fit into ``BUDGET``, shape (m, m)."""
        m = min(len(counts.catalogue), int((BUDGET / (8 * COPIES)) ** 0.5))
        G = np.empty((m, m))
        for start, block in zip(range(0, m, COLUMNS), counts.cooccurrence(m), strict=False):
            G[:, start : start + block.shape[1]] = block[:m, : m - start].toarray()
        counts.cache["square"] = G

    def learn(self, counts: Counts) -> None:
        """Solve for the weights, shape (m, m)."""
        if "square" not in counts.cache:
            self.prepare(counts, [])
        G: Floats = counts.cache["square"].copy()
        m = self.ranked = len(G)
        G[np.diag_indices(m)] += self.penalty
        P = linalg.inv(G, overwrite_a=True, check_finite=False)
        P /= -np.diag(P)
        P[np.diag_indices(m)] = 0.0
        self.weights: Floats = np.ascontiguousarray(P)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum the weights of what was liked; an item without weights is never recommended."""
        scores = np.full(histories.shape, -np.inf)
        scores[:, : self.ranked] = histories[:, : self.ranked] @ self.weights
        return scores

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Give the weights themselves."""
        parts = np.zeros((len(history), len(recommended)))
        row, column = history < self.ranked, recommended < self.ranked
        parts[np.ix_(row, column)] = self.weights[np.ix_(history[row], recommended[column])]
        return parts


challenger = EASE
