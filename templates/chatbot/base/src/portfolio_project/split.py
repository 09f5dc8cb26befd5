"""Which questions choose and which measure: two files, and no question in both.

A dev question that all but repeats a test question leaves the dev part; the test part stays whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .data import Material, Question
from .project import InputError
from .words import plain

NEAR = 0.8  # share of the words of two questions that both hold; more is the same question


@dataclass(frozen=True)
class Split:
    """The questions of each part.

    Parameters
    ----------
    dev, test : list of Question
        To choose on, and to measure on.
    dropped : int
        Dev questions left out.
    """

    dev: list[Question]
    test: list[Question]
    dropped: int


def split(material: Material) -> Split:
    """Take the two parts, leaving out of dev what all but repeats a test question.

    Raises
    ------
    InputError
        When no answerable dev question is left.
    """
    shares = nearest(material.dev, material.test)
    dev = [question for question, near in zip(material.dev, shares, strict=True) if near < NEAR]
    if not any(question.source for question in dev):
        raise InputError("no dev question is left that a test question does not repeat")
    return Split(dev, material.test, len(material.dev) - len(dev))


def content(question: Question) -> str:
    """Give what makes a question the same as another: its words and those asked before it."""
    return " ".join(plain(f"{question.before or ''} {question.question}"))


def nearest(questions: Sequence[Question], others: Sequence[Question]) -> list[float]:
    """Give each question's largest share of words (Jaccard) with any of the others."""
    sides = [[set(content(question).split()) for question in side] for side in (questions, others)]
    return [max((share(a, b) for b in sides[1]), default=0.0) for a in sides[0]]


def share(a: set[str], b: set[str]) -> float:
    """Divide what two sets share by all that they hold."""
    return len(a & b) / max(len(a | b), 1)
