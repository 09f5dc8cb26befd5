"""The retriever under test, and what is tried of it: BM25 and TF-IDF of letters, fused by rank."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy.stats import rankdata

from .baseline import Query, Retriever, Tfidf
from .okapi import BM25
from .reporting.shares import Floats

SPACE: dict[str, list[Any]] = {"b": [0.25, 0.75], "share": [0.3, 0.5, 0.7], "k": [5, 60]}
LONGEST = 4  # letters in a run; longer ones are words again


class Hybrid:
    """Reciprocal rank fusion: words as BM25 counts them, letters where words are misspelt.

    Formula: Cormack, Clarke and Büttcher, Reciprocal rank fusion, SIGIR 2009, with a weight.

    Parameters
    ----------
    b : float
        Of BM25.
    share : float
        Weight of the letters' ranks; that of the words' is the rest.
    k : int
        How little the first ranks stand out.
    """

    def __init__(self, b: float, share: float, k: int) -> None:
        words, runs = BM25(b=b, language="english"), Tfidf(letters=LONGEST)
        self.parts: list[tuple[float, Retriever]] = [(1 - share, words), (share, runs)]
        self.k = k

    def fit(self, texts: list[str]) -> Self:
        """Index the passages in both ways."""
        for _, part in self.parts:
            part.fit(texts)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up weighted reciprocal ranks; what shares nothing with the question has none."""
        fused = []
        for weight, part in self.parts:
            scores = part.scores(queries)
            fused.append(weight * (scores > 0) / (self.k + rankdata(-scores, "min", axis=1)))
        return np.sum(fused, axis=0)


challenger = Hybrid  # has to prove itself
