"""What a follow-up is about: the turn before it.

Nothing here knows grammar. A question that points back (*it*, *those*, *and what about*), or that
is too short to stand alone, is looked up together with what was asked before; any other is not.
Where the words that point back are not known in a language, short ones alone are.
"""

import re

from .baseline import Query
from .language import POINTS_BACK
from .words import plain, terms

LONGEST = 500  # characters of what a conversation is about
SHORT = 2  # words beyond the most common ones; fewer cannot stand alone


def resolve(question: str, before: str | None, weight: float, language: str) -> Query:
    """Decide what is searched for.

    Parameters
    ----------
    question : str
        This turn.
    before : str, optional
        What the turn before was about.
    weight : float
        Of the words of the turn before, against 1 for this turn's. Where this turn has none but the
        most common words ("And how much is it?"), the turn before counts in full.
    language : str
        Of the question.
    """
    weight = weight if terms(question, language) else float(weight > 0)
    return {question: 1.0} | ({before: weight} if before and depends(question, language) else {})


def depends(question: str, language: str) -> bool:
    """Tell whether a question leans on the turn before it."""
    asked, own = plain(question), terms(question, language)
    points, starts = POINTS_BACK.get(language, ("", ""))
    begins = re.match(rf"(?:{starts})\b", " ".join(asked)) if starts else None
    return bool(len(own) < SHORT or begins or set(asked) & set(points.split()))


def topic(question: str, before: str | None, language: str) -> str:
    """Say what a question was about, for the next one, which may lean on it."""
    leans = before is not None and depends(question, language)
    return (f"{before} {question}" if leans else question)[-LONGEST:]
