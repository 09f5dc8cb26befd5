"""Documents, split into passages at their headings and never across one.

A passage is cited as ``file#heading``, the anchor that GitHub gives the heading. A section that is
longer than the contract allows is cut between sentences; its pieces share the citation.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Any

from .markup import read_markup
from .pdf import PICTURES, read_pdf
from .pieces import pieces
from .reporting.project import InputError
from .words import ITEM, LINE, PARAGRAPH, clean


@dataclass(frozen=True)
class Passage:
    """A piece of one section.

    Parameters
    ----------
    source : str
        Its citation, ``file#heading``; the file alone where there is no heading.
    title : str
        The document's title and the headings above it, the outermost first.
    text : str
        The author's own words.
    """

    source: str
    title: str
    text: str


class Faults(dict[str, list[str]]):
    """What is wrong with documents and questions: by reason, the places where it is so."""

    def add(self, reason: str, location: str) -> None:
        """Note one more place."""
        self.setdefault(reason, []).append(location)

    def stop(self) -> None:
        """Refuse the files, where anything is wrong with them.

        Raises
        ------
        InputError
            Names every reason, with its first places and how many more there are.
        """
        messages = [f"{reason}: {first_few(locations)}" for reason, locations in self.items()]
        if messages:
            head = ["this cannot be used"] if len(messages) > 1 else []
            raise InputError("\n  ".join(head + messages))


def first_few(names: list[str], most: int = 5) -> str:
    """Name the first places, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


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
        faults.add("not a folder; give one that holds Markdown, HTML, PDF or text", str(folder))
        return []
    passages, empty, n_faults = list[Passage](), list[str](), len(faults)
    suffixes = [f".{suffix.lower().removeprefix('.')}" for suffix in rules["suffixes"]]
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    for name, path in sorted(paths.items()):
        hidden = any(part.startswith(".") for part in name.split("/"))
        if hidden or path.suffix.lower() not in suffixes or not path.is_file():
            continue
        if (text := read_document(path, name, rules, faults)) is None:
            continue
        sections = split_sections(name, text, rules["max_words"])
        passages += sections
        if not sections:
            empty.append(name)
    if empty:
        print(f"data: without text, and left out (a scan has none): {first_few(empty)}")
    if not passages and len(faults) == n_faults:
        faults.add(f"no text in files of {' or '.join(suffixes)}", str(folder))
    return passages


def read_document(path: Path, name: str, rules: dict[str, Any], faults: Faults) -> str | None:
    """Read one document; None where it is not text of a sensible size, which is noted."""
    pages = path.suffix.lower() == ".pdf"
    most = rules["max_bytes"] * (PICTURES if pages else 1)
    try:
        if (size := path.stat().st_size) > most:
            faults.add(f"documents of more than {most} bytes, to be cut", f"{name} ({size})")
            return None
        content = path.read_bytes()
        if pages:
            text, fault = read_pdf(content)
            if fault:
                faults.add(fault, name)
            return None if fault else text
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
        Of the file: for citations, and its ending says how it is read.
    text : str
        Markdown, HTML, the pages of a PDF, or text, which is one section.
    max_words : int
        Of one passage.
    """
    title, blocks = read_markup(name, text)
    title, source = clean(title), clean(name).replace("\n", " ")
    sections: dict[str, tuple[str, list[str]]] = {source: (title, [])}
    file, parents = source, dict[int, str]()
    for block in blocks:
        content = clean(block.text)
        if block.heading:
            title = title or content
            source = unique(f"{file}#{block.anchor or slug(content)}", sections)
            # "Answer" says nothing without the question above it.
            parents = {level: name for level, name in parents.items() if level < block.heading}
            parents[block.heading] = content
            sections[source] = (": ".join(dict.fromkeys([title, *parents.values()])), [])
        else:
            sections[source][1].append(content)
    return [
        Passage(source, heading, piece)
        for source, (heading, blocks) in sections.items()
        for piece in pieces(join_blocks(blocks), max_words)
    ]


def join_blocks(blocks: list[str]) -> str:
    """Put the blocks of a section below each other, a list's items without space between them."""
    text = ""
    for before, block in pairwise(["", *blocks]):
        close = ITEM.match(before) and ITEM.match(block)
        text += f"{LINE if close else PARAGRAPH}{block}"
    return text.strip()


def slug(heading: str) -> str:
    """Make the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def unique(source: str, taken: Container[str]) -> str:
    """Give a citation that is free, numbered as GitHub does: ``-1``, ``-2``, and so on."""
    numbered = (f"{source}-{i}" for i in count(1))
    return next(name for name in chain([source], numbered) if name not in taken)
