"""Metrics: equal to scikit-learn under any weights, right at the limits, and by hand."""

import numpy as np
import pytest
from sklearn import metrics as reference

from portfolio_project.contract import Column
from portfolio_project.decision import (
    Decision,
    answer,
    calibration,
    decide,
    measures,
)
from portfolio_project.reporting.project import InputError

RULE = Decision(half_width=1.0, promised=0.9)
ONCE = np.ones((1, 4))


def by_hand(name, y, p, w, rule=RULE):
    return measures(rule)[name](np.asarray(y, float), np.asarray(p, float), np.asarray(w, float))


@pytest.mark.parametrize(
    ("name", "sklearn"),
    [
        ("mae", reference.mean_absolute_error),
        ("rmse", reference.root_mean_squared_error),
        ("r2", reference.r2_score),
    ],
)
def test_equal_to_scikit_learn_under_the_counts_of_a_resample(name, sklearn):
    rng = np.random.default_rng(0)
    y, p = rng.normal(size=60), rng.normal(size=60)
    w = rng.multinomial(60, np.full(60, 1 / 60), size=5).astype(float)
    expected = [sklearn(y, p, sample_weight=row) for row in w]
    assert by_hand(name, y, p, w) == pytest.approx(expected)


def test_limits_and_known_values():
    y = [1.0, 2.0, 3.0, 4.0]
    for name, perfect in (("mae", 0), ("rmse", 0), ("r2", 1), ("bias", 0), ("coverage", 1)):
        assert by_hand(name, y, y, ONCE)[0] == perfect
    off = [3.0, 2.0, 3.0, 4.0]
    assert by_hand("mae", y, off, ONCE)[0] == pytest.approx(0.5)
    assert by_hand("rmse", y, off, ONCE)[0] == pytest.approx(1.0)
    assert by_hand("r2", y, off, ONCE)[0] == pytest.approx(1 - 4 / 5)
    assert by_hand("bias", y, off, ONCE)[0] == pytest.approx(0.5)
    assert by_hand("coverage", y, off, ONCE)[0] == pytest.approx(0.75)


def test_the_mean_explains_nothing():
    assert by_hand("r2", [1, 2, 3, 4], [2.5] * 4, ONCE)[0] == pytest.approx(0)


def test_one_value_has_no_variance_to_explain():
    assert np.isnan(by_hand("r2", [2, 2, 2, 2], [1, 2, 3, 4], ONCE)[0])


def test_without_a_row_the_metric_is_undefined():
    assert np.isnan(by_hand("mae", [], [], np.ones((1, 0)))[0])


def test_the_width_is_the_conformal_quantile_by_hand():
    errors = np.arange(1.0, 20.0)  # 19 rows: the 90 % quantile of 20 is the 18th error
    rule = decide(errors, np.zeros(19), {"conformal": {"coverage": 0.9}})
    assert rule.half_width == 18


def test_too_few_rows_for_the_promise_are_refused():
    with pytest.raises(InputError, match="too few"):
        decide(np.arange(8.0), np.zeros(8), {"conformal": {"coverage": 0.9}})


@pytest.mark.parametrize("noise", ["normal", "standard_cauchy", "exponential"])
def test_the_promise_is_kept_on_average_for_any_noise(noise):
    rng, held = np.random.default_rng(0), []
    for _ in range(400):
        errors = getattr(rng, noise)(size=60 + 50)
        rule = decide(errors[:60], np.zeros(60), {"conformal": {"coverage": 0.9}})
        held.append((np.abs(errors[60:]) <= rule.half_width).mean())
    assert np.mean(held) == pytest.approx(0.9, abs=0.02)
    assert np.mean(held) >= 0.9 - 3 * np.std(held) / np.sqrt(400)


def test_coverage_is_measured_overall_and_by_size_of_the_prediction():
    p = np.arange(30.0)
    y = p + np.where(p < 10, 5.0, 0.0)  # too low where predictions are low
    found = calibration(y, p, RULE, {"level": 0.9})["coverage"]
    assert found["all"]["value"] == pytest.approx(20 / 30)
    assert found["low predictions"]["value"] == 0
    assert found["high predictions"]["value"] == 1
    assert found["high predictions"]["ci_low"] < 1


def test_the_answer_stays_inside_what_is_possible():
    target = Column("y", "number", "target", "a target", range=[0, 10])
    said = answer(RULE, np.array([0.5, 5.0, 9.5]), target)
    assert list(said["interval_low"]) == [0, 4, 8.5]
    assert list(said["interval_high"]) == [1.5, 6, 10]
