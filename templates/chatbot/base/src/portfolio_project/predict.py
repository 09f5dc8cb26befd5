"""The commands that answer: one question (``predict``), or a conversation (``chat``)."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from textwrap import fill
from typing import Any

from .assistant import Assistant
from .conversation import topic
from .extract import Reply, Turn
from .reporting.project import InputError, Project, read_record
from .reporting.tiers import load_bundle
from .words import CODE, ITEM, LINE, LIST, PARAGRAPH, paragraphs

HELLO = "Ask about the documents. + or - judges the last answer, an empty line or ctrl-D ends."
TURNS = 3  # turns that a model is told of
WIDTH = 80  # of a line of prose on a terminal
VERDICTS = {"+": "good", "-": "bad"}
LARGEST = 1_000_000  # bytes of the file of judgements, which visitors of the demo write as well


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``predict``."""
    parser.add_argument("--question", metavar="TEXT", help="what to ask")
    parser.add_argument("--before", metavar="TEXT", help="what was asked one turn earlier")
    parser.add_argument("--json", metavar="FILE", help="the same as a JSON object; - is stdin")
    add_folder(parser)


def add_folder(parser: argparse.ArgumentParser) -> None:
    """Declare the option of another folder."""
    text = "documents to answer from instead of the project's own: Markdown, HTML, PDF or text"
    parser.add_argument("--folder", metavar="PATH", type=Path, help=text)


def predict(project: Project, args: argparse.Namespace) -> None:
    """Answer one question as JSON.

    Raises
    ------
    InputError
        When there is not one question, or it cannot be asked.
    """
    if bool(args.json) == bool(args.question is not None):
        raise InputError("give one question (--question, perhaps --before) or one file (--json)")
    record = {"question": args.question, "before": args.before}
    if args.json:
        record = read_record(args.json)
    assistant = Assistant.of(project, load_bundle(project), args.folder)
    print(json.dumps(serve(assistant, record), indent=2, ensure_ascii=False))


def chat(project: Project, args: argparse.Namespace) -> None:
    """Hold a conversation on the terminal or through a pipe."""
    assistant = Assistant.of(project, load_bundle(project), args.folder)
    before, last, turns = None, None, list[Turn]()
    notify(HELLO)
    while line := read_line():
        if line in VERDICTS:
            if last:
                save_verdict(project, *last, VERDICTS[line])
            notify("noted" if last else "there is nothing to judge yet")
            continue
        shown = list[str]()
        try:
            reply = assistant.reply(line, before, partial(show, shown), turns[-TURNS:])
        except InputError as error:
            print(f"error: {error}", flush=True)
            continue
        if shown:
            print()
        if not (shown and reply.citations):  # what was shown while it was written may not hold
            print(as_text(reply))
        cited = [] if reply.quotes else [f"[{source}]" for source in reply.citations]
        for fact in filter(None, (*cited, reply.note)):
            print(f"  {fact}", flush=True)
        before, last = topic(line, before, assistant.index.language), (line, reply)
        turns.append((line, reply.answer))


COMMANDS = {"predict": (add_arguments, predict), "chat": (add_folder, chat)}


def as_text(reply: Reply) -> str:
    """Give an answer as it is printed, each quote with its citation below it."""
    if not reply.quotes:
        return wrapped(reply.answer)
    pairs = zip(reply.quotes, reply.citations, strict=True)
    return PARAGRAPH.join(f"{wrapped(quote)}\n  [{source}]" for quote, source in pairs)


def wrapped(text: str) -> str:
    """Break lines that are too wide; code stays as it is."""
    blocks = []
    for part in paragraphs(text):
        parts = [] if CODE.match(part) else LIST.split(part)
        lines = [fill(one, WIDTH, subsequent_indent="  " * bool(ITEM.match(one))) for one in parts]
        blocks.append(LINE.join(lines) or part)
    return PARAGRAPH.join(blocks)


def show(shown: list[str], part: str) -> None:
    """Print a part of an answer while it is being written, and keep it with the others."""
    shown.append(part)
    print(part, end="", flush=True)


def read_line() -> str:
    """Read a line; nothing where the input has ended."""
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
    except UnicodeDecodeError:
        raise InputError("the questions are not UTF-8: send them with that encoding") from None


def notify(text: str) -> None:
    """Say what is no answer, where a person reads it."""
    if sys.stdin.isatty():
        print(text)


def save_verdict(project: Project, question: str, reply: Reply, verdict: str) -> None:
    """Add a judgement to ``data/raw/feedback.jsonl``, which is never committed.

    A file that has grown to ``LARGEST`` bytes is set aside, and the one set aside before it goes.
    """
    path = project.root / "data" / "raw" / "feedback.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST:
        path.replace(path.with_name("feedback-before.jsonl"))
    when = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"when": when, "verdict": verdict, "question": question, **asdict(reply)}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def serve(assistant: Assistant, record: dict[str, Any]) -> dict[str, Any]:
    """Answer one record: ``question`` and perhaps ``before``.

    Raises
    ------
    InputError
        When a field is missing, unknown or no text, or the question cannot be asked.
    """
    for name, value in record.items():
        if name not in ("question", "before"):
            raise InputError(f"'{name}' is not a field: question and before are")
        if not isinstance(value, str) and (value is not None or name == "question"):
            raise InputError(f"column '{name}': {value!r} is not text")
    if "question" not in record:
        raise InputError("column 'question' is missing")
    return {"served": assistant.served, **asdict(assistant.reply(**record))}
