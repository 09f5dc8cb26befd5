"""What an answer is, and the extractive one: quotes of the first passages, in their own words."""

from collections.abc import Callable
from dataclasses import dataclass

from .baseline import Query, counted
from .corpus import Passage
from .search import Found
from .words import sentences, terms

Show = Callable[[str], object]  # is given an answer in parts, where it comes in parts
Turn = tuple[str, str]  # a question and its answer, which is empty where nobody knows it


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
    """

    answer: str
    citations: list[str]
    confidence: float = 0.0
    by: str = "extractive"
    note: str = ""


def extract(found: Found, how: dict[str, int], language: str) -> Reply:
    """Quote the first passages, each in a paragraph of its own.

    Parameters
    ----------
    found : Found
        With at least one passage.
    how : dict
        ``[answer]`` of params.toml: ``sections``, the most that are quoted, and ``sentences``, the
        most of each.
    language : str
        Whose endings are cut off.
    """
    given = found.passages[: how["sections"]]
    said = [quote(passage, found.query, how["sentences"], language) for passage in given]
    return Reply("\n\n".join(said), [passage.source for passage in given])


def quote(passage: Passage, query: Query, most: int, language: str) -> str:
    """Choose the sentences that share most words with the query, the earlier where equal."""
    asked, said = counted(query, language), sentences(passage.text)
    shared = [sum(asked.get(term, 0) for term in set(terms(s, language))) for s in said]
    chosen = sorted(sorted(range(len(said)), key=lambda i: -shared[i])[:most])
    ended = [said[i] if said[i][-1] in ".!?" else f"{said[i]}\n\n" for i in chosen]
    return " ".join(ended).strip()
