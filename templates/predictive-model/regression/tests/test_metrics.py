"""Metrics: equal to scikit-learn under any weights, right at the limits, and by hand."""

import numpy as np
import pytest
from sklearn import metrics as reference

from portfolio_project.contract import Column
from portfolio_project.decision import (
    Decision,
    answer,
    decide,
    facts,
    gates,
    measures,
    predict_tier,
)
from portfolio_project.reporting.intervals import (
    bootstrap,
)
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.reporting.tiers import Tier

RULE = Decision(half_width=1.0, promised=0.9)
ONCE = np.ones((1, 4))


def by_hand(name, y, p, w, rule=RULE):
    found = measures(rule, np.asarray(y, float), np.asarray(p, float))
    return found[name](np.asarray(w, float))


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
    found = facts(y, p, RULE, {"level": 0.9, "clusters": None})["calibration"]["coverage"]
    assert found["all"]["value"] == pytest.approx(20 / 30)
    assert found["low predictions"]["value"] == 0
    assert found["high predictions"]["value"] == 1
    assert found["high predictions"]["ci_low"] < 1


def test_coverage_counts_what_hangs_together_once():
    p, found = np.arange(120.0), []
    y = p + np.where(np.arange(120) // 30 == 0, 5.0, 0.0)
    for units in (None, np.arange(120) // 30):
        ends = facts(y, p, RULE, {"level": 0.9, "clusters": units})["calibration"]["coverage"][
            "all"
        ]
        found.append(ends["ci_high"] - ends["ci_low"])
    assert found[1] > 2 * found[0]


TARGET = Column("y", "number", "target", "a target", range=[0, 10])


class Says:
    """A model that says what its rows hold."""

    def predict(self, X):
        return np.asarray(X, dtype=float)


def test_the_answer_stays_inside_what_is_possible_and_inside_its_interval():
    shown = answer(RULE, np.array([0.5, 5.0, 9.5]), TARGET)
    assert list(shown["interval_low"]) == [0, 4, 8.5]
    assert list(shown["interval_high"]) == [1.5, 6, 10]
    far = answer(RULE, np.array([-218.0, 99.0]), TARGET)
    assert list(far["prediction"]) == [0, 10]
    assert (far["interval_low"] <= far["prediction"]).all()
    assert (far["prediction"] <= far["interval_high"]).all()


def test_what_is_measured_is_what_is_served():
    """What is not possible is moved before it is measured, not only where it is shown."""
    rule = decide(np.zeros(20), np.full(20, -5.0), {"conformal": {"coverage": 0.9}}, TARGET)
    assert rule.half_width == 0
    tier = Tier("name", {}, Says(), 0.0, rule)
    raw = np.array([-218.0, 5.0, 99.0])
    assert np.array_equal(predict_tier(tier, raw), answer(rule, raw, TARGET)["prediction"])


def drawn_coverage(calibrated, tested, promised, runs, rng):
    """Draw measured coverages of a correct split-conformal interval."""
    errors = rng.exponential(size=(runs, calibrated + tested))
    rank = int(np.ceil((calibrated + 1) * promised))
    width = np.sort(errors[:, :calibrated], 1)[:, rank - 1]
    return (errors[:, calibrated:] <= width[:, None]).mean(1)


@pytest.mark.parametrize(("calibrated", "tested"), [(83, 111), (400, 60), (1000, 1000)])
def test_the_gate_on_the_promise_closes_once_in_a_thousand(calibrated, tested):
    rule = Decision(half_width=1.0, promised=0.9, units=calibrated)
    floor = gates(rule, tested, by_time=False)["keeps_its_promise"]["threshold"]
    measured = drawn_coverage(calibrated, tested, 0.9, 40_000, np.random.default_rng(0))
    assert (measured < floor).mean() <= 0.001 + 3 * np.sqrt(0.001 / 40_000)
    assert (measured < floor + 1.5 / tested).mean() > 0.0005  # and it is not looser than that


def test_by_hand_the_gate_of_one_test_row_is_open():
    assert gates(Decision(1.0, 0.9, units=99), 1, False)["keeps_its_promise"]["threshold"] == 0


def test_with_time_the_gate_is_a_decision_and_warns():
    found = gates(Decision(1.0, 0.9, units=99), 5000, by_time=True)["keeps_its_promise"]
    assert found == {"metric": "coverage", "op": ">=", "threshold": 0.85, "warns": True}


def test_groups_count_once_in_the_gate():
    y, groups = np.random.default_rng(0).normal(size=400), np.arange(400) // 10
    rule = decide(y, np.zeros(400), {"conformal": {"coverage": 0.9}}, TARGET, groups)
    assert rule.units == 40


def test_no_interval_without_its_own_value_and_none_of_length_zero():
    rng = np.random.default_rng(0)
    for _ in range(60):
        n = int(rng.integers(10, 80))
        y = np.round(rng.lognormal(sigma=rng.choice([0.3, 2.0]), size=n), 2)
        p = y.copy() if rng.uniform() < 0.2 else y + rng.normal(size=n)
        clusters = rng.integers(0, 8, n) if rng.uniform() < 0.3 else None
        resampling = {"resamples": 200, "level": 0.95, "seed": 0, "clusters": clusters}
        for name, estimate in bootstrap(measures(RULE, y, p), n, **resampling).items():
            found = estimate.interval()
            if found["ci_low"] is None:
                assert found["interval_reason"], name
            else:
                assert found["ci_low"] <= found["value"] <= found["ci_high"], name
                assert found["ci_low"] < found["ci_high"], name
