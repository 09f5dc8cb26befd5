"""Rows of a file that is written as ``[dialect]`` of the contract says, with nothing guessed.

What is no row of the table (too few or too many cells, the header again, nothing at all) is left
out, as it was when the contract was written.
"""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from .project import InputError

LONGEST = 4_000_000  # characters of a cell; one that is longer lacks its closing quote
SHARE = 0.05  # of the rows that may be no rows
REMEMBERED = 200_000  # texts that take memory once, however often they come
BLANK = " \t\r\n"
BROKEN = ["no row"]
TEXTS: dict[Any, str] = {None: "", True: "true", False: "false"}


def read_records(path: Path, dialect: dict[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Read a file as text; return the names of its columns, and its rows.

    Raises
    ------
    InputError
        When it holds NUL bytes or a quote that is not closed, or too many rows are no rows.
    """
    opened: Any = gzip.open if dialect["compression"] else open
    with opened(path, "rt", encoding=dialect["encoding"], newline="") as file:
        records = (split if dialect["format"] == "csv" else objects)(file, dialect)
        return keep(records, dialect)


def split(file: TextIO, dialect: dict[str, Any]) -> Iterator[list[str]]:
    """Take lines apart; a delimiter that ends with a space takes the spaces after it along."""
    ended = []

    def lines() -> Iterator[str]:
        for number, line in enumerate(file):
            if number >= dialect["skip"]:
                if "\0" in line:
                    raise InputError("it holds a NUL byte")
                yield line
        ended.append(True)

    delimiter, quote = dialect["delimiter"], dialect["quote"]
    if len(delimiter.rstrip(" ")) > 1:  # not known to csv: nothing is quoted
        yield from (line.rstrip("\r\n").split(delimiter) for line in lines())
        return
    csv.field_size_limit(LONGEST)
    for cells in csv.reader(
        lines(),
        delimiter=delimiter[0],
        quotechar=quote or '"',
        quoting=csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE,
        escapechar="\\" if dialect["escape"] == "backslash" else None,
        skipinitialspace=delimiter.endswith(" "),
    ):
        if ended:  # the last row has asked for more
            raise InputError("a quote is not closed")
        yield cells


def objects(file: TextIO, dialect: dict[str, Any]) -> Iterator[list[str]]:
    """Give the cells of JSON objects, numbers as they are written."""
    as_text: Any = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), str)
    if dialect["format"] == "json":
        for value in json.load(file, **as_text):
            yield cells_of(value, dialect["names"])
        return
    for line in file:
        if line.strip(BLANK):
            try:
                yield cells_of(json.loads(line, **as_text), dialect["names"])
            except ValueError:
                yield BROKEN


def cells_of(value: Any, names: list[str]) -> list[str]:
    """Give the cells of one object, which holds no others."""
    if not isinstance(value, dict) or any(type(one) in (dict, list) for one in value.values()):
        return BROKEN
    return [str(TEXTS.get(cell, cell)) for cell in map(value.get, names)]


def keep(
    records: Iterable[list[str]], dialect: dict[str, Any]
) -> tuple[list[str], list[list[str]]]:
    """Tell rows from what is none, and name the columns."""
    names, comment = dialect["names"], dialect["comment"]
    top, rows, read, lost = None, [], 0, 0
    seen: dict[str, str] = {}
    for cells in records:
        blank = not cells or not cells[0].strip(BLANK)
        if (blank and len(cells) < 2) or (comment and cells[0].startswith(comment)):
            continue
        known = names or top or (cells[:1] if dialect["delimiter"] == " " else cells)
        while len(cells) > len(known) and not cells[-1].strip(BLANK):
            cells.pop()  # a delimiter at the end of a line is no cell
        if dialect["header"] and top is None:
            top = cells
            continue
        names = names or names_of(top, len(cells))
        read += 1
        if cells == top or (blank and not "".join(cells).strip(BLANK)):
            continue
        if len(seen) > REMEMBERED:
            seen.clear()
        if len(cells) == len(names):
            rows.append([seen.setdefault(cell, cell) for cell in cells])
        else:
            lost += 1
    if lost > SHARE * read:
        raise InputError(f"{lost:,} of {read:,} rows do not have {len(names)} cells")
    return names, rows


def names_of(top: list[str] | None, width: int) -> list[str]:
    """Name the columns by the header; what has no name, or that of another, gets a number."""
    if top is None:
        top = [""] * width
    elif len(top) == width - 1:  # R leaves out what is above the names of rows
        top = ["", *top]
    cells, names = [cell.strip(BLANK) for cell in top], []
    for place, cell in enumerate(cells, 1):
        name = first = cell or f"column_{place}"
        number = 1
        while name in names or (name != cell and name in cells):
            number += 1
            name = f"{first}_{number}"
        names.append(name)
    return names
