"""What anybody who rides would expect of the served model, whatever its metrics are.

As all tests, these run on invented days, of which only the directions are known.
"""

# YOURS: the whole file, once the rows are your own: what does everybody who knows them expect?

import json

import pytest

from portfolio_project.contract import read_contract
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def rides(finished):
    """Give the expected number of rides."""
    contract, bundle = read_contract(finished), load_bundle(finished)

    def predict(record):
        return serve(bundle, contract, to_rows([record], contract))["prediction"].iloc[0]

    return predict


@pytest.fixture(scope="module")
def hour(finished):
    """Give a common hour."""
    return json.loads((finished.root / "data" / "example.json").read_text(encoding="utf-8"))


def test_minimum_a_number_of_rides_that_is_possible(rides, hour):
    assert 0 < rides(hour) < 1000


def test_direction_the_evening_rush_is_busier_than_the_night(rides, hour):
    assert rides(hour | {"hour": "17"}) > rides(hour | {"hour": "3"})


def test_direction_warmth_brings_riders(rides, hour):
    warm = {"temperature": 0.65, "feels_like": 0.585}
    cold = {"temperature": 0.15, "feels_like": 0.135}
    assert rides(hour | warm) > rides(hour | cold)


def test_invariance_order_and_writing_of_the_fields_do_not_matter(rides, hour):
    reverse = dict(reversed(hour.items()))
    spaced = {name: f" {value} " for name, value in hour.items()}
    assert rides(hour) == rides(reverse) == rides(spaced)


def test_invariance_a_breath_of_air_changes_little(rides, hour):
    assert rides(hour | {"wind_speed": 0.151}) == pytest.approx(rides(hour), abs=5)
