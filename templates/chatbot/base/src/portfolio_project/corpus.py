"""Documents, split into passages at their headings and never across one.

A passage is cited as ``file#heading``, the anchor that GitHub gives the heading. A section that is
longer than the contract allows is cut between sentences; its pieces share the citation.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .project import InputError
from .words import plain, sentences

HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*")
FENCE = re.compile(r"\s*(?:```|~~~)")


@dataclass(frozen=True)
class Passage:
    """A piece of one section.

    Parameters
    ----------
    source : str
        Its citation, ``file#heading``; the file alone where there is no heading.
    title : str
        The document's title and the heading.
    text : str
        The author's own words.
    """

    source: str
    title: str
    text: str


def read_corpus(folder: Path, rules: dict[str, Any]) -> list[Passage]:
    """Read every document of a folder, and of the folders in it, in the order of their names.

    Parameters
    ----------
    folder : Path
        Where the documents are.
    rules : dict
        ``[corpus]`` of the contract: ``suffixes``, ``max_bytes`` and ``max_words``.

    Raises
    ------
    InputError
        Names the document that is too large, binary, or not UTF-8, or says that there is none.
    """
    passages = []
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder: give one that holds Markdown or text")
    for path in sorted(path for path in folder.rglob("*") if path.suffix in rules["suffixes"]):
        name = path.relative_to(folder).as_posix()
        found = split_sections(name, read_document(path, name, rules), rules["max_words"])
        passages += found
        if not found:
            print(f"data: {name} holds no text and is left out")
    if not passages:
        raise InputError(f"{folder} holds no text in files of {' or '.join(rules['suffixes'])}")
    return passages


def read_document(path: Path, name: str, rules: dict[str, Any]) -> str:
    """Read one document, refusing what is no text of a sensible size."""
    size = path.stat().st_size
    if size > rules["max_bytes"]:
        raise InputError(f"{name} has {size} bytes, and {rules['max_bytes']} are the most: cut it")
    content = path.read_bytes()
    if b"\0" in content:
        raise InputError(f"{name} is binary: leave text files alone in the folder")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"{name} is not UTF-8 at byte {error.start}"
        raise InputError(f"{reason}: save it with that encoding") from None


def split_sections(name: str, text: str, max_words: int) -> list[Passage]:
    """Split one document at its headings.

    Parameters
    ----------
    name : str
        Of the file, for citations.
    text : str
        Markdown, or text without headings, which is one section.
    max_words : int
        Of one passage.
    """
    title, source, fenced = "", name, False
    sections: dict[str, tuple[str, list[str]]] = {name: ("", [])}
    for line in text.splitlines():
        fenced ^= bool(FENCE.match(line))
        if not fenced and (match := HEADING.fullmatch(line)):
            heading = match[2]
            title = title or heading
            source = unused(f"{name}#{slug(heading)}", sections)
            sections[source] = (title if title == heading else f"{title}: {heading}", [])
        else:
            sections[source][1].append(line)
    return [
        Passage(source, heading, piece)
        for source, (heading, lines) in sections.items()
        for piece in pieces("\n".join(lines), max_words)
    ]


def slug(heading: str) -> str:
    """Make the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def unused(source: str, taken: dict[str, Any]) -> str:
    """Give a citation that is free, numbered as GitHub does: ``-1``, ``-2``, and so on."""
    names = [source, *(f"{source}-{i}" for i in range(1, len(taken) + 1))]
    return next(name for name in names if name not in taken)


def pieces(text: str, max_words: int) -> list[str]:
    """Cut a section between sentences into pieces of at most ``max_words``, where it is longer."""
    if len(plain(text)) <= max_words:
        return [text.strip()] if text.strip() else []
    found: list[list[str]] = [[]]
    for sentence in sentences(text):
        words = sentence.split(" ")
        for start in range(0, len(words), max_words):  # a sentence without an end is cut as well
            part = words[start : start + max_words]
            if len(found[-1]) + len(part) > max_words:
                found.append([])
            found[-1] += part
    return [" ".join(part) for part in found if part]
