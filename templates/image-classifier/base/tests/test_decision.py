"""Temperature, threshold and cost: by hand, and on data whose answer is known."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import softmax

from portfolio_project import metrics
from portfolio_project.decision import (
    Decision,
    answer,
    calibration,
    decide,
    measures,
)

COSTS = {"cost": {"wrong": 10.0, "asked": 1.0}}
RULE = Decision(temperature=1.0, threshold=0.6, wrong=10.0, asked=1.0)
Y = np.array([0, 0, 1])
P = np.array([[0.9, 0.1], [0.3, 0.7], [0.5, 0.5]])  # right, wrong, not sure
ONCE = np.ones((1, 3))


def drawn(n, temperature, seed=0):
    """Draw labels from probabilities, and give scores that are too sure by a known factor."""
    rng = np.random.default_rng(seed)
    log_p = 2 * rng.normal(size=(n, 4))
    p = softmax(log_p, axis=1)
    y = (p.cumsum(1) > rng.uniform(size=(n, 1))).argmax(1)
    return y, np.log(softmax(log_p * temperature, axis=1))


def test_cost_coverage_and_accuracy_by_hand():
    found = {name: float(f(Y, P, ONCE)[0]) for name, f in measures(RULE).items()}
    assert found["cost_per_1000"] == pytest.approx(1000 * (0 + 10 + 1) / 3)
    assert found["coverage"] == pytest.approx(2 / 3)
    assert found["accuracy_when_sure"] == pytest.approx(1 / 2)


def test_where_nothing_is_answered_its_accuracy_is_undefined():
    never = replace(RULE, threshold=2.0)
    assert np.isnan(never.accuracy_when_sure(Y, P, ONCE)).all()
    assert never.cost_per_1000(Y, P, ONCE) == pytest.approx(1000)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_is_recovered(temperature):
    rule = decide(*drawn(3000, temperature), COSTS)
    assert rule.temperature == pytest.approx(temperature, rel=0.1)


@pytest.mark.parametrize("p", [[0.6, 0.4], [0.6, 0.2, 0.2]])
def test_without_an_error_it_is_as_sure_as_one_more_right_and_one_wrong_would_make_it(p):
    rule = decide(np.zeros(8, int), np.log(np.tile(p, (8, 1))), COSTS)
    assert rule.probabilities(np.log([p]))[0, 0] == pytest.approx(9 / 10, rel=1e-3)


def test_a_class_of_no_probability_at_all_does_not_spoil_the_temperature():
    y, log_p = drawn(3000, 1.0)
    log_p[y == 0, 1] = -np.inf
    assert decide(y, log_p, COSTS).temperature == pytest.approx(1.0, rel=0.15)


def test_the_temperature_mends_the_calibration_and_changes_no_answer():
    y, log_p = drawn(3000, 3.0, seed=1)
    rule = decide(*drawn(3000, 3.0), COSTS)
    once = np.ones((1, len(y)))
    before, after = softmax(log_p, axis=1), rule.probabilities(log_p)
    assert metrics.ece(y, after, once) < 0.3 * metrics.ece(y, before, once)
    assert np.array_equal(before.argmax(1), after.argmax(1))


def test_the_threshold_of_calibrated_scores_is_what_the_costs_say():
    rule = decide(*drawn(8000, 1.0), COSTS)
    assert rule.threshold == pytest.approx(1 - 1 / 10, abs=0.05)


def test_where_asking_costs_as_much_as_an_error_everything_is_answered():
    rule = decide(*drawn(1000, 1.0), {"cost": {"wrong": 1.0, "asked": 1.0}})
    assert rule.threshold == 0


def test_the_answer_names_the_top_classes():
    found = answer(replace(RULE, threshold=0.8), P, ["cat", "dog"])
    assert list(found["prediction"]) == ["cat", "dog", "cat"]
    assert list(found["sure"]) == [True, False, False]
    assert found["top"][1] == {"dog": 0.7, "cat": 0.3}


def test_calibration_reports_both_errors_and_both_prices():
    y, log_p = drawn(500, 2.0)
    rule = decide(y, log_p, COSTS)
    found = calibration(y, log_p, rule, {"resamples": 50, "level": 0.95, "seed": 0})
    assert found["ece"]["after"]["value"] < found["ece"]["before"]["value"]
    costs = {name: cost["value"] for name, cost in found["cost_per_1000"].items()}
    assert costs["served"] <= min(costs["always_answer"], costs["always_ask"])
    assert sum(part["n"] for part in found["bins"].values()) == 500
