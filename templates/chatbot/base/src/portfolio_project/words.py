"""Text as retrieval sees it: words without their endings, runs of words, and sentences."""

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import snowballstemmer
from sklearn.preprocessing import MultiLabelBinarizer

WORD = re.compile(r"[^\W_]+")
NEAR = 0.8  # share of the words of two questions that both hold; more is the same question
BLOCK = 500  # texts that are compared at once, which bounds the memory
# Words that stand in most questions whatever these are about.
STOP = frozenset(
    WORD.findall(
        """a about after all also am an and any are as at be been but by can could did do does doing
        else for from get give go got had has have having he her here hers him his how i if in into
        is it its just let like me may might more most much must my of off on or other our out over
        own please s say she should so some such t tell than that the their them then there these
        they this those to too up us very was we were what when where which who whom why will with
        would you your"""
    )
)


@cache
def stem(word: str, language: str) -> str:
    """Cut the ending off one word by Snowball's rules; ``none`` leaves it as it is."""
    return word if language == "none" else str(snowballstemmer.stemmer(language).stemWord(word))


def plain(text: str) -> list[str]:
    """Give the words of a text in lower case, in their order."""
    return WORD.findall(text.lower())


def terms(text: str, language: str) -> list[str]:
    """Give what is searched for: words that are not in ``STOP``, without their endings."""
    return [stem(word, language) for word in plain(text) if word not in STOP]


def items(text: str) -> list[str]:
    """Cut a passage into paragraphs and list items, without their marks."""
    cut = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)", text)
    return [" ".join(re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", item).split()) for item in cut]


def sentences(text: str) -> list[str]:
    """Cut a passage into sentences, with their spaces set right."""
    return [said for item in items(text) for said in re.split(r"(?<=[.!?])\s+", item) if said]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Give every run of ``length`` words that follow each other."""
    found = plain(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def repeats(texts: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Say of each text whether it all but repeats any of the others.

    Returns
    -------
    ndarray of bool, shape (texts,)
        Whether the two share ``NEAR`` of the words that they hold together (Jaccard).
    """
    words = [plain(text) for text in (*texts, *others)]
    held = MultiLabelBinarizer(sparse_output=True).fit_transform(words)
    sizes, found = np.diff(held.indptr), np.zeros(len(texts), bool)
    columns = held[len(texts) :].T
    for start in range(0, len(texts), BLOCK):
        shared = (held[start : min(start + BLOCK, len(texts))] @ columns).tocoo()
        rows = start + shared.row
        either = sizes[rows] + sizes[len(texts) + shared.col] - shared.data
        found[rows[shared.data >= NEAR * either]] = True
    return found
