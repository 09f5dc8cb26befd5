"""The model under test: matrix factorisation of implicit feedback by alternating least squares.

Hu, Koren and Volinsky, Collaborative filtering for implicit feedback datasets, ICDM 2008. With
``p_ui`` 1 where user u took item i and confidence ``c_ui = 1 + alpha p_ui``, it minimises
``sum c_ui (p_ui - x_u . y_i)^2 + penalty (|X|^2 + |Y|^2)``, solving for users and items in turn.
"""

from typing import Any

import numpy as np
from scipy import sparse

from .counts import Counts
from .data import Ints
from .recommender import BLOCK, Recommender
from .reporting.shares import Floats

# More factors follow finer tastes; alpha says how much more an event tells than its absence.
SPACE: dict[str, list[Any]] = {
    "factors": [8, 16, 32],
    "alpha": [1.0, 5.0, 20.0],
    "penalty": [1.0, 10.0, 50.0],
}


class ALS(Recommender):
    """Describe users and items by a few factors each.

    Parameters
    ----------
    factors : int
        Numbers that describe a user, or an item.
    alpha : float
        Confidence that an event adds.
    penalty : float
        Of the factors' squares.
    iterations : int
        Rounds of solving for users and for items; the loss hardly falls after ten.
    """

    def __init__(
        self, factors: int = 16, alpha: float = 5.0, penalty: float = 10.0, iterations: int = 10
    ) -> None:
        self.factors, self.alpha, self.penalty = factors, alpha, penalty
        self.iterations = iterations

    def learn(self, counts: Counts) -> None:
        """Solve for the items' factors, shape (catalogue, factors)."""
        X = counts.liked
        rng = np.random.default_rng(0)  # the same first factors in every run
        self.Y: Floats = rng.normal(scale=0.1, size=(X.shape[1], self.factors))
        flipped = sparse.csr_array(X.T)
        for _ in range(self.iterations):
            self.Y = self.solve(flipped, self.solve(X, self.Y))

    def solve(self, R: sparse.csr_array, Y: Floats) -> Floats:
        """Solve for one side, given the other: ``(Y'CY + penalty I) x = Y'Cp`` for each row.

        Parameters
        ----------
        R : sparse array, shape (b, m)
            1 where there is an event.
        Y : ndarray, shape (m, factors)
            Factors of the columns.

        Returns
        -------
        ndarray, shape (b, factors)
        """
        blocks = [R[start : start + BLOCK] for start in range(0, R.shape[0], BLOCK)]
        i, j = np.triu_indices(self.factors)  # the other half is the same numbers
        whole = np.empty((self.factors, self.factors), dtype=int)
        whole[i, j] = whole[j, i] = np.arange(len(i))
        shared, squares = self.common(Y)[i, j], Y[:, i] * Y[:, j]
        found = []
        for rows in blocks:
            A = (shared + self.alpha * (rows @ squares))[:, whole]
            b = (1 + self.alpha) * (rows @ Y)
            found.append(np.linalg.solve(A, b[:, :, None])[:, :, 0])
        return np.concatenate(found)

    def common(self, Y: Floats) -> Floats:
        """Give what all rows share: ``Y'Y + penalty I``."""
        return Y.T @ Y + self.penalty * np.eye(self.factors)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Fold each history in, which is the last step for users of the training part."""
        X = sparse.csr_array(self.solve(histories, self.Y))
        return np.asarray(X @ np.ascontiguousarray(self.Y.T))

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Divide each score among the history (section 5 of the paper); the parts sum to it."""
        taken = self.Y[history]
        A = self.common(self.Y) + self.alpha * (taken.T @ taken)
        return (1 + self.alpha) * (taken @ np.linalg.solve(A, self.Y[recommended].T))


challenger = ALS
