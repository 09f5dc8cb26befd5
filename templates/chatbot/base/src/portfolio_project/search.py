"""Passages looked up: the best piece of each section, and how sure the ranking looks."""

import copy
from collections import Counter
from dataclasses import dataclass
from typing import Self

import numpy as np

from .baseline import Query, Retriever, Tfidf, counted
from .conversation import resolve
from .corpus import Passage
from .intervals import Floats
from .words import terms

DEPTH = 10  # sources that are kept: the most that hit@k, MRR and nDCG look at


@dataclass(frozen=True)
class Found:
    """What a query found.

    Parameters
    ----------
    query : mapping of str to float
        What was looked up.
    passages : list of Passage
        Best first, one for each source; none that shares nothing with the query.
    first : int
        Place of the first one in the index; -1 where nothing was found.
    """

    query: Query
    passages: list[Passage]
    first: int

    def rank(self, source: str | None) -> float:
        """Give the place of a source, counted from 1; infinite where it is not among them."""
        sources = [passage.source for passage in self.passages]
        return sources.index(source) + 1 if source in sources else np.inf


class Index:
    """Passages and the retriever that ranks them.

    Parameters
    ----------
    passages : list of Passage
        What can be found; nothing else is ever indexed.
    retriever : Retriever
        A copy of it is fitted here.
    language : str
        Whose endings are cut off when words are compared.
    weight : float
        Of the words of the turn before, in a question that leans on it.
    """

    def __init__(
        self, passages: list[Passage], retriever: Retriever, language: str, weight: float
    ) -> None:
        texts = [f"{passage.title}\n{passage.text}" for passage in passages]
        self.passages, self.language, self.weight = passages, language, weight
        self.retriever = copy.deepcopy(retriever).fit(texts)
        self.letters = Tfidf(letters=4).fit(texts)
        self.terms = [set(terms(text, language)) for text in texts]
        self.spread = Counter(term for found in self.terms for term in found)

    def over(self, passages: list[Passage]) -> Self:
        """Give the same index over other passages."""
        return type(self)(passages, self.retriever, self.language, self.weight)

    def look_up(self, question: str, before: str | None = None) -> Found:
        """Find passages for a question, together with the turn before where it leans on it."""
        return self.search(resolve(question, before, self.weight))

    def search(self, query: Query) -> Found:
        """Rank the passages."""
        scores, best = self.retriever.scores(query), dict[str, int]()
        for place in np.argsort(-scores, kind="stable"):
            if scores[place] <= 0 or len(best) == DEPTH:
                break
            best.setdefault(self.passages[place].source, int(place))
        places = list(best.values())
        return Found(query, [self.passages[place] for place in places], [*places, -1][0])

    def signals(self, found: Found) -> Floats:
        """Measure how sure the first passage looks.

        Returns
        -------
        ndarray, shape (3,)
            Share of the question's weight in words that the passage holds; cosine of the two by
            letters; how far that is above the cosine of the best other passage. Zeros where
            nothing was found.
        """
        query, first = found.query, found.first
        if first < 0:
            return np.zeros(3)
        asked = counted(query, self.language)
        n = len(self.passages)  # a word that stands in few passages, or in none, weighs more
        weights = {t: w * np.log(1 + n / (self.spread[t] + 0.5)) for t, w in asked.items()}
        shared = sum(weight for term, weight in weights.items() if term in self.terms[first])
        alike = self.letters.scores(query) / np.linalg.norm(list(query.values()))
        source = self.passages[first].source
        others = [a for a, p in zip(alike, self.passages, strict=True) if p.source != source]
        ahead = alike[first] - max(others, default=0.0)
        return np.array([shared / max(sum(weights.values()), 1e-12), alike[first], ahead])
