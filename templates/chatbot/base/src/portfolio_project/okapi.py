"""BM25: the variant of Lucene, with the question's terms weighted."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from .baseline import Query, weighted
from .reporting.shares import Floats
from .texts import Terms, Texts


class BM25:
    """Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond, 2009.

    Parameters
    ----------
    k1 : float
        How soon a word that is repeated stops counting for more.
    b : float
        How much a long passage is held back: 0 not at all, 1 in full.
    language : str
        Whose endings are cut off, or ``none``.
    """

    def __init__(self, k1: float = 1.2, b: float = 0.75, language: str = "none") -> None:
        self.k1, self.b, self.analyze = k1, b, Terms(language)

    def fit(self, texts: Texts) -> Self:
        """Index the passages."""
        self.texts, counts = texts, texts.counts(self.analyze)
        df, sizes = counts.sign().sum(0), counts.sum(1)
        idf = np.log(1 + (counts.shape[0] - df + 0.5) / (df + 0.5))
        penalty = 1 - self.b + self.b * sizes / max(sizes.sum() / max(len(sizes), 1), 1e-12)
        rows = np.repeat(np.arange(len(sizes)), np.diff(counts.indptr))
        data = idf[counts.indices] * counts.data / (counts.data + self.k1 * penalty[rows])
        self.matrix = csr_array((data, counts.indices, counts.indptr), counts.shape)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up the weighted score of each term."""
        counts = self.texts.tally(self.analyze, [text for query in queries for text in query])
        return np.asarray((weighted(queries) @ counts @ self.matrix.T).toarray())
