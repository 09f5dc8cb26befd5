"""The ``data`` stage: put documents and questions in place, check them, and load them."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from . import source
from .corpus import Passage, read_corpus
from .project import InputError, Project, read_toml

Contract = dict[str, Any]


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
    """

    id: str
    kind: str
    question: str
    source: str | None
    before: str | None = None


@dataclass(frozen=True)
class Material:
    """Everything that is learned from or measured on.

    Parameters
    ----------
    contract : dict
        What the data must be.
    passages : list of Passage
        The documents, split.
    dev, test : list of Question
        To choose on, and to measure on.
    sha256 : str
        Of all of these, whatever the line ends of the files are.
    """

    contract: Contract
    passages: list[Passage]
    dev: list[Question]
    test: list[Question]
    sha256: str


def prepare(project: Project) -> bool:
    """Put the data in place if it is not there yet, and hold it against the contract."""
    source.fetch(project)
    found = load(project)
    files = len({passage.source.partition("#")[0] for passage in found.passages})
    asked = f"{len(found.dev)} dev and {len(found.test)} test questions"
    held = f"{len(found.passages)} passages of {files} documents"
    print(f"data: {held}, {asked} keep to the contract")
    return True


def load(project: Project) -> Material:
    """Read documents and questions and check them.

    Raises
    ------
    InputError
        When a folder is not there yet, a document or a question breaks the contract, or they are
        not the ones that it describes.
    """
    contract, where = read_toml(project.root / "data" / "contract.toml"), project.params["data"]
    for folder in where.values():
        if not (project.root / folder).is_dir():
            raise InputError(f"{folder} is not there: run `python -m {__package__} data` first")
    passages = read_corpus(project.root / where["corpus"], contract["corpus"])
    sources, folder = {passage.source for passage in passages}, project.root / where["questions"]
    files = [folder / f"{part}.jsonl" for part in ("dev", "test")]
    dev, test = (read_questions(file, contract, sources) for file in files)
    content = json.dumps([*map(asdict, passages), *map(asdict, [*dev, *test])])
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    if contract["data"].get("sha256", sha256) != sha256:
        reason = f"documents and questions have sha256 {sha256}, which is not in data/contract.toml"
        raise InputError(f"{reason}: put it there, or take `sha256` out while you write")
    return Material(contract, passages, dev, test, sha256)


def read_questions(path: Path, contract: Contract, sources: Iterable[str]) -> list[Question]:
    """Read one file of questions, a JSON object on each line.

    Raises
    ------
    InputError
        Names the file, the line, the field and the value.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from None
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, 1):
        where = f"{path.name}, line {number}"
        try:
            question = Question(**json.loads(line))
        except (TypeError, ValueError) as error:
            raise InputError(f"{where} is not a question: {error}") from None
        fault = fault_of(question, contract["questions"], sources)
        if question.id in questions:
            fault = f"id: '{question.id}' stands in another line"
        if fault:
            raise InputError(f"{where}, {fault}")
        questions[question.id] = question
    if not any(question.source for question in questions.values()):
        raise InputError(f"{path.name} holds no question that a passage answers: write some")
    return list(questions.values())


def fault_of(question: Question, rules: dict[str, Any], sources: Iterable[str]) -> str:
    """Say what is wrong with a question; nothing where it keeps to the contract."""
    for name, text in asdict(question).items():
        if not isinstance(text, str) and not (text is None and name in ("source", "before")):
            return f"{name}: {text!r} is not text"
    if question.kind not in rules["kinds"]:
        return f"kind: '{question.kind}' is none of {', '.join(rules['kinds'])}"
    if (question.kind in rules["without_source"]) != (question.source is None):
        return f"source: {question.source!r} does not go with kind '{question.kind}'"
    if question.source is not None and question.source not in sources:
        return f"source: '{question.source}' is no passage"
    if (question.kind in rules["with_before"]) != (question.before is not None):
        return f"before: {question.before!r} does not go with kind '{question.kind}'"
    return fault_of_text(question.question, rules["max_chars"])


def fault_of_text(text: str, max_chars: int) -> str:
    """Say why a text cannot be asked; nothing where it can."""
    if not text.strip():
        return "the question is empty: ask something"
    if len(text) > max_chars:
        return f"the question has {len(text)} characters, and {max_chars} are the most: shorten it"
    return ""
