"""Words, letters and vectors, fused by rank, and what is tried of that."""

import copy
from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy.stats import rankdata

from .baseline import Query, Retriever, Tfidf
from .okapi import BM25
from .reporting.shares import Floats
from .static import Static
from .texts import Texts
from .vectors import Vectors

SPACE: dict[str, list[Any]] = {
    "b": [0.25, 0.75],
    "letters": [0.2, 0.4],
    "meaning": [0.2, 0.4],
    "k": [5, 60],
}
LONGEST = 4  # letters in a run; longer ones are words again


class Hybrid:
    """Reciprocal rank fusion: words as BM25 counts them, letters for misspelling, and meaning.

    Formula: Cormack, Clarke and Büttcher, Reciprocal rank fusion, SIGIR 2009, with weights.

    Parameters
    ----------
    language : str
        Of the passages.
    b : float
        Of BM25.
    letters, meaning : float
        Weight of the ranks by letters and by vectors; that of the words' is the rest.
    k : int
        How little the first ranks stand out.
    """

    def __init__(self, language: str, b: float, letters: float, meaning: float, k: int) -> None:
        self.parts: list[tuple[float, Retriever]] = [
            (1 - letters - meaning, BM25(b=b, language=language)),
            (letters, Tfidf(letters=LONGEST)),
            (meaning, Vectors(Static())),
        ]
        self.k = k

    def fit(self, texts: Texts) -> Self:
        """Index the passages in each way."""
        self.parts = [(weight, copy.copy(part).fit(texts)) for weight, part in self.parts]
        self.meaning = self.parts[-1][1]  # what a signal of the confidence looks at
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up weighted reciprocal ranks; what shares nothing with the question has none."""
        fused = []
        for weight, part in self.parts:
            scores = part.scores(queries)
            fused.append(weight * (scores > 0) / (self.k + rankdata(-scores, "min", axis=1)))
        return np.sum(fused, axis=0)
