"""What anybody would expect of the served model, whatever its metrics are.

As all tests, these run on invented people, of whom only the directions are known.
"""

# YOURS: the whole file, once the rows are your own: what does everybody who knows them expect?

import json

import pytest

from portfolio_project.contract import read_contract
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def probability(finished):
    """Give the probability that a record earns more than 50,000 dollars."""
    contract, bundle = read_contract(finished), load_bundle(finished)

    def predict(record):
        return serve(bundle, contract, to_rows([record], contract))["probability_>50K"].iloc[0]

    return predict


@pytest.fixture(scope="module")
def person(finished):
    """Give somebody in the middle of every range."""
    record = json.loads((finished.root / "data" / "example.json").read_text(encoding="utf-8"))
    middle = {"age": 44, "education": "Bachelors", "education_years": 13, "hours_per_week": 40}
    return record | middle | {"capital_gain": 0, "occupation": "Sales"}


POOR = {"age": 22, "education": "HS-grad", "education_years": 9, "hours_per_week": 20}
POOR |= {"marital_status": "Never-married", "relationship": "Unmarried"}
RICH = {"age": 60, "education": "Masters", "education_years": 14, "hours_per_week": 55}


def test_minimum_the_two_ends_are_told_apart(probability, person):
    assert probability(person | POOR) < 0.1
    assert probability(person | RICH) > 0.9


@pytest.mark.parametrize(
    "more",
    [{"education": "Masters", "education_years": 14}, {"age": 60}, {"hours_per_week": 58}],
    ids=lambda change: next(iter(change)),
)
def test_direction_degree_age_and_hours_raise_it(probability, person, more):
    less = person | {"age": 34, "education": "HS-grad", "education_years": 9, "hours_per_week": 30}
    assert probability(less | more) > probability(less)


def test_invariance_order_and_writing_of_the_fields_do_not_matter(probability, person):
    reverse = dict(reversed(person.items()))
    spaced = {name: f" {value} " for name, value in person.items()}
    assert probability(person) == probability(reverse) == probability(spaced)


def test_an_empty_cell_is_answered(probability, person):
    assert 0 < probability(person | {"occupation": None}) < 1
