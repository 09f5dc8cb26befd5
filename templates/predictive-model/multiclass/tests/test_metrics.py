"""Metrics: equal to scikit-learn under any weights, right at the limits, and by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import softmax
from sklearn import metrics as reference

from portfolio_project.contract import Column
from portfolio_project.decision import (
    SUPPORT,
    Decision,
    answer,
    decide,
    facts,
    measures,
    mistakes,
)
from portfolio_project.probability import temperature
from portfolio_project.reporting.calibration import ece
from portfolio_project.reporting.intervals import (
    bootstrap,
)
from portfolio_project.task import (
    check_target,
    decode,
    encode,
)

LEVELS = ["a", "b", "c"]
TARGET = Column("y", "category", "target", "a target", levels=LEVELS)
RULE = Decision(LEVELS, commonest=1)
HOW = {"resamples": 200, "level": 0.95, "seed": 0, "clusters": None}


def drawn(n, rng, sureness=1.0):
    """Draw classes, and what a model says whose log odds are ``sureness`` times the true ones."""
    logs = rng.normal(scale=1.5, size=(n, 3))
    y = (rng.uniform(size=n)[:, None] > softmax(logs, axis=1).cumsum(1)).sum(1)
    return y.astype(float), softmax(sureness * logs, axis=1)


def by_hand(name, y, p, w=None):
    w = np.ones((1, len(y))) if w is None else w
    return measures(RULE, np.asarray(y, float), np.asarray(p, float))[name](w)


def of_classes(score, labels=None):
    return lambda y, p, **k: score(y, p.argmax(1), labels=labels, average="macro", **k)


@pytest.mark.parametrize(
    ("name", "sklearn"),
    [
        ("log_loss", reference.log_loss),
        ("balanced_accuracy", of_classes(reference.recall_score)),
        ("macro_f1", of_classes(reference.f1_score)),
        ("accuracy", lambda y, p, **k: reference.accuracy_score(y, p.argmax(1), **k)),
        ("recall_b", of_classes(reference.recall_score, [1])),
        ("precision_c", of_classes(reference.precision_score, [2])),
    ],
)
def test_equal_to_scikit_learn_under_the_counts_of_a_resample(name, sklearn):
    rng = np.random.default_rng(0)
    y, p = drawn(60, rng)
    w = rng.multinomial(60, np.full(60, 1 / 60), size=5).astype(float)
    expected = [sklearn(y, p, sample_weight=row) for row in w]
    assert by_hand(name, y, p, w) == pytest.approx(expected)


def test_limits_and_known_values():
    y = np.array([0, 0, 1, 2])
    perfect, worst = np.eye(3)[y], np.eye(3)[(y + 1) % 3]
    for name, best, least in (("accuracy", 1, 0), ("macro_f1", 1, 0), ("brier", 0, 2)):
        assert by_hand(name, y, perfect)[0] == pytest.approx(best)
        assert by_hand(name, y, worst)[0] == pytest.approx(least)
    half = np.eye(3)[[0, 1, 1, 2]]
    assert by_hand("balanced_accuracy", y, half)[0] == pytest.approx((1 / 2 + 1 + 1) / 3)
    assert by_hand("macro_f1", y, half)[0] == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)
    assert by_hand("log_loss", y, np.full((4, 3), 1 / 3))[0] == pytest.approx(np.log(3))


def test_a_class_that_is_not_there_has_no_recall_and_no_part_in_the_mean():
    y, p = [0, 0, 1, 1], np.eye(3)[[0, 1, 1, 1]]
    assert np.isnan(by_hand("recall_c", y, p)[0])
    assert by_hand("balanced_accuracy", y, p)[0] == pytest.approx(0.75)


def test_the_calibration_error_is_of_the_likeliest_class():
    p = np.array([[0.8, 0.1, 0.1], [0.3, 0.6, 0.1]])
    expected = ece(np.array([1.0, 0.0]), np.array([0.8, 0.6]), np.ones((1, 2)))
    assert by_hand("ece", [0, 2], p) == pytest.approx(expected)


def test_a_model_that_is_too_sure_is_calibrated_and_one_that_is_right_is_left():
    rng = np.random.default_rng(0)
    assert temperature(*drawn(5000, rng, 2.0)) == pytest.approx(2.0, abs=0.1)
    left = [temperature(*drawn(200, rng)) == 1.0 for _ in range(40)]
    assert np.mean(left) > 0.7  # Akaike's criterion errs in one of six


def test_rows_without_an_error_do_not_make_the_model_certain():
    y = np.repeat(np.arange(3.0), 10)
    given = softmax(2 * np.eye(3)[y.astype(int)], axis=1)
    p = decide(y, given, {}, TARGET).calibrated(given)
    assert p.max() > given.max()
    assert p[0] == pytest.approx([1 - 2 / 93, 1 / 93, 1 / 93], abs=1e-3)  # a third of a row each
    assert p.sum(1) == pytest.approx(np.ones(30))


def test_errors_that_are_saved_against_the_commonest_class_of_training():
    y = np.array([0.0, 1, 1, 2])
    rule = decide(np.array([1.0, 1, 0]), np.full((3, 3), 1 / 3), {}, TARGET)
    found = facts(y, np.eye(3)[[0, 1, 1, 1]], rule, HOW)
    assert found["decision"]["against"] == "always b"
    assert found["decision"]["saved"]["value"] == pytest.approx(250)  # 3 of 4 right against 2
    assert found["calibration"]["rows"] == {"a": 1, "b": 2, "c": 1}


def test_a_bin_of_calibration_counts_what_hangs_together_once():
    y, p = np.repeat([0.0, 1, 2, 1], 30), np.tile([0.2, 0.55, 0.25], (120, 1))
    found = []
    for units in (None, np.arange(120) // 30):
        ends = facts(y, p, RULE, HOW | {"clusters": units})["calibration"]["bins"]["05"]
        found.append(ends["ci_high"] - ends["ci_low"])
    assert found[1] > 2 * found[0]


def test_no_interval_without_its_own_value_and_none_of_length_zero():
    rng = np.random.default_rng(0)
    for _ in range(40):
        n = int(rng.integers(12, 80))
        y, p = drawn(n, rng, rng.choice([0.5, 1.0, 5.0]))
        p = np.eye(3)[y.astype(int)] if rng.uniform() < 0.2 else p
        resampling = HOW | {"clusters": rng.integers(0, 8, n) if rng.uniform() < 0.3 else None}
        for name, estimate in bootstrap(measures(RULE, y, p), n, **resampling).items():
            found = estimate.interval()
            if found["ci_low"] is None:
                assert found["interval_reason"], name
            else:
                assert found["ci_low"] <= found["value"] <= found["ci_high"], name
                assert found["ci_low"] < found["ci_high"], name


def test_a_rule_that_gives_one_class_has_no_interval_for_its_balance():
    y, p = np.tile([0.0, 1, 2], 40), np.tile([0.2, 0.5, 0.3], (120, 1))
    found = bootstrap(measures(RULE, y, p), 120, **HOW)["balanced_accuracy"].interval()
    assert (found["value"], found["interval_reason"]) == (0.33333333, "one answer for all")


def test_the_answer_names_the_likeliest_level_and_all_probabilities():
    shown = answer(RULE, np.array([[0.2, 0.5, 0.3], [0.9, 0.1, 0.0]]), TARGET)
    assert list(shown["prediction"]) == ["b", "a"]
    assert list(shown["probability_c"]) == [0.3, 0.0]


def test_few_rows_of_a_class_are_said():
    y = np.repeat([0.0, 1.0, 2.0], [SUPPORT - 1, SUPPORT, 50])
    kinds = [what for what, *_ in mistakes(RULE, y, np.eye(3)[y.astype(int)], TARGET)]
    assert f"only {SUPPORT - 1} in the test part" in kinds[0]
    assert not any("only" in what for what in kinds[1:])


def test_levels_become_numbers_in_the_order_of_the_contract_and_back():
    y = encode(pd.Series(pd.Categorical(["c", "a"], ["c", "a", "b"])), TARGET)
    assert list(y) == [2, 0]
    assert [decode(value, TARGET) for value in y] == ["c", "a"]


@pytest.mark.parametrize(
    ("y", "levels", "message"),
    [
        ([0, 0, 0, 1, 1, 1], LEVELS, "0 rows of 'c', fewer than 3"),
        ([0, 1], ["a", "b"], "three levels"),
    ],
)
def test_a_target_that_cannot_be_learned_is_refused(y, levels, message):
    target = Column("y", "category", "target", "a target", levels=levels)
    with pytest.raises(ValueError, match=message):
        check_target(np.array(y, float), target, 3)
