"""Metrics at their limits, by hand, and equal to scikit-learn's under any weights."""

import numpy as np
import pytest
import sklearn.metrics as reference

from portfolio_project import metrics

ONCE = np.ones((1, 4))
Y = np.array([0, 0, 1, 2])
P = np.array([[0.8, 0.1, 0.1], [0.3, 0.6, 0.1], [0.2, 0.7, 0.1], [0.0, 0.6, 0.4]])


def test_by_hand():
    assert metrics.accuracy(Y, P, ONCE) == pytest.approx(2 / 4)
    # class 0: 1 hit, 2 true, 1 said; class 1: 1 hit, 1 true, 3 said; class 2: none hit
    assert metrics.macro_f1(Y, P, ONCE) == pytest.approx((2 / 3 + 2 / 4 + 0) / 3)
    assert metrics.balanced_accuracy(Y, P, ONCE) == pytest.approx((1 / 2 + 1 + 0) / 3)
    assert metrics.log_loss(Y, P, ONCE) == pytest.approx(-np.log([0.8, 0.3, 0.7, 0.4]).mean())
    # bins .6: two of 0.6, none right; .7: 0.7 right; .8: 0.8 right
    assert metrics.ece(Y, P, ONCE) == pytest.approx((1.2 + 0.3 + 0.2) / 4)


def test_perfect_and_worst():
    right, wrong = np.eye(3)[Y], np.eye(3)[(Y + 1) % 3]
    for name in ("accuracy", "macro_f1", "balanced_accuracy"):
        assert getattr(metrics, name)(Y, right, ONCE) == 1
        assert getattr(metrics, name)(Y, wrong, ONCE) == 0
    assert metrics.ece(Y, right, ONCE) == 0
    assert metrics.ece(Y, wrong, ONCE) == 1
    assert metrics.log_loss(Y, right, ONCE) == 0
    assert metrics.log_loss(Y, wrong, ONCE) == pytest.approx(-np.log(np.finfo(float).eps))


@pytest.mark.filterwarnings("ignore:Mean of empty slice")
def test_without_images_everything_is_undefined():
    y, p, w = np.array([], int), np.zeros((0, 3)), np.ones((1, 0))
    for name in ("accuracy", "macro_f1", "balanced_accuracy", "log_loss", "ece"):
        assert np.isnan(getattr(metrics, name)(y, p, w)).all()


def test_of_equal_probabilities_the_first_class_is_said():
    assert metrics.accuracy(np.array([0, 1]), np.full((2, 2), 0.5), np.ones((1, 2))) == 0.5


def test_a_class_that_is_neither_there_nor_said_does_not_count():
    y, p = np.array([0, 1]), np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0]])
    assert metrics.macro_f1(y, p, np.ones((1, 2))) == 1


def test_equal_to_scikit_learn_under_any_weights():
    rng = np.random.default_rng(0)
    y, p = rng.integers(0, 5, 300), rng.dirichlet(np.ones(5), 300)
    weights = rng.multinomial(300, np.full(300, 1 / 300), size=4).astype(float)
    called = p.argmax(1)
    found = {
        name: getattr(metrics, name)(y, p, weights)
        for name in ("accuracy", "macro_f1", "balanced_accuracy", "log_loss")
    }
    for i, w in enumerate(weights):
        assert found["accuracy"][i] == pytest.approx(
            reference.accuracy_score(y, called, sample_weight=w)
        )
        f1 = reference.f1_score(y, called, average="macro", sample_weight=w)
        assert found["macro_f1"][i] == pytest.approx(f1)
        balanced = reference.balanced_accuracy_score(y, called, sample_weight=w)
        assert found["balanced_accuracy"][i] == pytest.approx(balanced)
        loss = reference.log_loss(y, p, sample_weight=w, labels=range(5))
        assert found["log_loss"][i] == pytest.approx(loss)


def test_calibrated_probabilities_have_a_small_calibration_error():
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.ones(4), 20_000)
    y = (p.cumsum(1) > rng.uniform(size=(20_000, 1))).argmax(1)
    ones = np.ones((1, 20_000))
    assert metrics.ece(y, p, ones) < 0.01
    surer = p**3 / (p**3).sum(1, keepdims=True)
    assert metrics.ece(y, surer, ones) > 0.1
