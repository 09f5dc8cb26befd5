"""What anybody who knows biopsies would expect of the served model, whatever its metrics are."""

# YOURS: the whole file, once the rows are your own: what does everybody who knows them expect?

import json

import pandas as pd
import pytest

from portfolio_project.contract import read_contract
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.tiers import load_bundle

SIZE = ("radius", "perimeter", "area")


@pytest.fixture(scope="module")
def probability(finished):
    """Give the probability that a record is malignant."""
    contract, bundle = read_contract(finished), load_bundle(finished)

    def predict(record):
        return serve(bundle, contract, to_rows([record], contract))["probability_malignant"].iloc[0]

    return predict


@pytest.fixture(scope="module")
def typical(finished):
    """Give the median record of each diagnosis."""
    rows = pd.read_csv(finished.root / "data" / "raw" / "breast-cancer.csv")
    medians = rows.groupby("diagnosis").median()
    return {name: medians.loc[name].to_dict() for name in medians.index}


def test_minimum_a_textbook_case_of_each_kind_is_recognised(probability, typical):
    assert probability(typical["malignant"]) > 0.9
    assert probability(typical["benign"]) < 0.1


def test_direction_larger_nuclei_are_more_suspicious(probability, typical):
    record = typical["benign"]
    grown = {name: 1.3 * v if any(s in name for s in SIZE) else v for name, v in record.items()}
    assert probability(grown) > probability(record)


def test_direction_halfway_to_malignant_lies_between(probability, typical):
    benign, malignant = typical["benign"], typical["malignant"]
    halfway = {name: (benign[name] + malignant[name]) / 2 for name in benign}
    assert probability(benign) < probability(halfway) < probability(malignant)


def test_invariance_order_and_writing_of_the_fields_do_not_matter(probability, typical):
    record = typical["benign"]
    reverse = dict(reversed(record.items()))
    spaced = {name: f" {value:.17g} " for name, value in record.items()}
    assert probability(record) == probability(reverse)
    assert probability(spaced) == pytest.approx(probability(record), rel=1e-9)  # the last digit


def test_invariance_a_hair_of_measurement_error_changes_little(probability, typical):
    record = typical["malignant"]
    shaken = {name: value * 1.0001 for name, value in record.items()}
    assert probability(shaken) == pytest.approx(probability(record), abs=0.01)


def test_the_example_record_is_a_real_malignant_case(finished, probability):
    record = json.loads((finished.root / "data" / "example.json").read_text(encoding="utf-8"))
    assert probability(record) > 0.5
