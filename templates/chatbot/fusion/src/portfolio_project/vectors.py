"""Passages by the vectors of their meaning: cosine, from below which everything is alike."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from .baseline import Query, weighted
from .reporting.shares import Floats
from .texts import Encoder, Texts


class Vectors:
    """Scores a passage by the cosine of its vector and the question's.

    Parameters
    ----------
    encoder : Encoder
        What makes vectors.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def fit(self, texts: Texts) -> Self:
        """Index the passages."""
        self.matrix = texts.vectors(self.encoder)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up the weighted cosines; nothing where a passage points the other way."""
        if not len(self.matrix):
            return np.zeros((len(queries), 0))
        asked = self.encoder.encode([text for query in queries for text in query])
        return np.maximum(weighted(queries) @ asked @ self.matrix.T, 0)
