"""Text as retrieval sees it: words without their endings, runs of words, and sentences."""

import re
from functools import cache

import snowballstemmer

WORD = re.compile(r"[^\W_]+")
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
def stemmer(language: str) -> "snowballstemmer.stemmer":
    """Give the Snowball stemmer of a language; ``none`` leaves words as they are."""
    return snowballstemmer.stemmer(language)


@cache
def stem(word: str, language: str) -> str:
    """Cut the ending off one word."""
    return word if language == "none" else str(stemmer(language).stemWord(word))


def plain(text: str) -> list[str]:
    """Give the words of a text in lower case, in their order."""
    return WORD.findall(text.lower())


def terms(text: str, language: str) -> list[str]:
    """Give what is searched for: words that are not in ``STOP``, without their endings."""
    return [stem(word, language) for word in plain(text) if word not in STOP]


def sentences(text: str) -> list[str]:
    """Cut a passage into sentences and list items, with their spaces and marks set right."""
    items = re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)", text)
    bare = [re.sub(r"^\s*(?:[-*+]|\d+\.)\s+", "", item) for item in items]
    cut = [re.split(r"(?<=[.!?])\s+", " ".join(item.split())) for item in bare]
    return [sentence for part in cut for sentence in part if sentence]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Give every run of ``length`` words that follow each other."""
    found = plain(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}
