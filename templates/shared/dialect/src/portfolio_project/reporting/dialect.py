"""Reading a file in the dialect that ``[dialect]`` of the contract records, without guessing.

The rows are those of reading.py. Numbers and dates are turned into plain
ones (a point, no mark of thousands, ISO 8601): nothing else has to know how they were written.
"""

import csv
import re
import zlib
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import pandas as pd

from ..contract import Column, Contract
from .project import InputError
from .reading import read_records

MINUS = "\u2212"  # as typesetters write it


@dataclass(frozen=True)
class Dialect:
    """How a file is written.

    Parameters
    ----------
    compression, encoding : str
        ``gzip`` or nothing; an encoding as Python calls it.
    delimiter, quote : str
        What stands between cells and around them. A delimiter of several characters splits lines
        alone; one that ends with a space takes further spaces along.
    escape : str
        ``backslash`` where it takes away the meaning of a quote; else quotes are doubled.
    skip : int
        Lines above the table.
    comment : str
        What a line that is no row begins with.
    header : bool
        Whether the first row holds the names; else they are ``column_1`` and so on.
    decimal, thousands : str
        Marks within numbers.
    names : list of str
        Of JSON: the names that its objects have.
    dates : dict of str to str
        Columns whose dates are not ISO 8601, with their format for ``strptime``.
    affixes : dict of str to list of str
        Columns of numbers with something around them, such as ``$`` or ``kg``, which is taken off.
    marks : dict of str to list of str
        ``decimal`` and ``thousands`` of single columns.
    """

    format: str = "csv"
    compression: str = ""
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quote: str = '"'
    escape: str = "doubled"
    skip: int = 0
    comment: str = ""
    header: bool = True
    decimal: str = "."
    thousands: str = ""
    names: list[str] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    affixes: dict[str, list[str]] = field(default_factory=dict)
    marks: dict[str, list[str]] = field(default_factory=dict)


def dialect_of(contract: Contract) -> Dialect:
    """Take the dialect out of a contract.

    Raises
    ------
    InputError
        When it holds what is not known.
    """
    known = {one.name for one in fields(Dialect)}
    if unknown := sorted(set(contract.dialect) - known):
        raise InputError(f"contract.toml cannot be used: [dialect] knows no {', '.join(unknown)}")
    return Dialect(**contract.dialect)


def read_table(path: Path, contract: Contract) -> pd.DataFrame:
    """Read a file as text, with plain numbers and dates.

    Returns
    -------
    DataFrame of str, shape (rows, columns)
        Rows that have another number of cells than there are columns are left out.

    Raises
    ------
    InputError
        When there is no such file, or it is not written so.
    """
    dialect = dialect_of(contract)
    try:
        names, rows = read_records(path, asdict(dialect))
    except (OSError, ValueError, EOFError, csv.Error, zlib.error) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from None
    if not names:
        raise InputError(f"{path.name} cannot be read as CSV: the data has no rows")
    table = pd.DataFrame(rows, columns=names, dtype=str)
    for column in contract.columns:
        if column.name in table and column.role != "excluded":
            table[column.name] = plain(table[column.name], column, dialect)
    return table


def plain(text: pd.Series, column: Column, dialect: Dialect) -> pd.Series:
    """Write the numbers and dates of a column as everybody does; what is neither stays as it is."""
    if column.kind == "date" and column.name in dialect.dates:
        moments = moments_of(text.str.strip(), dialect.dates[column.name])
        return moments.dt.strftime("%Y-%m-%dT%H:%M:%S").where(moments.notna(), text)
    if column.kind not in ("number", "integer"):
        return text
    affixes = dialect.affixes.get(column.name, [])
    if column.name in dialect.marks:
        decimal, thousands = dialect.marks[column.name]
        dialect = replace(dialect, decimal=decimal, thousands=thousands)
    if not affixes and dialect.decimal == "." and not dialect.thousands:
        return text
    cells = {cell: plain_number(cell, affixes, dialect) for cell in text.unique()}
    return text.map(cells)


def moments_of(text: pd.Series, how: str) -> pd.Series:
    """Read dates in a format, or seconds (``unix``) or milliseconds (``unix-ms``) since 1970."""
    if how.startswith("unix"):
        unit = "ms" if how == "unix-ms" else "s"
        return pd.to_datetime(pd.to_numeric(text, errors="coerce"), unit=unit, errors="coerce")
    return pd.to_datetime(text, format=how, errors="coerce")


def plain_number(cell: str, affixes: list[str], dialect: Dialect) -> str:
    """Write one number with a point and without marks of thousands; give other text back.

    A number in brackets is below zero, as accountants write it.
    """
    bare = cell.strip().replace(MINUS, "-").replace("\u00a0", " ")
    bracketed = "(" in affixes and bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1].strip() if bracketed else bare
    sign = bare[0] if affixes and bare[:1] in ("-", "+") else ""
    bare = bare.removeprefix(sign).strip()
    for affix in affixes:
        bare = bare.removeprefix(affix).removesuffix(affix).strip()
    bare = f"{'-' * bracketed}{sign}{bare}"
    point, mark = re.escape(dialect.decimal), re.escape(dialect.thousands)
    grouped = rf"[-+]?\d{{1,3}}(?:{mark}\d{{3}})+(?:{point}\d*)?" if mark else r"(?!)"
    if re.fullmatch(grouped, bare):
        bare = bare.replace(dialect.thousands, "")
    number = re.fullmatch(rf"([-+]?\d*)(?:{point}(\d*))?([eE][-+]?\d+)?", bare)
    if not number or not re.search(r"\d", bare):
        return cell
    whole, decimals, exponent = number.groups(default="")
    return f"{whole}{'.' if decimals else ''}{decimals}{exponent}"
