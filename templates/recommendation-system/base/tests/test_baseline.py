"""Popularity and neighbours against what is computed by hand and by brute force."""

import math

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project.baseline import (
    ItemKNN,
    Popularity,
)


def test_popularity_counts_users():
    events = make_events([("a", "x"), ("b", "x"), ("c", "x"), ("a", "y"), ("b", "y"), ("c", "z")])
    best = Popularity().fit(events).recommend(["new"], 3)[0]
    assert [events.items[i] for i in best] == ["x", "y", "z"]


@pytest.mark.parametrize(("neighbours", "shrinkage"), [(3, 0.0), (5, 10.0), (100, 2.0)])
def test_neighbours_equal_brute_force(neighbours, shrinkage):
    events = random_events(seed=3)
    fitted = ItemKNN(neighbours, shrinkage).fit(events)
    X = events.matrix().toarray()[:, fitted.catalogue]
    m = X.shape[1]
    similarity = np.zeros((m, m))
    for j in range(m):
        cosine = np.array(
            [
                X[:, i] @ X[:, j] / (math.sqrt(X[:, i].sum() * X[:, j].sum()) + shrinkage)
                for i in range(m)
            ]
        )
        cosine[j] = 0
        near = sorted(range(m), key=lambda i: (-cosine[i], i))[:neighbours]
        similarity[near, j] = cosine[near]
    assert np.allclose(fitted.similarity.toarray(), similarity)
    assert np.allclose(fitted.scores(fitted.liked), X @ similarity)


def test_shrinkage_holds_back_what_rests_on_few_users():
    common = [(f"u{i}", item) for i in range(10) for item in ("a", "b")]
    lonely = [("v", "a"), ("v", "c"), ("w", "c")]
    events = make_events([*common, *lonely, *[(f"x{i}", "b") for i in range(10)]])
    a, c = (list(events.items).index(name) for name in "ac")

    def likeness(shrinkage):
        fitted = ItemKNN(10, shrinkage).fit(events)
        position = {item: i for i, item in enumerate(fitted.catalogue)}
        return fitted.similarity[position[a], position[c]]

    assert likeness(0.0) == pytest.approx(1 / math.sqrt(11 * 2))
    assert likeness(10.0) == pytest.approx(1 / (math.sqrt(11 * 2) + 10))
