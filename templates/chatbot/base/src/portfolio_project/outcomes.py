"""What a tier finds for questions whose truth is known, and whether what it shows is right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from .confidence import Bools, Confidence
from .extract import Reply, choose, extract
from .facts import says
from .questions import Question
from .reporting.shares import Floats
from .search import Index, Ranking


@dataclass(frozen=True)
class Outcomes:
    """What an index found for n questions, and what is answered from it.

    Parameters
    ----------
    ranks : ndarray, shape (n,)
        Place of the source, infinite beyond the tenth, where its reciprocal and its gain are 0;
        infinite where there is no source.
    answerable : ndarray of bool, shape (n,)
        Whether there is one.
    signals : ndarray, shape (n, k)
        Of the ranking.
    clusters : ndarray of int, shape (n,)
        Questions on one document belong together, and so do those that name one group; any other
        unanswerable question is a cluster of its own.
    right : ndarray of bool, shape (n,)
        Whether the answer is right, where one is shown.
    context : ndarray, shape (n,)
        Share of the gold facts that are in the passages that an answer is made from.
    answered : ndarray of bool, shape (n,), optional
        Which questions were answered, where a model decided that, and no threshold.
    """

    ranks: Floats
    answerable: Bools
    signals: Floats
    clusters: npt.NDArray[np.intp]
    right: Bools
    context: Floats
    answered: Bools | None = None

    def answers(self, sure: Confidence) -> Bools:
        """Say which questions are answered, shape (1 + refits, n): see :class:`Confidence`."""
        return sure.answers(self.signals) if self.answered is None else self.answered[None]

    def only(self, rows: Bools) -> Self:
        """Keep some of the questions."""
        chosen = {name: one[rows] for name, one in vars(self).items() if one is not None}
        return replace(self, **chosen | {"clusters": np.unique(chosen["clusters"], False, True)[1]})


def outcomes(
    index: Index,
    questions: Sequence[Question],
    rules: dict[str, Any],
    replies: Sequence[Reply] | None = None,
) -> Outcomes:
    """Look every question up, and compare what is answered with what is known.

    Parameters
    ----------
    index : Index
        Of the tier.
    questions : sequence of Question
        With their sources and, where these were written, gold answers.
    rules : dict
        ``[answer]`` of params.toml, for the extractive answers.
    replies : sequence of Reply, optional
        What a model answered; extractive answers by default, as if each were shown.
    """
    lists, language = index.look_up([(q.question, q.before) for q in questions]), index.language
    given = replies or [extract(f, rules, language) if f.passages else Reply("", []) for f in lists]
    ranks = np.array([f.rank(q.source) for f, q in zip(lists, questions, strict=True)], float)
    groups = [q.group or (q.source or f"?{q.id}").partition("#")[0] for q in questions]
    right = [is_right(one, q, language) for one, q in zip(given, questions, strict=True)]
    context = [recall(f, q, rules, language) for f, q in zip(lists, questions, strict=True)]
    return Outcomes(
        ranks,
        answerable=np.array([q.source is not None for q in questions]),
        signals=index.signals(lists),
        clusters=np.unique(groups, return_inverse=True)[1],
        right=np.array(right),
        context=np.array(context),
        answered=None if replies is None else np.array([bool(one.citations) for one in replies]),
    )


def is_right(reply: Reply, question: Question, language: str) -> bool:
    """Tell whether an answer cites the source and says every fact of the gold answer.

    Where no gold answer was written, the source has to be the first that is cited.
    """
    if question.source is None or question.source not in reply.citations:
        return False
    if question.answer is None:
        return reply.citations[0] == question.source
    return says(reply.answer, question.answer, language)


def recall(ranking: Ranking, question: Question, rules: dict[str, Any], language: str) -> float:
    """Give the share of the gold facts that the passages hold, of which some is quoted."""
    passages = choose(ranking, rules)
    if question.source is None or question.answer is None:
        return float(question.source in [passage.source for passage in passages])
    text = "\n\n".join(passage.text for passage in passages)
    return float(np.mean([says(text, (fact,), language) for fact in question.answer]))
