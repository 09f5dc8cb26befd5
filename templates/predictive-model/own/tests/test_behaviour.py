"""What anybody would expect of the served model, whatever its metrics are.

As all tests, these run on invented rows: what is tested is that the model answers, and answers
alike. What the subject says of its direction is known to the owner alone.
"""

# YOURS: which change of a field should raise the prediction? Write it as a test.

import json

import pytest

from portfolio_project.contract import read_contract
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def predict(finished):
    """Give everything that is said of a record."""
    contract, bundle = read_contract(finished), load_bundle(finished)
    return lambda record: serve(bundle, contract, to_rows([record], contract)).iloc[0].to_dict()


@pytest.fixture(scope="module")
def example(finished):
    """Give a record in the middle of every field."""
    return json.loads((finished.root / "data" / "example.json").read_text(encoding="utf-8"))


def test_minimum_the_example_is_answered(predict, example):
    assert predict(example)


def test_invariance_order_and_writing_of_the_fields_do_not_matter(predict, example):
    reverse = dict(reversed(example.items()))
    spaced = {name: value if value is None else f" {value} " for name, value in example.items()}
    assert predict(example) == predict(reverse) == predict(spaced)


def test_an_empty_cell_is_answered_where_the_contract_allows_one(finished, predict, example):
    may = [column.name for column in read_contract(finished).role("feature") if column.missing]
    for name in may:
        assert predict(example | {name: None})
