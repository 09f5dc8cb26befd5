"""Passages by the vectors of their meaning: cosine, from below which everything is alike."""

from collections.abc import Sequence
from typing import Self

import numpy as np

from .baseline import Query
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
        """Give the cosines; nothing where a passage points the other way."""
        if not len(self.matrix):
            return np.zeros((len(queries), 0))
        # A question and the one before it are one text: together they say what is meant.
        asked = self.encoder.encode([" ".join(reversed(list(query))) for query in queries])
        return np.maximum(asked @ self.matrix.T, 0)
