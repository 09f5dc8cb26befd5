"""The error analysis: the worst rows first, and no finding that chance would have made."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from portfolio_project import errors
from portfolio_project.held_out import open_test_part
from portfolio_project.metrics import row_losses


@pytest.fixture(scope="module")
def held(finished):
    return open_test_part(finished)


def test_the_worst_rows_come_first_and_equal_ones_in_the_order_of_the_file(held):
    twice = np.repeat(np.arange(len(held.y) // 2), 2)
    parts = replace(held.parts, test=held.parts.test[: len(twice)])
    some = replace(held, parts=parts, X=held.X.iloc[twice], y=held.y[twice], p=held.p[twice])
    losses = row_losses(some.y, some.p)
    order = sorted(range(len(twice)), key=lambda i: (-losses[i], i))[: errors.WORST]
    lines = [line for line in errors.worst(some).splitlines() if line.startswith("| ")][2:]
    shown = [line.split(" | ")[0].removeprefix("| ") for line in lines]
    assert shown == [str(held.table.ids[parts.test[i]]).replace("_", r"\_") for i in order]


def rows(n, shift, seed=0):
    """Draw rows of ten fields; in the first half one field and one level are shifted."""
    rng, first = np.random.default_rng(seed), np.arange(n) < n // 2
    X = pd.DataFrame(rng.normal(size=(n, 9))).add_prefix("field")
    X["field3"] += shift * first
    levels = np.where(rng.uniform(size=n) < 0.5 + 0.5 * min(shift, 1) * first, "x", "y")
    return X.assign(kind=pd.Categorical(levels)), first


def sentence_of(X, first, units=None):
    units = np.arange(len(X)) if units is None else units
    return errors.finding(X, units, "misses", first, "rows that were found", ~first)


def test_a_finding_names_the_fields_that_differ_with_their_means():
    X, first = rows(80, 2.0)
    sentence = sentence_of(X, first)
    assert sentence.startswith("The 40 misses, beside the 40 rows that were found, differ")
    here, there = X["field3"][first].mean(), X["field3"][~first].mean()
    assert f"field3: {here:.3g} against {there:.3g}" in sentence
    assert "kind = x: 100% against" in sentence


def test_chance_makes_a_finding_in_one_of_twenty_at_most():
    none = sum("no field" in sentence_of(*rows(60, 0.0, seed)) for seed in range(100))
    assert none >= 100 * 0.95 - 3 * np.sqrt(100 * 0.05 * 0.95)


def test_rows_that_hang_together_count_once():
    found = 0
    for seed in range(50):
        X, first = rows(20, 0.0, seed)
        many = np.repeat(np.arange(20), 10)
        found += "no field" not in sentence_of(X.iloc[many], first[many], many)
    assert found <= 5  # twenty and more, if each row were a case of its own


def test_too_few_errors_say_nothing():
    X, _ = rows(80, 2.0)
    sentence = sentence_of(X, np.arange(80) < errors.FEW - 1)
    assert "too few to say what sets them apart" in sentence
    assert sentence_of(X, np.zeros(80, dtype=bool)) == "There were no misses."


def test_the_table_of_confusions_counts_every_test_row_once(held):
    if not held.table.contract.target.levels:
        assert not any("said →" in block for block in errors.write(held))
        return
    cells = [line.split(" | ")[1:] for line in errors.confusions(held).splitlines()[2:]]
    assert sum(int(cell.rstrip(" |")) for row in cells for cell in row) == len(held.y)


def test_coefficients_of_a_linear_model_are_shown_the_largest_first(held):
    linear = held.bundle.tiers["simple"]
    _, shown = errors.coefficients(replace(held, served=linear))
    values = [line.split(" | ")[1:] for line in shown.splitlines()[2:]]
    sizes = [max(abs(float(cell.rstrip(" |"))) for cell in row) for row in values]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == pytest.approx(np.abs(linear.model[-1].coef_).max(), rel=0.01)
    assert errors.coefficients(replace(held, served=held.bundle.tiers["challenger"])) == []
