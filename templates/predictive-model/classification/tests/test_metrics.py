"""Metrics: equal to scikit-learn under any weights, right at the limits, and by hand."""

import numpy as np
import pytest
from sklearn import metrics as reference

from portfolio_project.contract import read_contract
from portfolio_project.decision import (
    Decision,
    answer,
    calibration,
    decide,
    measures,
)

RULE = Decision(threshold=0.3, missed=10.0, false_alarm=1.0)
ONCE = np.ones((1, 4))


def by_hand(name, y, p, w, rule=RULE):
    return measures(rule)[name](np.asarray(y, float), np.asarray(p, float), np.asarray(w, float))


@pytest.mark.parametrize(
    ("name", "sklearn"),
    [
        ("average_precision", reference.average_precision_score),
        ("roc_auc", reference.roc_auc_score),
        ("brier", reference.brier_score_loss),
        ("log_loss", reference.log_loss),
        ("accuracy", lambda y, p, **k: reference.accuracy_score(y, p >= 0.3, **k)),
        ("recall", lambda y, p, **k: reference.recall_score(y, p >= 0.3, **k)),
        ("precision", lambda y, p, **k: reference.precision_score(y, p >= 0.3, **k)),
    ],
)
@pytest.mark.parametrize("ties", [False, True])
def test_equal_to_scikit_learn_under_the_counts_of_a_resample(name, sklearn, ties):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 60).astype(float)
    p = np.clip(0.3 * y + rng.uniform(0, 0.7, 60), 0.01, 0.99)
    p = np.round(p, 1) if ties else p
    w = rng.multinomial(60, np.full(60, 1 / 60), size=5).astype(float)
    expected = [sklearn(y, p, sample_weight=row) for row in w]
    assert by_hand(name, y, p, w) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "perfect", "worst"),
    [
        ("average_precision", 1, 0.5),
        ("roc_auc", 1, 0),
        ("brier", 0, 1),
        ("ece", 0, 1),
        ("accuracy", 1, 0),
        ("recall", 1, 0),
        ("cost_per_1000", 0, 5500),
    ],
)
def test_limits(name, perfect, worst):
    y = np.array([1, 1, 0, 0])
    assert by_hand(name, y, y, ONCE)[0] == pytest.approx(perfect)
    assert by_hand(name, y, 1 - y, ONCE)[0] == pytest.approx(worst, abs=1e-6)


def test_known_values_by_hand():
    y, p = [1, 0, 1, 0], [0.9, 0.8, 0.35, 0.1]
    assert by_hand("roc_auc", y, p, ONCE)[0] == pytest.approx(0.75)
    assert by_hand("average_precision", y, p, ONCE)[0] == pytest.approx((1 + 2 / 3) / 2)
    assert by_hand("false_positives", y, p, ONCE)[0] == 1
    assert by_hand("true_positives", y, p, ONCE)[0] == 2
    assert by_hand("cost_per_1000", y, p, ONCE)[0] == pytest.approx(250)
    assert by_hand("ece", y, p, ONCE)[0] == pytest.approx((0.1 + 0.8 + 0.65 + 0.1) / 4)


def test_one_score_for_all_ranks_like_chance():
    y = [1, 0, 0, 0]
    assert by_hand("roc_auc", y, [0.2] * 4, ONCE)[0] == pytest.approx(0.5)
    assert by_hand("average_precision", y, [0.2] * 4, ONCE)[0] == pytest.approx(0.25)


@pytest.mark.parametrize("name", ["average_precision", "roc_auc", "recall"])
def test_without_a_positive_the_metric_is_undefined(name):
    assert np.isnan(by_hand(name, [0, 0, 0, 0], [0.1, 0.2, 0.3, 0.4], ONCE)[0])


def test_without_a_row_the_metric_is_undefined():
    assert np.isnan(by_hand("brier", [], [], np.ones((1, 0)))[0])


def test_the_threshold_costs_least_of_all_thresholds():
    rng = np.random.default_rng(3)
    y = rng.integers(0, 2, 200).astype(float)
    p = np.clip(0.4 * y + rng.uniform(0, 0.6, 200), 0, 1)
    params = {"cost": {"missed": 7.0, "false_alarm": 2.0}}
    rule = decide(y, p, params)
    once = np.ones((1, 200))
    costs = [Decision(t, 7.0, 2.0).cost(y, p, once)[0] for t in np.linspace(0, 1.01, 500)]
    assert rule.cost(y, p, once)[0] <= min(costs) + 1e-9


@pytest.mark.parametrize(("missed", "alarm", "said"), [(1000, 1, 1.0), (1, 1000, 0.0)])
def test_extreme_costs_say_always_or_never(missed, alarm, said):
    rng = np.random.default_rng(1)
    y = rng.integers(0, 2, 50).astype(float)
    p = np.full(50, 0.5)
    rule = decide(y, p, {"cost": {"missed": missed, "false_alarm": alarm}})
    assert (p >= rule.threshold).mean() == said


def test_calibrated_probabilities_get_the_threshold_of_the_costs():
    rng = np.random.default_rng(0)
    p = rng.uniform(size=50_000)
    y = (rng.uniform(size=50_000) < p).astype(float)
    rule = decide(y, p, {"cost": {"missed": 4.0, "false_alarm": 1.0}})
    assert rule.threshold == pytest.approx(1 / 5, abs=0.03)


def test_the_saving_is_against_always_no_and_always_yes():
    y, p = np.array([1.0, 0, 0, 0]), np.array([0.9, 0.1, 0.1, 0.1])
    found = calibration(y, p, RULE, {"resamples": 50, "level": 0.9, "seed": 0})
    assert found["cost_per_1000"]["served"]["value"] == 0
    assert found["saved_per_1000"]["always_no"]["diff"] == pytest.approx(2500)
    assert found["saved_per_1000"]["always_yes"]["diff"] == pytest.approx(750)
    assert found["threshold"]["if_calibrated"] == pytest.approx(1 / 11)


def test_the_answer_names_the_level(finished):
    target = read_contract(finished).target
    said = answer(RULE, np.array([0.29, 0.3]), target)
    assert list(said["prediction"] == target.positive) == [False, True]
