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
        return float(((away[1] < away[0]) == labels[test]).mean())

    return run


def test_label_shuffle_turns_red_when_fields_are_selected_on_all_rows():
    leaky = leakage.label_shuffle(shuffled_scores(selects_on_all_rows=True), 0.5, seed=0)
    assert leaky["mean"] > 0.7
    assert not leaky["passed"]


def test_label_shuffle_is_green_when_fields_are_selected_on_the_training_part():
    assert leakage.label_shuffle(shuffled_scores(selects_on_all_rows=False), 0.5, seed=0)["passed"]
