"""Where documents and questions come from: BANKING77, what customers asked a bank.

Each intent is a document that holds what was asked about it in the official training part. Some
intents are left out, so that their questions have no answer.
"""

import csv
import hashlib
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from .corpus import slug
from .reporting.download import download
from .reporting.project import InputError, Project, read_toml, write_text
from .words import repeats, sentences

ByIntent = dict[str, list[tuple[str, str]]]  # the place and the words of each question


def fetch(project: Project) -> None:
    """Download the two files, and write documents and questions from them.

    Dev questions are taken out of the training part, by the hash of their words, which is as good
    as chance. What all but repeats a dev or test question is in no document.

    Raises
    ------
    InputError
        When a file cannot be fetched, is not the one that was promised, or lacks an intent that
        the contract leaves out.
    """
    rules = read_toml(project.root / "data" / "contract.toml")["source"]
    files = download(rules, project.root / "data" / "raw")
    train, test = (read_part(file) for file in files)
    unknown = rules["without_document"]
    missing = {intent for part in unknown.values() for intent in part} - set(train)
    if missing:
        raise InputError(f"without_document in data/contract.toml: no {', '.join(sorted(missing))}")
    known = sorted(set(train) - {intent for part in unknown.values() for intent in part})
    dev = {intent: sorted(train[intent], key=by_chance)[: rules["dev"]] for intent in train}
    questions = {
        "dev": to_lines(dev, known, unknown["dev"]),
        "test": to_lines(test, known, unknown["test"]),
    }
    folders = {name: project.root / where for name, where in project.params["data"].items()}
    for part, lines in questions.items():
        text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        write_text(folders["questions"] / f"{part}.jsonl", text)
    asked = [line["question"] for lines in questions.values() for line in lines]
    for intent in known:
        texts = drop_repeats([text for _, text in train[intent]], asked)
        write_text(folders["corpus"] / document(intent), page(intent, texts))


def drop_repeats(texts: list[str], asked: list[str]) -> list[str]:
    """Leave out every text that all but repeats a question, or of which one sentence does."""
    parts = [(i, part) for i, text in enumerate(texts) for part in {text, *sentences(text)}]
    same = repeats([part for _, part in parts], asked)
    removed = {i for (i, _), repeated in zip(parts, same, strict=True) if repeated}
    return [text for i, text in enumerate(texts) if i not in removed]


def read_part(path: Path) -> ByIntent:
    """Read one file: a question and its intent on each line.

    Raises
    ------
    InputError
        When it has other columns.
    """
    rows: ByIntent = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            if set(row) != {"text", "category"}:
                raise InputError(f"{path.name} has other columns than text and category")
            rows[row["category"]].append((f"{path.stem}/{number}", " ".join(row["text"].split())))
    return rows


def by_chance(question: tuple[str, str]) -> str:
    """Give the order in which questions are drawn: the same everywhere, and of no meaning."""
    return hashlib.sha256(question[1].encode()).hexdigest()


def to_lines(questions: ByIntent, known: list[str], unknown: list[str]) -> list[dict[str, Any]]:
    """Write the questions of one part: those on a document, and those without one."""
    lines = []
    for intent in [*known, *unknown]:
        source = f"{document(intent)}#{slug(title(intent))}" if intent in known else None
        kind = "known" if source else "unknown"
        for name, text in questions[intent]:
            # Questions of one intent belong together also where it has no document.
            group = {} if source else {"group": intent}
            line: dict[str, Any] = {"id": name, "kind": kind, "question": text}
            lines.append(line | {"source": source} | group)
    return lines


def title(intent: str) -> str:
    """Write an intent for people: ``card_arrival`` is Card arrival."""
    return re.sub(r"\W", "", intent).replace("_", " ").capitalize()


def document(intent: str) -> str:
    """Name the file of an intent."""
    return f"{slug(title(intent))}.md"


def page(intent: str, texts: list[str]) -> str:
    """Write the document of an intent."""
    return "\n".join([f"# {title(intent)}\n", *(f"- {text}" for text in texts), ""])
