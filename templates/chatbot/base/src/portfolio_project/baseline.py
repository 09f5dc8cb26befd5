"""What has to be beaten: shared words, and TF-IDF. Every retriever has the same two methods."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol, Self

import numpy as np
from scipy.sparse import block_diag
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from .reporting.shares import Floats
from .words import plain, terms

# The question, and what was asked before it, each with its weight.
Query = Mapping[str, float]


class Retriever(Protocol):
    """What every tier is."""

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Score the passages, shape (queries, passages); zero where nothing is shared."""


class Vectors:
    """Scores a passage by the product of its vector and the question's.

    Parameters
    ----------
    vectorizer : CountVectorizer
        What makes a vector of a text.
    """

    def __init__(self, vectorizer: CountVectorizer) -> None:
        self.vectorizer = vectorizer

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""
        try:
            self.matrix = self.vectorizer.fit_transform(texts)
        except ValueError:  # passages without a single term
            self.matrix = np.zeros((len(texts), 0))
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up the weighted products."""
        if not self.matrix.shape[1]:
            return np.zeros((len(queries), self.matrix.shape[0]))
        vectors = self.vectorizer.transform([text for query in queries for text in query])
        weights = block_diag([[list(query.values())] for query in queries], "csr")
        return np.asarray((weights @ (vectors @ self.matrix.T)).toarray())


class Overlap(Vectors):
    """Trivial: how many different words of the question a passage holds."""

    def __init__(self) -> None:
        super().__init__(CountVectorizer(analyzer=plain, binary=True))


class Tfidf(Vectors):
    """Cosine of TF-IDF vectors.

    Parameters
    ----------
    language : str
        Whose endings are cut off, or ``none``; not used where ``letters`` is given.
    letters : int
        Compare runs of 3 to this many letters instead of words, which survives misspelling.
    """

    def __init__(self, language: str = "none", letters: int = 0) -> None:
        how: dict[str, Any] = {"analyzer": partial(terms, language=language)}
        if letters:
            how = {"analyzer": "char_wb", "ngram_range": (3, letters)}
        super().__init__(TfidfVectorizer(sublinear_tf=True, **how))


def counted(query: Query, language: str) -> dict[str, float]:
    """Give each term of a query with its weight."""
    found: dict[str, float] = defaultdict(float)
    for text, weight in query.items():
        for term in terms(text, language):
            found[term] += weight
    return dict(found)
