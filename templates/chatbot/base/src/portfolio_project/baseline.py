"""What has to be beaten: shared words, and TF-IDF. Every retriever has the same two methods."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, Self

import numpy as np
from scipy.sparse import block_diag, csr_array

from .reporting.shares import Floats
from .texts import Analyze, Letters, Plain, Terms, Texts
from .words import terms

# The question, and what was asked before it, each with its weight.
Query = Mapping[str, float]


class Retriever(Protocol):
    """What every tier is."""

    def fit(self, texts: Texts) -> Self:
        """Index the passages."""

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Score the passages, shape (queries, passages); zero where nothing is shared."""


# What builds a tier, and the values that are tried of each setting.
Space = tuple[Callable[..., Retriever], dict[str, list[Any]]]


def weighted(queries: Sequence[Query]) -> Any:
    """Give the weight of each text in each query: csr_array, shape (queries, texts)."""
    return block_diag([[list(query.values())] for query in queries], "csr")


class Overlap:
    """Trivial: how many different words of the question a passage holds."""

    analyze = Plain()

    def fit(self, texts: Texts) -> Self:
        """Index the passages."""
        self.texts, self.matrix = texts, texts.counts(self.analyze).sign()
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Count."""
        counts = self.texts.tally(self.analyze, [text for query in queries for text in query])
        return np.asarray((weighted(queries) @ counts.sign() @ self.matrix.T).toarray())


class Tfidf:
    """Cosine of TF-IDF vectors.

    Parameters
    ----------
    language : str
        Whose endings are cut off, or ``none``; not used where ``letters`` is given.
    letters : int
        Compare runs of 3 to this many letters instead of words, which survives misspelling.
    """

    def __init__(self, language: str = "none", letters: int = 0) -> None:
        self.analyze: Analyze = Letters(3, letters) if letters else Terms(language)

    def fit(self, texts: Texts) -> Self:
        """Index the passages."""
        self.texts, counts = texts, texts.counts(self.analyze)
        df = counts.sign().sum(0)  # in how many passages each part is
        idf = np.log((1 + counts.shape[0]) / (1 + df)) + 1
        self.idf = np.where(df > 0, idf, 0.0)
        self.matrix = texts.cached(("tfidf", self.analyze), lambda: self.weigh(counts))
        return self

    def weigh(self, counts: Any) -> Any:
        """Weigh parts by their rarity, and by the logarithm of their count; scale rows to 1."""
        data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        vectors = csr_array((data, counts.indices, counts.indptr), counts.shape)
        lengths = np.sqrt(vectors.power(2).sum(1))
        vectors.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(vectors.indptr))
        return vectors

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up the weighted cosines."""
        counts = self.texts.tally(self.analyze, [text for query in queries for text in query])
        return np.asarray((weighted(queries) @ self.weigh(counts) @ self.matrix.T).toarray())


def weights_of(query: Query, language: str) -> dict[str, float]:
    """Give each term of a query with its weight."""
    weights: dict[str, float] = defaultdict(float)
    for text, weight in query.items():
        for term in terms(text, language):
            weights[term] += weight
    return dict(weights)
