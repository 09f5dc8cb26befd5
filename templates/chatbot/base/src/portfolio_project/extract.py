"""What an answer is, and the extractive one: sentences of the first passage, in its own words."""

from collections.abc import Callable
from dataclasses import dataclass

from .baseline import counted
from .search import Found
from .words import sentences, terms

Show = Callable[[str], object]  # is given an answer in parts, where it comes in parts


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
        Calibrated probability that the first passage is the right one; set by the assistant.
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


def extract(found: Found, most: int, language: str) -> Reply:
    """Choose the sentences that share most words with the query, the earlier where equal.

    Parameters
    ----------
    found : Found
        With at least one passage.
    most : int
        Number of sentences.
    language : str
        Whose endings are cut off.
    """
    passage, asked = found.passages[0], counted(found.query, language)
    said = sentences(passage.text)
    shared = [sum(asked.get(term, 0) for term in set(terms(s, language))) for s in said]
    chosen = sorted(sorted(range(len(said)), key=lambda i: -shared[i])[:most])
    ended = [said[i] if said[i][-1] in ".!?" else f"{said[i]}\n\n" for i in chosen]
    return Reply(" ".join(ended).strip(), [passage.source])
