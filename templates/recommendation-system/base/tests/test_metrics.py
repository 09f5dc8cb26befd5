"""Metrics at their limits, by hand, and by brute force on random lists."""

import math

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project.metrics import (
    average_precision,
    coverage,
    exposure,
    gini,
    hits_of,
    ndcg,
    per_user,
    recall,
    reciprocal_rank,
)

EVERY = (ndcg, recall, average_precision, reciprocal_rank)


def row(*hits):
    return np.array([hits], dtype=bool)


@pytest.mark.parametrize("metric", EVERY)
def test_a_perfect_list_is_one_and_one_without_a_hit_is_zero(metric):
    assert metric(row(1, 1, 1, 0, 0), np.array([3])) == pytest.approx(1)
    assert metric(row(0, 0, 0, 0, 0), np.array([3])) == 0


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (ndcg, (1 / math.log2(3) + 1 / math.log2(5)) / (1 + 1 / math.log2(3) + 0.5)),
        (recall, 2 / 3),
        (average_precision, (1 / 2 + 2 / 4) / 3),
        (reciprocal_rank, 1 / 2),
    ],
)
def test_hits_at_two_and_four_of_three_relevant_by_hand(metric, expected):
    assert metric(row(0, 1, 0, 1, 0), np.array([3])) == pytest.approx([expected])


@pytest.mark.parametrize("metric", [ndcg, average_precision])
def test_more_relevant_items_than_places_do_not_hide_a_perfect_list(metric):
    assert metric(row(1, 1), np.array([50])) == pytest.approx(1)
    assert recall(row(1, 1), np.array([50])) == pytest.approx(2 / 50)


@pytest.mark.parametrize("metric", EVERY)
def test_a_hit_further_up_is_worth_no_less(metric):
    earlier, later = (metric(row(*h), np.array([2])) for h in ((1, 0, 1, 0), (0, 1, 0, 1)))
    assert earlier >= later


def brute(ranked, relevant):
    """Compute the metrics of one list as a person would."""
    hit = [item in relevant for item in ranked]
    best = sum(1 / math.log2(i + 2) for i in range(min(len(relevant), len(ranked))))
    gains = [1 / math.log2(i + 2) for i, h in enumerate(hit) if h]
    precisions = [sum(hit[: i + 1]) / (i + 1) for i, h in enumerate(hit) if h]
    return {
        "ndcg_at_10": sum(gains) / best,
        "recall_at_10": sum(hit) / len(relevant),
        "map_at_10": sum(precisions) / min(len(relevant), len(ranked)),
        "mrr_at_10": 1 / (1 + hit.index(True)) if any(hit) else 0.0,
    }


def test_every_metric_equals_brute_force():
    truth, rng = random_events(seed=1), np.random.default_rng(2)
    users = np.unique(truth.user)
    lists = np.array([rng.permutation(len(truth.items))[:10] for _ in users])
    found = per_user(lists, truth, users, np.full(len(truth.items), 0.25))
    for i, user in enumerate(users):
        expected = brute(list(lists[i]), set(truth.item[truth.user == user]))
        assert {m: found[m][i] for m in expected} == pytest.approx(expected)
    assert found["novelty"] == pytest.approx(2)  # -log2 of a quarter


def test_an_empty_place_is_no_hit_and_no_novelty():
    truth = make_events([("a", "x"), ("a", "y")])
    lists = np.array([[0, -1, -1]])
    hits, relevant = hits_of(lists, truth, np.array([0]))
    assert hits.tolist() == [[True, False, False]] and relevant.tolist() == [2]
    assert per_user(lists, truth, np.array([0]), np.array([0.5, 0.5]))["novelty"] == [1]


def test_coverage_and_gini_at_their_limits():
    everybody_the_same = exposure(np.zeros((5, 1), dtype=int), 4)
    assert coverage(everybody_the_same) == 0.25 and gini(everybody_the_same) == 0.75
    all_equally = exposure(np.array([[0, 1], [2, 3], [-1, -1]]), 4)
    assert coverage(all_equally) == 1 and gini(all_equally) == 0
    assert gini(np.array([1, 3])) == 0.25  # half the mean difference over the mean, by hand
