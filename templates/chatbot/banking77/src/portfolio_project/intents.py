"""Intents told apart by a linear classifier, which learns from the questions in their documents."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_union
from sklearn.svm import LinearSVC

from .baseline import Query, Space, weighted
from .reporting.shares import Floats
from .texts import Texts
from .words import items

SPACE: dict[str, list[Any]] = {"C": [0.1, 0.3, 1.0, 3.0, 10.0]}


class Linear:
    """Support vector machines, one for each document, on TF-IDF of words and of runs of letters.

    A passage is a class; its title and each of its paragraphs or list items is an example of it.

    Parameters
    ----------
    C : float
        How much an example on the wrong side costs, against weights that are small.
    """

    def __init__(self, C: float) -> None:
        self.C = C

    def fit(self, texts: Texts) -> Self:
        """Learn to tell the passages apart."""
        self.size, self.meaning = len(texts.texts), self  # what the confidence looks at as well
        if self.size > 1:
            examples = [(item, i) for i, text in enumerate(texts.texts) for item in items(text)]
            sayings, classes = zip(*examples, strict=True)
            self.features = make_union(
                TfidfVectorizer(token_pattern=r"\w+", ngram_range=(1, 2), sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
            )
            # The seed is of the order in which examples are looked at: they end at one optimum.
            machines = LinearSVC(C=self.C, random_state=0)
            self.machines = machines.fit(self.features.fit_transform(sayings), classes)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Give the margins, each between 0 and 1; zeros where nothing is known of a question."""
        if self.size < 2:  # nothing is to be told apart
            return np.zeros((len(queries), self.size))
        features = self.features.transform([text for query in queries for text in query])
        vectors = weighted(queries) @ features
        margins = self.machines.decision_function(vectors)
        if margins.ndim == 1:  # of two classes, there is one machine
            margins = np.stack([-margins, margins], axis=1)
        defined = np.diff(vectors.indptr) > 0
        return np.asarray(expit(margins) * defined[:, None])


def tiers() -> dict[str, Space]:
    """Give what builds further tiers, and the settings that are tried of each."""
    return {"classifier": (Linear, SPACE)}
