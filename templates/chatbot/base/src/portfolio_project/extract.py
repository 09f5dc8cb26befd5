"""The extractive answer: sentences of the first passage, in its own words and order."""

from dataclasses import dataclass

from .baseline import counted
from .search import Found
from .words import sentences, terms


@dataclass(frozen=True)
class Draft:
    """A written answer.

    Parameters
    ----------
    text : str
        What is said.
    citations : list of str
        What it rests on, as ``file#heading``.
    by : str
        What wrote it.
    note : str
        What the reader should know about how it came to be.
    """

    text: str
    citations: list[str]
    by: str = "extractive"
    note: str = ""


def extract(found: Found, most: int, language: str) -> Draft:
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
    return Draft(" ".join(ended).strip(), [passage.source])
