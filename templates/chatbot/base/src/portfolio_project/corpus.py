"""Documents, split into passages at their headings and never across one.

A passage is cited as ``file#heading``, the anchor that GitHub gives the heading. A section that is
longer than the contract allows is cut between sentences; its pieces share the citation.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .reporting.project import InputError
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


class Faults(dict[str, list[str]]):
    """What is wrong with documents and questions: by reason, the places where it is so."""

    def add(self, reason: str, place: str) -> None:
        """Note one more place."""
        self.setdefault(reason, []).append(place)

    def stop(self) -> None:
        """Refuse the files, where anything is wrong with them.

        Raises
        ------
        InputError
            Names every reason, with its first places and how many more there are.
        """
        told = [f"{reason}: {first(places)}" for reason, places in self.items()]
        if told:
            head = ["this cannot be used"] if len(told) > 1 else []
            raise InputError("\n  ".join(head + told))


def first(places: list[str], most: int = 5) -> str:
    """Name the first places, and how many more there are."""
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more


def read_corpus(folder: Path, rules: dict[str, Any], faults: Faults) -> list[Passage]:
    """Read every document of a folder, and of the folders in it, in the order of their names.

    What begins with a dot is left out.

    Parameters
    ----------
    folder : Path
        Where the documents are.
    rules : dict
        ``[corpus]`` of the contract: ``suffixes``, ``max_bytes`` and ``max_words``.
    faults : Faults
        Is given each document that is too large, binary, or not UTF-8, or that there is none.
    """
    if not folder.is_dir():
        faults.add("not a folder; give one that holds Markdown or text", str(folder))
        return []
    passages, empty, known = list[Passage](), list[str](), len(faults)
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    for name, path in sorted(paths.items()):
        hidden = any(part.startswith(".") for part in name.split("/"))
        if hidden or path.suffix.lower() not in rules["suffixes"] or not path.is_file():
            continue
        if (text := read_document(path, name, rules, faults)) is None:
            continue
        found = split_sections(name, text, rules["max_words"])
        passages += found
        if not found:
            empty.append(name)
    if empty:
        print(f"data: without text, and left out: {first(empty)}")
    if not passages and len(faults) == known:
        faults.add(f"no text in files of {' or '.join(rules['suffixes'])}", str(folder))
    return passages


def read_document(path: Path, name: str, rules: dict[str, Any], faults: Faults) -> str | None:
    """Read one document; None where it is no text of a sensible size, which is noted."""
    try:
        if (size := path.stat().st_size) > rules["max_bytes"]:
            reason = f"documents of more than {rules['max_bytes']} bytes, to be cut"
            faults.add(reason, f"{name} ({size})")
            return None
        content = path.read_bytes()
        if b"\0" not in content:
            return content.decode("utf-8-sig")
        faults.add("documents that are binary, to be taken out", name)
    except OSError as error:
        faults.add("documents that cannot be opened", f"{name} ({error.strerror})")
    except UnicodeDecodeError as error:
        reason = "documents that are not UTF-8, to be saved with that encoding"
        faults.add(reason, f"{name} (byte {error.start})")
    return None


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
