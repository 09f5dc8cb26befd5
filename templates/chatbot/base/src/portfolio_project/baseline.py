"""What has to be beaten: shared words, and TF-IDF. Every retriever has the same two methods."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Protocol, Self

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from .intervals import Floats
from .words import plain, terms

# The question, and what was asked before it, each with its weight.
Query = Mapping[str, float]


class Retriever(Protocol):
    """What every tier is."""

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""

    def scores(self, query: Query) -> Floats:
        """Score each passage, shape (passages,); zero where nothing is shared."""


class Overlap:
    """Trivial: how many different words of the question a passage holds."""

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""
        self.words = [set(plain(text)) for text in texts]
        return self

    def scores(self, query: Query) -> Floats:
        """Count shared words."""
        parts = [(weight, set(plain(text))) for text, weight in query.items()]
        return np.array([sum(w * len(words & asked) for w, asked in parts) for words in self.words])


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
        how: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, letters)}
        if not letters:
            how = {"analyzer": Terms(language)}
        self.vectorizer = TfidfVectorizer(sublinear_tf=True, **how)

    def fit(self, texts: list[str]) -> Self:
        """Index the passages."""
        try:
            self.matrix = self.vectorizer.fit_transform(texts)
        except ValueError:  # passages without a single term
            self.matrix = np.zeros((len(texts), 0))
        return self

    def scores(self, query: Query) -> Floats:
        """Add up the weighted cosines."""
        if not self.matrix.shape[1]:
            return np.zeros(self.matrix.shape[0])
        vectors = self.vectorizer.transform(list(query))
        return np.asarray((self.matrix @ vectors.T) @ np.array(list(query.values())))


class Terms:
    """The analyser of one language, as an object that can be saved."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str) -> list[str]:
        """Give the terms of a text."""
        return terms(text, self.language)


def counted(query: Query, language: str) -> dict[str, float]:
    """Give each term of a query with its weight."""
    found: dict[str, float] = defaultdict(float)
    for text, weight in query.items():
        for term in terms(text, language):
            found[term] += weight
    return dict(found)
