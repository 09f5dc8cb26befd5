"""A newer file: what changed is said, and what breaks the contract is refused."""

import csv
import io

import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import Column, read_contract
from portfolio_project.data import NEEDS, load
from portfolio_project.refresh import differences

COLUMNS = [
    Column("who", "text", "user", "a user"),
    Column("what", "text", "item", "an item"),
    Column("stars", "number", "value", "a rating"),
    Column("day", "integer", "time", "a day"),
]


@pytest.fixture
def newer(quick_project, tmp_path):
    """Give the project's own events, changed, as a file."""

    def make(change):
        path = quick_project.root / read_contract(quick_project, NEEDS).data["file"]
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        text = io.StringIO()
        csv.writer(text).writerows([head, *change(rows, head)])
        new = tmp_path / "newer.csv"
        new.write_text(text.getvalue(), encoding="utf-8")
        return str(new)

    return make


def test_a_newer_file_takes_the_place_of_the_old_one(quick_project, newer, capsys):
    before = len(load(quick_project).events.user)
    assert main(["data", "--refresh", newer(lambda rows, _: rows[:-50])], quick_project) == 0
    said = capsys.readouterr().out
    assert f"{before - 50:,} events, -50 against the old file" in said
    assert "results are out of date" in said
    assert len(load(quick_project).events.user) == before - 50


def test_what_breaks_the_contract_is_refused_and_nothing_is_changed(quick_project, newer, capsys):
    def spoil(rows, head):
        head.append("mood")
        return [[*row, "good"] for row in rows]

    before = load(quick_project).sha256
    assert main(["data", "--refresh", newer(spoil)], quick_project) == 2
    assert "breaks data/contract.toml, so nothing was changed" in capsys.readouterr().err
    assert load(quick_project).sha256 == before


def events(**columns):
    made = {"who": ["a", "b"] * 50, "what": ["x", "y"] * 50, "stars": [1.0, 5.0] * 50}
    return pd.DataFrame(made | {"day": range(100)} | columns)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "100 events, +0 against the old file"),
        ({"who": ["a", "c"] * 50}, "2 users, 1 of them new, with 50% of the events"),
        ({"what": ["x"] * 100}, "1 items, 0 of them new, with 0% of the events"),
        ({"day": range(100, 200)}, "they go from 100 to 199; 0 to 99 before"),
        ({"stars": [4.0, 5.0] * 50}, "stars has shifted: median 4.5, 3 before"),
    ],
)
def test_a_change_is_said(changed, said):
    sentences = list(differences(events(), events(**changed), COLUMNS))
    assert said in sentences
    assert any("has shifted" in one for one in sentences) == ("stars" in changed)
