"""A newer file: what changed is said, what breaks the contract is refused, chance is no change."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import Column, read_contract
from portfolio_project.data import load
from portfolio_project.refresh import differences

NUMBER = Column("x", "number", "feature", "a number")
LEVEL = Column("x", "category", "feature", "levels", levels=["a", "b", "c"])


def table(values):
    return pd.DataFrame({"x": values})


@pytest.fixture
def newer(quick_project, tmp_path):
    """Give the project's own rows, changed, as a file."""

    def make(change):
        path = quick_project.root / read_contract(quick_project).data["file"]
        head, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
        text = io.StringIO()
        csv.writer(text).writerows([head, *change(rows, head)])
        new = tmp_path / "newer.csv"
        new.write_text(text.getvalue(), encoding="utf-8")
        return str(new)

    return make


def test_a_newer_file_takes_the_place_of_the_old_one(quick_project, newer, capsys):
    before = len(load(quick_project).y)
    file = newer(lambda rows, _: rows[:-50])
    assert main(["data", "--refresh", file], quick_project) == 0
    said = capsys.readouterr().out
    assert f"{before - 50:,} rows, -50 against the old file" in said
    assert "results are out of date" in said
    assert len(load(quick_project).y) == before - 50


def test_what_breaks_the_contract_is_refused_and_nothing_is_changed(quick_project, newer, capsys):
    target = read_contract(quick_project).target.name

    def spoil(rows, head):
        at = head.index(target)
        return [[*row[:at], "neither", *row[at + 1 :]] for row in rows]

    before = load(quick_project).sha256
    assert main(["data", "--refresh", newer(spoil)], quick_project) == 2
    assert "breaks data/contract.toml, so nothing was changed" in capsys.readouterr().err
    assert load(quick_project).sha256 == before


@pytest.mark.parametrize(
    ("column", "old", "new", "said"),
    [
        (NUMBER, np.arange(200.0), np.arange(200.0) + 100, "x has shifted: median 199.5, 99.5"),
        (LEVEL, ["a", "b"] * 100, ["a"] * 150 + ["b"] * 50, "a in 75% of the rows, 50% before"),
        (NUMBER, [1.0, 2.0] * 50, [1.0, np.nan] * 50, "x is empty in 50% of the rows, 0% before"),
    ],
)
def test_a_change_is_said(column, old, new, said):
    dtype = pd.CategoricalDtype(column.levels) if column.levels else float
    frames = [table(pd.Series(values, dtype=dtype)) for values in (old, new)]
    assert any(said in sentence for sentence in differences(*frames, [column]))


@pytest.mark.parametrize("column", [NUMBER, LEVEL], ids=lambda column: column.kind)
def test_chance_is_hardly_ever_a_change(column):
    rng, alarms = np.random.default_rng(0), 0
    for _ in range(200):
        if column.levels:
            codes = rng.integers(0, 3, (2, 300))
            parts = [pd.Series(pd.Categorical.from_codes(part, column.levels)) for part in codes]
        else:
            parts = [pd.Series(part) for part in rng.normal(size=(2, 300))]
        alarms += len(list(differences(*map(table, parts), [column]))) - 1
    assert alarms <= 7  # of 200 at one in a hundred: 8 or more in one of a thousand tests
