"""Models against data whose only right answer is known, and against themselves."""

import joblib
import numpy as np
import pandas as pd
import pytest
from scipy.special import softmax
from sklearn.datasets import load_wine

from portfolio_project import baseline, model, task
from portfolio_project.metrics import row_losses

SLOPES = np.array([[1.0, -0.5, 0.0], [-1.0, 0.5, 0.0], [0.0, 0.0, 0.0]])  # a row for each class
TIERS = [baseline.trivial, baseline.simple, model.challenger]


def generated(n, seed):
    """Draw fields, classes and the true probability of each class."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, 3))
    p = softmax(X @ SLOPES.T, axis=1)
    y = (rng.uniform(size=n)[:, None] > p.cumsum(1)).sum(1).astype(float)
    return pd.DataFrame(X, columns=list("abc")), y, p


def test_the_linear_model_recovers_the_true_coefficients():
    X, y, _ = generated(20_000, seed=0)
    linear = baseline.simple(C=10.0).fit(X, y)
    found = linear[-1].coef_ / X.std(ddof=0).to_numpy()
    assert found - found.mean(0) == pytest.approx(SLOPES - SLOPES.mean(0), abs=0.1)


@pytest.mark.parametrize("build", TIERS)
def test_no_model_beats_the_bayes_rate(build):
    fitted = build().fit(*generated(3000, seed=0)[:2])
    X, y, p = generated(3000, seed=1)
    predictions = task.predict(fitted, X, 3)
    excess = row_losses(y, predictions) - row_losses(y, p)
    assert excess.mean() > -3 * excess.std() / np.sqrt(len(y))
    right, best = predictions.argmax(1) == y, p.argmax(1) == y
    assert right.mean() <= best.mean() + 3 * np.sqrt(0.25 / len(y))


def test_the_linear_model_comes_close_to_the_bayes_rate():
    fitted = baseline.simple().fit(*generated(3000, seed=0)[:2])
    X, y, p = generated(3000, seed=1)
    assert (row_losses(y, task.predict(fitted, X, 3)) - row_losses(y, p)).mean() < 0.01


@pytest.mark.parametrize("build", [baseline.simple, model.challenger])
def test_the_wines_are_told_apart(build):
    """In ten folds; linear discriminants know 176 of the 178, one left out at a time."""
    wine = load_wine(as_frame=True)
    X, y = wine.data, wine.target.to_numpy(float)
    fold, right = np.random.default_rng(0).permutation(len(y)) % 10, 0
    for i in range(10):
        fitted = build().fit(X[fold != i], y[fold != i])
        right += (task.predict(fitted, X[fold == i], 3).argmax(1) == y[fold == i]).sum()
    assert right >= 170


@pytest.mark.parametrize("build", TIERS)
def test_fit_twice_and_save_and_load_are_equal(build, tmp_path):
    X, y, _ = generated(300, seed=0)
    X["kind"] = pd.Categorical(np.where(X["a"] > 0, "x", "y"), ["x", "y"])
    first, again = (task.predict(build().fit(X, y), X, 3) for _ in range(2))
    assert np.array_equal(first, again)
    joblib.dump(build().fit(X, y), tmp_path / "model.joblib")
    assert np.array_equal(first, task.predict(joblib.load(tmp_path / "model.joblib"), X, 3))


def test_a_model_that_knows_nothing_scores_like_chance():
    y = np.repeat([0.0, 1.0, 2.0], [80, 10, 10])
    assert task.knowledge(y, np.tile([0.8, 0.1, 0.1], (100, 1))) == pytest.approx(1 / 3)
