"""ALS solves the equations of the paper, and its loss falls."""

import numpy as np
import pytest
from logs import random_events

from portfolio_project.model import ALS

ALPHA, PENALTY = 4.0, 2.0


@pytest.fixture(scope="module")
def solved():
    """A fitted model, and who took what."""
    fitted = ALS(factors=5, alpha=ALPHA, penalty=PENALTY).fit(random_events(seed=4))
    return fitted, fitted.liked.toarray()


def loss(P, X, Y):
    """Compute the loss over every cell, as the paper gives it."""
    C = 1 + ALPHA * P
    return (C * (P - X @ Y.T) ** 2).sum() + PENALTY * ((X**2).sum() + (Y**2).sum())


def test_users_are_the_solution_with_the_whole_matrix_of_confidence(solved):
    fitted, P = solved
    found = fitted.solve(fitted.liked, fitted.Y)
    for user, row in enumerate(P):
        C = np.diag(1 + ALPHA * row)
        left = fitted.Y.T @ C @ fitted.Y + PENALTY * np.eye(5)
        assert np.allclose(found[user], np.linalg.solve(left, fitted.Y.T @ C @ row))


def test_no_step_away_from_the_solution_lowers_the_loss(solved):
    fitted, P = solved
    X, rng = fitted.solve(fitted.liked, fitted.Y), np.random.default_rng(0)
    for _ in range(20):
        assert loss(P, X, fitted.Y) <= loss(P, X + 0.01 * rng.normal(size=X.shape), fitted.Y)


def test_the_loss_falls_in_every_round():
    found = []
    for rounds in range(1, 6):
        fitted = ALS(5, ALPHA, PENALTY, iterations=rounds).fit(random_events(seed=4))
        X = fitted.solve(fitted.liked, fitted.Y)
        found.append(loss(fitted.liked.toarray(), X, fitted.Y))
    assert (np.diff(found) < 0).all()


def test_scores_are_products_of_factors_and_reasons_sum_to_them(solved):
    fitted, P = solved
    scores = fitted.scores(fitted.liked)
    assert np.allclose(scores, fitted.solve(fitted.liked, fitted.Y) @ fitted.Y.T)
    taken = np.flatnonzero(P[0])
    assert np.allclose(fitted.reasons(taken, np.arange(P.shape[1])).sum(0), scores[0])
