"""Leak checks: green on clean data, and red as soon as their leak is there."""

import numpy as np
import pytest

from portfolio_project.reporting import leakage


@pytest.mark.parametrize(
    ("name", "clean", "leaky"),
    [
        ("disjoint", ([1, 2, 3], [4, 5], "L1.1 ids"), ([1, 2, 3], [3, 4], "L1.1 ids")),
        ("disjoint", (["a", "b"], ["c"], "L3.2 groups"), (["a", "b"], ["b"], "L3.2 groups")),
        ("time_order", (np.array([1, 2]), np.array([3, 4])), (np.array([1, 3]), np.array([2, 4]))),
    ],
)
def test_each_check_turns_red_when_its_leak_is_injected(name, clean, leaky):
    check = getattr(leakage, name)
    assert check(*clean)["passed"]
    assert not check(*leaky)["passed"]
    assert check(*leaky)["observed"] == 1


def test_a_row_as_late_as_the_first_test_row_is_too_late():
    assert not leakage.time_order(np.array([1, 2]), np.array([2, 3]))["passed"]


def test_an_undefined_observation_does_not_pass():
    assert not leakage.check(None, ">=", 0.5)["passed"]


@pytest.mark.parametrize(
    ("observed", "warns", "fails"), [(0, False, False), (1, False, True), (1, True, False)]
)
def test_what_warns_is_reported_and_fails_nothing(observed, warns, fails):
    found = leakage.check(observed, "==", 0, warns=warns)
    assert found["passed"] is (observed == 0)
    assert leakage.fails(found) is fails


def shuffled_scores(selects_on_all_rows):
    """Fit noise by the 20 fields that look best, chosen on all rows or on the training part."""
    X = np.random.default_rng(0).normal(size=(100, 1000))
    y, train, test = np.arange(100) % 2, slice(0, 70), slice(70, 100)

    def run(rng):
        labels = rng.permutation(y)
        rows = slice(0, 100) if selects_on_all_rows else train
        zero, one = (X[rows][labels[rows] == label].mean(axis=0) for label in (0, 1))
        best = np.argsort(np.abs(one - zero))[-20:]
        means = [X[train][labels[train] == label][:, best].mean(axis=0) for label in (0, 1)]
        away = [np.linalg.norm(X[test][:, best] - mean, axis=1) for mean in means]
        predictions = (away[1] < away[0]).astype(int)
        return leakage.reshuffled(
            lambda y, p: float((y == p).mean()), labels[test], predictions, rng
        )

    return run


def test_label_shuffle_turns_red_when_fields_are_selected_on_all_rows():
    leaky = leakage.label_shuffle(shuffled_scores(selects_on_all_rows=True), seed=0)
    assert leaky["mean"] > 0.7
    assert not leaky["passed"]


def test_label_shuffle_is_green_when_fields_are_selected_on_the_training_part():
    found = leakage.label_shuffle(shuffled_scores(selects_on_all_rows=False), seed=0)
    assert found["passed"]
    assert found["shuffles"] == leakage.SHUFFLES


def scores_of(mean):
    """Draw scores around a mean where chance is around 0.5, both with a spread of 0.1."""

    def run(rng):
        return float(rng.normal(mean, 0.1)), rng.normal(0.5, 0.1, size=20)

    return run


def test_worse_than_chance_is_no_leak():
    assert leakage.label_shuffle(scores_of(0.2), seed=0)["passed"]


def test_a_small_leak_that_twenty_shuffles_suspect_is_decided_by_two_hundred():
    found = leakage.label_shuffle(scores_of(0.6), seed=0)
    assert not found["passed"]
    assert found["shuffles"] == leakage.DECIDING
    assert found["observed"] == pytest.approx(10 * 0.1 / 0.1 * 200**0.5 / 10, rel=0.2)


def test_what_is_suspected_by_chance_is_let_go():
    """Of many honest projects some are red in the first stage; none of these is in the second."""
    found = [leakage.label_shuffle(scores_of(0.5), seed=i) for i in range(0, 10_000, 20)]
    assert max(each["shuffles"] for each in found) == leakage.DECIDING
    assert all(each["passed"] for each in found)


def test_predictions_that_are_all_alike_are_at_chance():
    found = leakage.label_shuffle(lambda _: (0.5, np.full(20, 0.5)), seed=0)
    assert (found["observed"], found["passed"]) == (0.0, True)
