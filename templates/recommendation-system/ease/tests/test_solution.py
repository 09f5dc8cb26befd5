"""EASE is the solution of its least squares, and learns no more than fits into memory."""

import numpy as np
import pytest
from logs import random_events
from scipy import optimize

from portfolio_project import model
from portfolio_project.model import EASE

PENALTY = 3.0


@pytest.fixture(scope="module")
def solved():
    """A fitted model, and who took what."""
    fitted = EASE(PENALTY).fit(random_events(seed=4))
    return fitted, fitted.liked.toarray()


def test_each_column_is_a_ridge_regression_on_the_other_items(solved):
    fitted, X = solved
    for j in range(X.shape[1]):
        others = np.delete(X, j, axis=1)
        left = others.T @ others + PENALTY * np.eye(others.shape[1])
        expected = np.insert(np.linalg.solve(left, others.T @ X[:, j]), j, 0.0)
        assert np.allclose(fitted.weights[:, j], expected)


def test_no_numerical_search_finds_a_smaller_loss(solved):
    fitted, X = solved

    def loss(b):
        b = np.insert(b, 0, 0.0)  # the first item does not predict itself
        return ((X[:, 0] - X @ b) ** 2).sum() + PENALTY * (b**2).sum()

    found = optimize.minimize(loss, np.zeros(X.shape[1] - 1), tol=1e-12)
    assert loss(fitted.weights[1:, 0]) <= found.fun + 1e-8
    assert np.allclose(found.x, fitted.weights[1:, 0], atol=1e-4)


def test_scores_are_the_history_times_the_weights_and_reasons_sum_to_them(solved):
    fitted, X = solved
    assert np.allclose(fitted.scores(fitted.liked), X @ fitted.weights)
    taken = np.flatnonzero(X[0])
    positions = np.arange(X.shape[1])
    assert np.allclose(fitted.reasons(taken, positions).sum(0), fitted.scores(fitted.liked[[0]])[0])


def test_what_does_not_fit_into_the_budget_is_learned_of_the_most_popular_items(monkeypatch):
    events, kept = random_events(seed=2), 12
    monkeypatch.setattr(model, "BUDGET", 8 * model.COPIES * kept**2)
    fitted = EASE(PENALTY).fit(events)
    assert fitted.ranked == kept < len(fitted.catalogue)
    inside = np.isin(events.item, fitted.catalogue[:kept])
    monkeypatch.undo()
    expected = EASE(PENALTY).fit(events.take(inside))
    assert np.array_equal(expected.catalogue, fitted.catalogue[:kept])
    assert np.allclose(fitted.weights, expected.weights)
    lists = fitted.recommend([*fitted.users, "nobody"], len(fitted.catalogue), exclude_seen=False)
    assert set(lists[0]) == {-1, *fitted.catalogue[:kept]}
    assert set(lists[-1]) == {*fitted.catalogue}  # what is popular needs no weights
    assert not fitted.reasons(np.array([kept]), np.arange(5)).any()
    assert not fitted.reasons(np.arange(5), np.array([kept])).any()


def test_everything_fits_exactly_into_its_budget(monkeypatch):
    monkeypatch.setattr(model, "BUDGET", 8 * model.COPIES * 20**2)
    assert EASE().fit(random_events()).ranked == 20
    monkeypatch.setattr(model, "BUDGET", 8 * model.COPIES * 20**2 - 1)
    assert EASE().fit(random_events()).ranked == 19
