"""The records of one request, answered one after the other."""

from collections.abc import Callable
from typing import Any

from .project import InputError


def one_by_one(answer: Callable[[Any], Any], records: list[Any]) -> list[Any]:
    """Answer each record alone, so that the digits of an answer do not depend on its company.

    Raises
    ------
    InputError
        Names the first bad record, counted from 1, with the reason.
    """
    answers = []
    for row, record in enumerate(records, 1):
        try:
            answers.append(answer(record))
        except InputError as error:
            raise type(error)(f"row {row}: {error}") from None
    return answers
