"""BM25, by ``bm25s``: the variant of Lucene, with the question's terms weighted."""

from collections.abc import Sequence
from typing import Self

import bm25s
import numpy as np

from .baseline import Query, counted
from .reporting.shares import Floats
from .words import terms


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
        self.language = language
        self.index = bm25s.BM25(k1=k1, b=b, method="lucene", dtype="float64")

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""
        tokens = [terms(text, self.language) for text in texts]
        self.known, self.size = {term for found in tokens for term in found}, len(texts)
        if self.known:
            self.index.index(tokens, show_progress=False)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up the weighted score of each term."""
        total = np.zeros((len(queries), self.size))
        for i, query in enumerate(queries):
            for term, weight in counted(query, self.language).items():
                if term in self.known:
                    total[i] += weight * self.index.get_scores([term])
        return total
