"""What a follow-up is about: the turn before it.

Nothing here knows grammar. A question that points back (*it*, *those*, *and what about*), or that
is too short to stand alone, is looked up together with what was asked before; any other is not.
"""

import re

from .baseline import Query
from .words import STOP, plain

POINTS_BACK = r"\b(?:it|its|that|this|those|these|they|them|then|one|ones|same)\b"
STARTS = r"(?:and|also|but|or|so|then|what about|how about|what if)\b"
LONGEST = 500  # characters of what a conversation is about
SHORT = 2  # words beyond the most common ones; fewer cannot stand alone


def resolve(question: str, before: str | None, weight: float) -> Query:
    """Decide what is searched for.

    Parameters
    ----------
    question : str
        This turn.
    before : str, optional
        What the turn before was about.
    weight : float
        Of the words of the turn before, against 1 for this turn's.
    """
    return {question: 1.0} | ({before: weight} if before and depends(question) else {})


def depends(question: str) -> bool:
    """Tell whether a question leans on the turn before it."""
    words = plain(question)
    said, short = " ".join(words), sum(word not in STOP for word in words) < SHORT
    return bool(short or re.match(STARTS, said) or re.search(POINTS_BACK, said))


def topic(question: str, before: str | None) -> str:
    """Say what a question was about, for the next one, which may lean on it."""
    leans = before is not None and depends(question)
    return (f"{before} {question}" if leans else question)[-LONGEST:]
