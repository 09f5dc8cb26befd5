"""What an answer is, and the extractive one: quotes of the first passages, in their own words.

A passage is quoted in whole sentences, whole lists and whole blocks of code, those that share most
words with the question, in their order. What is left out between two of them is marked.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .baseline import Query, weights_of
from .corpus import Passage
from .search import Ranking
from .words import CODE, ITEM, LINE, LIST, PARAGRAPH, paragraphs, sentences, terms

Show = Callable[[str], object]  # is given an answer in parts, where it comes in parts
Turn = tuple[str, str]  # a question and its answer, which is empty where nobody knows it
LONG = 10  # items of a list that is read as a whole; a longer one is looked things up in
LEFT_OUT = " […] "  # between two sentences that do not follow each other


@dataclass(frozen=True)
class Reply:
    """One answer.

    Parameters
    ----------
    answer : str
        What is said.
    citations : list of str
        What it rests on, as ``file#heading``; empty where nothing answers.
    confidence : float
        Calibrated probability that a quote of the first passages is right; set by the assistant.
    by : str
        What wrote it: ``extractive``, a model, or nothing.
    note : str
        What the reader should know about how the answer came to be.
    quotes : list of str
        Of an extractive answer, what each citation says, in their order.
    """

    answer: str
    citations: list[str]
    confidence: float = 0.0
    by: str = "extractive"
    note: str = ""
    quotes: list[str] = field(default_factory=list)


def extract(ranking: Ranking, options: dict[str, Any], language: str) -> Reply:
    """Quote the first passages, the best one first and each on its own.

    Parameters
    ----------
    ranking : Found
        With at least one passage.
    options : dict
        ``[answer]`` of params.toml: see :func:`choose`, and ``sentences``, the most of the first
        passage, and ``further``, the most of each other one.
    language : str
        Whose endings are cut off.
    """
    passages = choose(ranking, options)
    most = [options["sentences"], *[options["further"]] * len(passages)]
    quotes = [quote(p, ranking.query, n, language) for p, n in zip(passages, most, strict=False)]
    return Reply(PARAGRAPH.join(quotes), [p.source for p in passages], quotes=quotes)


def choose(ranking: Ranking, options: dict[str, Any]) -> list[Passage]:
    """Give the passages that are quoted: up to ``sections``, with ``near`` of the best score."""
    first = zip(ranking.passages[: options["sections"]], ranking.scores, strict=False)
    return [passage for passage, score in first if score >= options["near"] * ranking.scores[0]]


def quote(passage: Passage, query: Query, most: int, language: str) -> str:
    """Choose the units that share most words with the query, the earlier where equal."""
    wanted, pieces = weights_of(query, language), list(units(passage.text))
    shared = [sum(wanted.get(term, 0) for term in set(terms(unit, language))) for _, unit in pieces]
    chosen = sorted(sorted(range(len(pieces)), key=lambda i: -shared[i])[:most])
    text = pieces[chosen[0]][1]
    for before, i in pairwise(chosen):
        (old, _), (new, unit) = pieces[before], pieces[i]
        near = LINE if ITEM.match(unit) else " " if i == before + 1 else LEFT_OUT
        text += f"{near if old == new else PARAGRAPH}{unit}"
    return text


def units(text: str) -> Iterator[tuple[int, str]]:
    """Cut a passage into what is quoted whole, each with the number of its paragraph.

    That is a sentence, code, or a list: of one with more than ``LONG`` items, each item. A sentence
    that ends with a colon leads to what follows it.
    """
    lead = ""
    for number, paragraph in enumerate([*paragraphs(text), ""]):
        parts = LIST.split(paragraph) if ITEM.match(paragraph) else []
        if len(parts) > LONG:
            yield from ((number, part) for part in [*([lead] if lead else []), *parts])
            lead = ""
        elif parts or CODE.match(paragraph):
            yield number, f"{lead}{PARAGRAPH}{paragraph}".strip()
            lead = ""
        else:
            pieces = [lead, *sentences(paragraph)]
            lead = pieces.pop() if paragraph and pieces[-1].endswith(":") else ""
            yield from ((number, one) for one in pieces if one)
