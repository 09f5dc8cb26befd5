"""The contract: each kind of bad row is refused by row, column and value, with exit code 2."""

import re

import numpy as np
import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import (
    Column,
    read_contract,
)
from portfolio_project.data import load, prepare
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.reporting.rows import (
    check_rows,
    read_csv,
)


@pytest.fixture
def broken(quick_project, capsys):
    """Change the data file, run ``data``, and return what it said."""
    prepare(quick_project)
    contract = read_contract(quick_project)
    path = quick_project.root / contract.data["file"]

    def run(change):
        rows = change(read_csv(path), contract)
        path.write_text("" if rows is None else rows.to_csv(index=False), encoding="utf-8")
        capsys.readouterr()
        assert main(["data"], quick_project) == 2
        return capsys.readouterr().err

    return run


NUMBER, CATEGORY = ("number", "integer"), ("category",)


def first(contract, kinds):
    """Name the first column of a kind that is used."""
    used = [column for column in contract.columns if column.role in ("feature", "target")]
    names = [column.name for column in used if column.kind in kinds and not column.missing]
    return names[0] if names else pytest.skip(f"the contract has no {kinds[0]} without empty cells")


def put(value, kinds=NUMBER):
    """Put a value into the third row of the first column of a kind."""

    def change(rows, contract):
        rows.loc[2, first(contract, kinds)] = value
        return rows

    return change


def drop(rows, contract):
    return rows.drop(columns=first(contract, NUMBER))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (put("abc"), "row 3, column '{number}': 'abc' is not a number"),
        (put("1e999"), "row 3, column '{number}': '1e999' is infinite"),
        (put("-inf"), "row 3, column '{number}': '-inf' is infinite"),
        (put(""), "row 3, column '{number}': '' is empty"),
        (put("#N/A"), "row 3, column '{number}': '#N/A' is empty"),
        (put("?", CATEGORY), "row 3, column '{category}': '?' is empty"),
        (put("-99999"), "row 3, column '{number}': '-99999' is outside"),
        (put("maybe", CATEGORY), "row 3, column '{category}': 'maybe' is not one of"),
        (drop, "column '{number}' is missing"),
        (lambda rows, _: rows.assign(extra="1"), "column 'extra' is not in data/contract.toml"),
        (lambda rows, _: rows.head(0), "the data has no rows"),
        (lambda _rows, _: None, "cannot be read as CSV"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_bad_data_is_refused_by_name(broken, quick_project, change, expected):
    kinds, contract = {"number": NUMBER, "category": CATEGORY}, read_contract(quick_project)
    names = {kind: first(contract, kinds[kind]) for kind in kinds if f"{{{kind}}}" in expected}
    message, expected = broken(change), expected.format(**names)
    assert expected in message
    assert message.count("\n") == 1 + expected.count("\n")  # a name may have several lines


def test_the_first_bad_row_is_named_not_the_first_bad_column(broken):
    def change(rows, contract):
        numbers = [column.name for column in contract.role("feature") if column.kind in NUMBER]
        if len(numbers) < 2:
            pytest.skip("the contract has no two numbers")
        rows.loc[9, numbers[0]] = "late"
        rows.loc[4, numbers[1]] = "early"
        return rows

    assert "row 5" in broken(change)


def test_every_fault_is_named_at_once_with_how_many_rows_have_it(broken, quick_project):
    def change(rows, contract):
        rows.loc[[1, 4, 5, 8], first(contract, NUMBER)] = ["x", "y", "z", "u"]
        rows.loc[6, first(contract, CATEGORY)] = "maybe"
        return rows.drop(columns=other).assign(extra="1")

    contract = read_contract(quick_project)
    number, category = first(contract, NUMBER), first(contract, CATEGORY)
    names = [c.name for c in contract.role("feature")]
    other = next((name for name in names if name not in (number, category)), None)
    if other is None:
        pytest.skip("the contract has no third field")
    expected = broken(change)
    assert f"column '{other}' is missing" in expected
    assert "column 'extra' is not in data/contract.toml" in expected
    fault = f"row 2, column '{number}': 'x' is not a number (4 rows; next row 5 'y', row 6 'z')"
    assert fault in expected
    assert f"row 7, column '{category}': 'maybe' is not one of" in expected


def test_excluded_columns_are_neither_checked_nor_needed():
    excluded = Column("x", "integer", "excluded", "kept", range=[0, 1])
    assert check_rows(read_rows(["text"]), [excluded])["x"].tolist() == ["text"]
    assert list(check_rows(read_rows(["1"]).assign(y="2"), [column("number"), excluded]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1;2\n", "its cells are separated by ';'"),
        ("a\tb\n1\t2\n", "its cells are separated by '\\t'"),
        ("a,b\n1,2,3\n4,5,6\n", "rows have more cells than headings"),
    ],
)
def test_a_file_with_other_separators_gets_a_hint(tmp_path, text, expected):
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(expected)):
        read_csv(tmp_path / "rows.csv")


def test_a_byte_order_mark_is_no_part_of_the_first_heading(tmp_path):
    (tmp_path / "rows.csv").write_bytes(b"\xef\xbb\xbfa,b\n1,2\n")
    assert list(read_csv(tmp_path / "rows.csv")) == ["a", "b"]


