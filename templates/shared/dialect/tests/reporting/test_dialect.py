"""A file is read as its dialect says: the same rows as when it was looked at first."""

import gzip

import pytest

from portfolio_project.contract import Column, Contract
from portfolio_project.reporting.dialect import Dialect, plain_number, read_table
from portfolio_project.reporting.project import InputError
from portfolio_project.reporting.reading import names_of

COLUMNS = [
    Column("name", "text", "id", "a name"),
    Column("size", "number", "feature", "a number"),
    Column("day", "date", "time", "a day"),
]


def read(folder, content, **dialect):
    path = folder / "rows.txt"
    path.write_bytes(content)
    table = read_table(path, Contract({}, {}, COLUMNS, dialect))
    return [list(table), *table.to_numpy().tolist()]


HEAD = ["name", "size", "day"]


EURO = {"delimiter": ";", "decimal": ",", "thousands": "."}
TITLED = {"skip": 1, "delimiter": "\t", "quote": "'"}
SINCE_1970 = {"affixes": {"size": ["kg"]}, "dates": {"day": "unix"}}
MARKED = {"affixes": {"size": ["€"]}, "marks": {"size": [",", "."]}}
SAID = {"affixes": {"size": ["$", "kg"]}, "dates": {"day": "%d.%m.%Y"}}


@pytest.mark.parametrize(
    ("lines", "dialect", "rows"),
    [
        (["a,1,2024-01-02"], {}, [["a", "1", "2024-01-02"]]),
        (["a;1.234,5;x\r"], EURO, [["a", "1234.5", "x"]]),
        (["a|1|x", "c|3|y|", "||"], {"delimiter": "|"}, [["a", "1", "x"], ["c", "3", "y"]]),
        (["'a\tb'\t1\tx"], TITLED, [["a\tb", "1", "x"]]),
        (['"a\\"b",1,x'], {"escape": "backslash"}, [['a"b', "1", "x"]]),
        (['"a""b",1,x', "", "# no row"], {"comment": "#"}, [['a"b', "1", "x"]]),
        (["a::1::x"], {"delimiter": "::"}, [["a", "1", "x"]]),
        (["a,$1 kg,02.01.2024"], SAID, [["a", "1", "2024-01-02T00:00:00"]]),
        (["a,2 kg,86400"], SINCE_1970, [["a", "2", "1970-01-02T00:00:00"]]),
        (["a,€1.200,1"], MARKED, [["a", "1200", "1"]]),
        (["ä,1,x"], {"encoding": "cp1252"}, [["ä", "1", "x"]]),
    ],
)
def test_a_file_is_read_as_its_dialect_says(tmp_path, lines, dialect, rows):
    head = dialect.get("delimiter", ",").join(HEAD)
    text = "\n".join([*["A title"] * dialect.get("skip", 0), head, *lines, ""])
    content = text.encode(dialect.get("encoding", "utf-8"))
    assert read(tmp_path, content, **dialect) == [HEAD, *rows]
    packed = gzip.compress(content)
    assert read(tmp_path, packed, **dialect, compression="gzip") == [HEAD, *rows]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("$1,200", "1200"),
        ("-$1,200.50", "-1200.50"),
        ("($3)", "-3"),
        ("45 $", "45"),
        ("7", "7"),
        ("seven $", "seven $"),
    ],
)
def test_what_stands_around_a_number_is_taken_off_and_its_sign_is_kept(cell, number):
    assert plain_number(cell, ["$", "(", ")"], Dialect(thousands=",")) == number


def test_without_a_header_columns_are_numbered(tmp_path):
    assert read(tmp_path, b"a,1,x\n", header=False) == [
        ["column_1", "column_2", "column_3"],
        ["a", "1", "x"],
    ]


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (["a", "", "a"], ["a", "column_2", "a_2"]),
        (["a", "a", "a_2"], ["a", "a_3", "a_2"]),
        (["", "column_1"], ["column_1_2", "column_1"]),
    ],
)
def test_names_are_made_distinct(header, names):
    assert names_of(header, len(header)) == names


def test_a_dialect_that_is_not_known_is_refused(tmp_path):
    with pytest.raises(InputError, match="knows no separator"):
        read(tmp_path, b"", separator=";")


def test_a_file_that_is_written_otherwise_is_refused(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path, b"\xff\xfe\xff", encoding="utf-8")
