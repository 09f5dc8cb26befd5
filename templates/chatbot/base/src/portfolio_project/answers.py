"""What the answers that were given rest on: the cited passages, claim by claim."""

from typing import Any

import numpy as np

from .extract import Reply
from .facts import TOKEN, normal
from .questions import Question
from .words import sentences, terms

HELD = 0.75  # of a claim's words; fewer, and it says something that the passages do not
EMPTY = {"yes", "no", "not"}  # words that claim nothing alone
Passages = dict[str, str]  # the text of each source, with its titles


def grounded(reply: Reply, passages: Passages, language: str) -> float:
    """Give the share of an answer's claims that its cited passages hold; NaN where it claims none.

    A claim is a sentence with more than *yes*. The passages hold it where they hold all of its
    numbers and ``HELD`` of its words, in whatever order: a paraphrase is none the worse.
    """
    cited = " ".join(passages.get(source, "") for source in reply.citations)
    words, numbers = set(terms(cited, language)), numbers_of(cited, language)
    supported = []
    for claim in sentences(reply.answer):
        claimed = set(terms(claim, language)) - EMPTY
        if claimed:
            covered = len(claimed & words) >= HELD * len(claimed)
            supported.append(covered and numbers_of(claim, language) <= numbers)
    return float(np.mean(supported)) if supported else np.nan


def numbers_of(text: str, language: str) -> set[str]:
    """Give the numbers of a text, those in words as well."""
    return {word for word in normal(text, language) if word[0].isdigit()}


def precise(reply: Reply, question: Question) -> float:
    """Give the share of an answer's citations that are the question's source."""
    return float(np.mean([source == question.source for source in reply.citations]))


def length(reply: Reply) -> float:
    """Count the words of an answer, which somebody has to read."""
    return float(len(TOKEN.findall(reply.answer)))


def texts(passages: list[Any]) -> Passages:
    """Join the pieces of each source, with their titles."""
    joined = dict[str, str]()
    for passage in passages:
        joined[passage.source] = f"{joined.get(passage.source, '')} {passage.title} {passage.text}"
    return joined
