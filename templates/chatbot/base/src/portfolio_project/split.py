"""Which questions choose and which measure: two files, and no question in both.

A dev question that all but repeats a test question leaves the dev part; the test part stays whole.
"""

from collections.abc import Iterable
from dataclasses import replace

from .data import Material
from .questions import Question
from .reporting.project import InputError
from .words import plain, repeats


def split(material: Material) -> Material:
    """Leave out of the dev part what all but repeats a test question.

    Raises
    ------
    InputError
        When no answerable dev question is left.
    """
    repeated = repeats(contents(material.dev), contents(material.test))
    dev = [question for question, same in zip(material.dev, repeated, strict=True) if not same]
    if not any(question.source for question in dev):
        raise InputError("no dev question is left that a test question does not repeat")
    return replace(material, dev=dev)


def dropped(whole: Material, used: Material) -> dict[str, int]:
    """Count what left the dev part: what is equal to a test question, and what is nearly so."""
    removed, tested = set(whole.dev) - set(used.dev), set(contents(used.test))
    equal = sum(content in tested for content in contents(removed))
    return {"duplicates": equal, "near_duplicates": len(removed) - equal}


def contents(questions: Iterable[Question]) -> list[str]:
    """Give what makes each question the same as another: its words and those asked before it."""
    return [" ".join(plain(f"{q.before or ''} {q.question}")) for q in questions]