def test_words_for_a_missing_value_are_the_contracts(quick_project):
    path = quick_project.root / "data" / "contract.toml"
    text = re.sub(r"(?m)^missing = .*\n", "", path.read_text(encoding="utf-8"))
    path.write_text(text.replace("[data]", '[data]\nmissing = ["unknown"]', 1), encoding="utf-8")
    words = {tuple(column.empty) for column in read_contract(quick_project).columns}
    assert words == {("unknown",)}
    number = column("number", missing=True, empty=["unknown"])
    assert check_rows(read_rows(["unknown", ""]), [number])["x"].isna().all()
    with pytest.raises(InputError, match="'NA' is not a number"):
        check_rows(read_rows(["NA"]), [number])


def test_a_level_or_a_name_is_a_value_even_if_it_reads_like_a_missing_one():
    level = column("category", levels=["-", "None", "x"], missing=True)
    assert list(check_rows(read_rows(["-", "None", "NA"]), [level])["x"].isna()) == [0, 0, 1]
    name = Column("x", "text", "id", "a name")
    assert list(check_rows(read_rows(["-"]), [name])["x"]) == ["-"]


def test_moments_of_several_time_zones_are_put_in_order():
    date = column("date")
    typed = check_rows(read_rows(["2024-03-01T12:00+02:00", "2024-03-01T09:30-01:00"]), [date])
    assert [f"{moment:%H:%M}" for moment in typed["x"]] == ["10:00", "10:30"]
    expected = "row 2, column 'x': '2024-03-01T12:00' has no time zone, which other rows have"
    with pytest.raises(InputError, match=re.escape(expected)):
        check_rows(read_rows(["2024-03-01T12:00Z", "2024-03-01T12:00"]), [date])


@pytest.mark.parametrize(
    ("ends", "value", "expected"),
    [
        ([0, np.inf], "-1", "'-1' is below 0"),
        ([-np.inf, 12345678], "1e9", "'1e9' is above 12345678"),
    ],
)
def test_an_open_end_of_a_range_is_not_named(ends, value, expected):
    with pytest.raises(InputError, match=f"{expected}$"):
        check_rows(read_rows([value]), [column("number", range=ends)])


def test_the_data_that_ships_keeps_to_the_contract(finished):
    table = load(finished)
    assert len(table.y) == len(table.X) == len(table.ids)
    assert np.isfinite(table.y).all()


def test_a_file_that_is_not_there_is_said_to_be_missing(quick_project):
    (quick_project.root / read_contract(quick_project).data["file"]).unlink(missing_ok=True)
    with pytest.raises(InputError, match=r"is not there: run `python -m \w+ data`"):
        load(quick_project)


@pytest.mark.parametrize(
    ("pattern", "into", "expected"),
    [
        (r'role = "target"', 'role = "goal"', "'goal' will not do: one of excluded, feature"),
        (r'role = "target"', 'role = "feature"', "exactly one target"),
        (r'role = "target"', 'role = "target", missing = true', "a value in every row"),
        (r'role = "feature"', 'role = "group"', "'group' is for one column"),
        (r'role = "target"', 'role = "target", colour = 1', "colour"),
        (r'role = "feature"', 'role = "feature", unseen = true', "unseen is for role 'group'"),
        (r'kind = "(number|category)"', 'kind = "text"', "'feature' and kind 'text' do not go"),
        (r"range = .*?\]", "range = [2, 1]", "range = .2, 1. will not do: two numbers"),
        (r"\[columns\](.|\n)*", "", r"at least one feature\n.*exactly one target"),
        (r'meaning = "(\\.|[^"\\])*"', "meaning = 1", r"((.|\n)*?\.meaning = 1 will not do){all}"),
        (r"\[data\]", "[data", "contract.toml cannot be read"),
    ],
)
def test_a_contract_that_contradicts_itself_is_refused(quick_project, pattern, into, expected):
    path, contract = quick_project.root / "data" / "contract.toml", read_contract(quick_project)
    text, changes = re.subn(pattern, into, path.read_text(encoding="utf-8"))
    if changes == 0 or ("one column" in expected and len(contract.role("feature")) < 2):
        pytest.skip("the contract has nothing that this would contradict")
    path.write_text(text, encoding="utf-8")
    expected = expected.replace("{all}", f"{{{len(contract.columns)}}}")
    with pytest.raises(InputError, match=expected):
        read_contract(quick_project)


def column(kind, **facts):
    return Column("x", kind, "feature", "a field", True, **facts)


@pytest.mark.parametrize(
    ("kind", "facts", "value", "expected"),
    [
        ("integer", {}, "1.5", "is not a whole number"),
        ("date", {}, "31.12.2020", "is not an ISO 8601 date"),
        ("number", {"range": [0, 1]}, "1.01", "is outside 0 to 1"),
        ("category", {"levels": ["a", "b"]}, "A", "is not one of a, b"),
        ("text", {}, "  ", "is empty"),
    ],
)
def test_each_kind_refuses_what_it_is_not(kind, facts, value, expected):
    rows = read_rows([value])
    with pytest.raises(InputError, match=re.escape(expected)):
        check_rows(rows, [column(kind, **facts)])


@pytest.mark.parametrize(
    ("kind", "facts", "value"),
    [
        ("integer", {}, " 7 "),
        ("number", {"range": [0, 1]}, "1"),
        ("category", {"levels": ["a", "b"]}, "b"),
        ("date", {}, "2020-12-31T23:59"),
        ("number", {"missing": True}, ""),
        ("category", {"levels": ["a", "b"], "missing": True}, ""),
    ],
)
def test_each_kind_accepts_what_it_is(kind, facts, value):
    typed = check_rows(read_rows([value]), [column(kind, **facts)])
    assert typed["x"].isna().sum() == facts.get("missing", 0)


def read_rows(values):
    return pd.DataFrame({"x": values}, dtype=str)
