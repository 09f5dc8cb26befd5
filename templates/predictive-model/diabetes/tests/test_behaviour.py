"""What anybody who knows the disease would expect of the served model, whatever its metrics are."""

# YOURS: the whole file, once the rows are your own: what does everybody who knows them expect?

import json

import pandas as pd
import pytest

from portfolio_project.contract import read_contract
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def progression(finished):
    """Give the predicted progression of a record."""
    contract, bundle = read_contract(finished), load_bundle(finished)

    def predict(record):
        return serve(bundle, contract, to_rows([record], contract))["prediction"].iloc[0]

    return predict


@pytest.fixture
def typical(finished):
    """Give a patient with median values."""
    rows = pd.read_csv(finished.root / "data" / "raw" / "diabetes.csv")
    record = rows.drop(columns="progression").median().to_dict()
    return record | {"sex": "1"}


def test_minimum_a_healthy_patient_is_told_from_a_sick_one(progression, typical):
    mild = typical | {"body_mass_index": 20, "blood_pressure": 78, "log_triglycerides": 3.9}
    severe = typical | {"body_mass_index": 36, "blood_pressure": 118, "log_triglycerides": 5.6}
    assert progression(severe) > progression(mild) + 80


@pytest.mark.parametrize("field", ["body_mass_index", "blood_pressure", "log_triglycerides"])
def test_direction_more_of_a_known_risk_is_not_better(progression, typical, field):
    more = typical | {field: 1.2 * typical[field]}
    assert progression(more) > progression(typical)


def test_direction_a_higher_blood_pressure_is_not_better(finished, progression):
    """Of many patients on average: a tree may turn a single one by a unit."""
    rows = pd.read_csv(finished.root / "data" / "raw" / "diabetes.csv").head(40)
    records = rows.drop(columns="progression").assign(sex=rows["sex"].map("{:.0f}".format))
    more = records.assign(blood_pressure=1.2 * records["blood_pressure"])
    before, after = (
        sum(map(progression, some.to_dict("records"))) / len(some) for some in (records, more)
    )
    assert after > before


def test_invariance_order_and_writing_of_the_fields_do_not_matter(progression, typical):
    reverse = dict(reversed(typical.items()))
    spaced = {name: f" {value} " for name, value in typical.items()}
    assert progression(typical) == progression(reverse) == progression(spaced)


def test_invariance_a_hair_of_measurement_error_changes_little(progression, typical):
    shaken = {n: v if n == "sex" else v * 1.0001 for n, v in typical.items()}
    assert progression(shaken) == pytest.approx(progression(typical), abs=1)


def test_the_example_record_is_a_severe_case(finished, progression, typical):
    record = json.loads((finished.root / "data" / "example.json").read_text(encoding="utf-8"))
    assert progression(record) > progression(typical)
