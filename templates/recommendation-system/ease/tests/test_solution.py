"""EASE is the solution of its least squares, and refuses what would not fit into memory."""

import numpy as np
import pytest
from logs import random_events
from scipy import optimize

from portfolio_project import model
from portfolio_project.model import EASE
from portfolio_project.project import InputError

PENALTY = 3.0


@pytest.fixture(scope="module")
def solved():
    """A fitted model, and who took what."""
    fitted = EASE(PENALTY).fit(random_events(seed=4))
    return fitted, fitted.seen.toarray()


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
    assert np.allclose(fitted.scores(fitted.seen), X @ fitted.weights)
    taken = np.flatnonzero(X[0])
    places = np.arange(X.shape[1])
    assert np.allclose(fitted.reasons(taken, places).sum(0), fitted.scores(fitted.seen[[0]])[0])


def test_more_memory_than_the_budget_is_refused_before_it_is_taken(monkeypatch):
    events = random_events()
    size = 8 * model.COPIES * len(events.items) ** 2
    monkeypatch.setattr(model, "BUDGET", size)
    EASE().fit(events)  # exactly the budget
    monkeypatch.setattr(model, "BUDGET", size - 1)
    monkeypatch.setattr(model.linalg, "inv", lambda *_, **__: pytest.fail("it was taken"))
    with pytest.raises(InputError, match=r"items x items x 8 bytes.* raise catalogue.fewest"):
        EASE().fit(events)
