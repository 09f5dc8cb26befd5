"""The model under test: EASE, a linear model from items to items with a closed form.

Steck, Embarrassingly shallow autoencoders for sparse data, WWW 2019. It minimises
``|X - XB|^2 + penalty |B|^2`` with a zero diagonal. With ``P = (X'X + penalty I)^-1`` the answer is
``B_ij = -P_ij / P_jj``.
"""

from typing import Any

import numpy as np
from scipy import linalg, sparse

from .data import Ints
from .project import InputError
from .recommender import Recommender
from .reporting.intervals import Floats

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

    def learn(self, X: sparse.csr_array) -> None:
        """Solve for the weights, shape (catalogue, catalogue).

        Raises
        ------
        InputError
            When that would take more memory than ``BUDGET``.
        """
        m = X.shape[1]
        if 8 * COPIES * m**2 > BUDGET:
            size = f"EASE holds {COPIES} matrices of items x items x 8 bytes: {m} items take"
            need = f"{size} {8 * COPIES * m**2 / 1e9:.1f} of {BUDGET / 1e9:.1f} GB"
            cure = "raise catalogue.fewest in params.toml, or use ALS, which grows with the items"
            raise InputError(f"{need}: {cure}, or raise BUDGET in model.py")
        G = (X.T @ X).toarray()
        G[np.diag_indices(m)] += self.penalty
        P = linalg.inv(G, overwrite_a=True, check_finite=False)
        P /= -np.diag(P)
        P[np.diag_indices(m)] = 0.0
        self.weights: Floats = np.ascontiguousarray(P)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum the weights of what was taken."""
        return np.asarray(histories @ self.weights)

    def reasons(self, history: Ints, recommended: Ints) -> Floats:
        """Give the weights themselves."""
        return self.weights[np.ix_(history, recommended)]


challenger = EASE
