"""Passages looked up: the best piece of each section, and how sure the ranking looks."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from .baseline import Query, Retriever, Tfidf, weights_of
from .conversation import resolve
from .corpus import Passage
from .reporting.shares import Floats
from .texts import Terms, Texts
from .words import terms

LETTERS = 4  # in a run at most; longer ones are words again
DEPTH = 10  # sources that are kept: the most that hit@k, MRR and nDCG look at
BLOCK = 200  # queries that are scored at a time, each against every passage


@dataclass(frozen=True)
class Ranking:
    """What a query found.

    Parameters
    ----------
    query : mapping of str to float
        What was looked up.
    passages : list of Passage
        Best first, one for each source; none that shares nothing with the query.
    first : int
        Place of the first one in the index; -1 where nothing was found.
    scores : list of float
        Of the passages.
    """

    query: Query
    passages: list[Passage]
    first: int
    scores: list[float] = field(default_factory=list)

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
    before : Texts, optional
        What is counted of other passages; of those that are equal, nothing is counted again.
    """

    def __init__(
        self,
        passages: list[Passage],
        retriever: Retriever,
        language: str,
        weight: float,
        before: Texts | None = None,
    ) -> None:
        self.texts = reused = Texts([f"{p.title}\n{p.text}" for p in passages], before)
        self.passages, self.language, self.weight = passages, language, weight
        self.retriever = copy.copy(retriever).fit(reused)
        self.letters = Tfidf(letters=LETTERS).fit(reused)
        self.df = reused.counts(Terms(language)).sign().sum(0)
        self.parts = reused.counted[Terms(language)].parts

    def reindex(self, passages: list[Passage]) -> Self:
        """Give the same index over other passages."""
        return type(self)(passages, self.retriever, self.language, self.weight, self.texts)

    def look_up(self, questions: Sequence[tuple[str, str | None]]) -> list[Ranking]:
        """Find passages for questions, each with the turn before it, where it leans on that."""
        rule = self.weight, self.language
        return self.search([resolve(text, before, *rule) for text, before in questions])

    def search(self, queries: Sequence[Query]) -> list[Ranking]:
        """Rank the passages for each query."""
        rankings = []
        for query, scores in zip(queries, score(self.retriever, queries), strict=True):
            best = dict[str, int]()
            for i in np.argsort(-scores, kind="stable"):
                if scores[i] <= 0 or len(best) == DEPTH:
                    break
                best.setdefault(self.passages[i].source, int(i))
            rows = list(best.values())
            passages = [self.passages[i] for i in rows]
            rankings.append(Ranking(query, passages, [*rows, -1][0], scores[rows].tolist()))
        return rankings

    def signals(self, lists: Sequence[Ranking]) -> Floats:
        """Measure how sure each first passage looks.

        Returns
        -------
        ndarray, shape (n, 3 or 4)
            Share of the question's weight in words that the passage holds; cosine of the two by
            letters; how far that is above the cosine of the best other passage; and, where
            meanings are compared, how far the nearest passage is above the mean one. Zeros where
            nothing was found.
        """
        queries = [one.query for one in lists]
        meaning: Retriever | None = getattr(self.retriever, "meaning", None)
        signals = np.zeros((len(lists), 4 if meaning else 3))
        sources = np.array([p.source for p in self.passages])
        for i, (one, product) in enumerate(zip(lists, score(self.letters, queries), strict=True)):
            if one.first >= 0:
                alike = product / np.linalg.norm(list(one.query.values()))
                ahead = alike[one.first] - alike[sources != sources[one.first]].max(initial=0.0)
                signals[i, :3] = self.shared(one), alike[one.first], ahead
        for i, near in enumerate(score(meaning, queries) if meaning else []):
            if lists[i].first >= 0:
                signals[i, 3] = near.max() - near.mean()
        return signals

    def shared(self, ranking: Ranking) -> float:
        """Give the share of a query's weight in words that its first passage holds."""
        asked, n, parts = (weights_of(ranking.query, self.language), len(self.passages), self.parts)
        df = {term: self.df[parts[term]] if term in parts else 0 for term in asked}
        # A word that is in few passages, or in none, weighs more.
        weights = {t: w * np.log(1 + n / (df[t] + 0.5)) for t, w in asked.items()}
        first = self.passages[ranking.first]
        present = {*terms(first.title, self.language), *terms(first.text, self.language)}
        held = sum(w for term, w in weights.items() if term in present)
        return held / max(sum(weights.values()), 1e-12)


def score(retriever: Retriever, queries: Sequence[Query]) -> Iterator[Floats]:
    """Score the passages for one query after the other, with a block of them in memory."""
    for i in range(0, len(queries), BLOCK):
        yield from retriever.scores(queries[i : i + BLOCK])
