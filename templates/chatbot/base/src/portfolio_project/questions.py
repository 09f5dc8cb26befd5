"""Questions whose only source is known, read from JSON Lines and checked against the contract."""

import json
from collections.abc import Container, Iterator
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from .corpus import Faults
from .facts import Facts, normal
from .reporting.project import InputError

Fault = tuple[str, str]  # what is wrong, and the value
NO_FACTS = "answer is not 1 to 3 facts, each a list of wordings"
MADE = "made from the documents"  # a kind of question that nobody has asked: it proves nothing
MOST = 3  # facts of one answer; who asks for more asks two questions


@dataclass(frozen=True)
class Question:
    """A question whose only source is known.

    Parameters
    ----------
    id : str
        Its name, in no other file.
    kind : str
        One of the contract's kinds.
    question : str
        As a person would type it.
    source : str, optional
        Citation of the passage that answers it; None where no passage does.
    before : str, optional
        What was asked one turn earlier, for a follow-up.
    group : str, optional
        What it belongs with, where that is not the document of its source.
    answer : tuple of tuple of str, optional
        What a right answer says: one to three facts, each with the wordings that say it.
    """

    id: str
    kind: str
    question: str
    source: str | None
    before: str | None = None
    group: str | None = None
    answer: Facts | None = None


def read_lines(path: Path) -> list[tuple[int, Any]]:
    """Read JSON Lines, each with its number; None for a line that is not JSON.

    Empty lines do not count, and a byte order mark is not text.

    Raises
    ------
    InputError
        When the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # a text may hold other line ends
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from None
    records = list[tuple[int, Any]]()
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                records.append((number, json.loads(line)))
            except (ValueError, RecursionError):
                records.append((number, None))
    return records


def read_questions(
    path: Path, rules: dict[str, Any], sources: set[str] | None, faults: Faults
) -> list[Question]:
    """Read one file of questions, a JSON object on each line.

    Parameters
    ----------
    path : Path
        The file.
    rules : dict
        ``[questions]`` of the contract.
    sources : set of str, optional
        Citations of all passages; None where these are not known.
    faults : Faults
        Is given the file, the line, the field and the value of whatever is wrong.
    """
    try:
        lines = read_lines(path)
    except InputError as error:
        faults.add("questions", str(error))
        return []
    questions, n_faults = dict[str, Question](), len(faults)
    for number, line in lines:
        wrong = form_faults(line) or list(content_faults(line, rules, sources, questions))
        for reason, value in wrong:
            faults.add(f"{path.name}, {reason}", f"line {number}{value}")
        if not wrong:
            questions[line["id"]] = to_question(line)
    if len(faults) == n_faults and not any(q.source for q in questions.values()):
        faults.add("no question that a passage answers; write some", path.name)
    return list(questions.values())


def form_faults(line: Any) -> list[Fault]:
    """Say which fields of a question are missing, unknown or no text."""
    empty = ("source", "before", "group", "answer")  # may be null
    if not isinstance(line, dict):
        return [("not a JSON object", "")]
    needed = {field.name: field.default is MISSING for field in fields(Question)}
    faults = [(f"{name} is missing", "") for name in needed if needed[name] and name not in line]
    for name, text in line.items():
        if name not in needed:
            faults.append((f"'{name}' is not a field", ""))
        elif name == "answer" and text is not None:
            faults += [] if facts_of(text) else [(NO_FACTS, excerpt(text))]
        elif not isinstance(text, str) and not (text is None and name in empty):
            faults.append((f"{name} is not text", excerpt(text)))
    return faults


def facts_of(answer: Any) -> bool:
    """Tell whether a gold answer is one to three lists of wordings, each with a word in it."""
    lists = isinstance(answer, list) and all(isinstance(fact, list) and fact for fact in answer)
    wordings = [wording for fact in answer for wording in fact] if lists else []
    valid = all(isinstance(one, str) and normal(one, "none") for one in wordings)
    return lists and 1 <= len(answer) <= MOST and valid


def to_question(line: dict[str, Any]) -> Question:
    """Make a question of a line that is well formed."""
    facts = line.get("answer")
    return Question(**line | {"answer": facts and tuple(map(tuple, facts))})


def content_faults(
    line: dict[str, Any], rules: dict[str, Any], sources: set[str] | None, others: Container[str]
) -> Iterator[Fault]:
    """Say what is wrong with the fields of a question, each with its value."""
    question = to_question(line)
    kind, source, before = question.kind, question.source, question.before
    if question.id in others:
        yield "id is in an earlier line", excerpt(question.id)
    if kind not in rules["kinds"]:
        yield f"kind is none of {', '.join(rules['kinds'])}", excerpt(kind)
    elif (kind in rules["without_source"]) != (source is None):
        yield f"source does not go with kind '{kind}'", excerpt(source)
    elif (kind in rules["with_before"]) != (before is not None):
        yield f"before does not go with kind '{kind}'", excerpt(before)
    if source is not None and sources is not None and source not in sources:
        yield "source is not a passage", excerpt(source)
    if source is None and question.answer is not None:
        yield "answer does not go with a question that nothing answers", ""
    for text in [question.question, *([] if before is None else [before])]:
        if fault := fault_of_text(text, rules["max_chars"]):
            yield fault, ""


def excerpt(value: Any) -> str:
    """Show a value that is wrong, or the beginning of a long one."""
    return f" ({value!r:.60})"


def fault_of_text(text: str, max_chars: int) -> str:
    """Say why a text cannot be asked; nothing where it can."""
    if not text.strip():
        return "the question is empty: ask something"
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return "the question holds half a letter: it was cut, or is not UTF-8"
    if len(text) > max_chars:
        return f"the question has {len(text)} characters, and {max_chars} are the most: shorten it"
    return ""
