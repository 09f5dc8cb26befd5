"""Intervals: the right width, the same draws for the same seed, and pairs that stay paired."""

import numpy as np
import pytest

from portfolio_project.reporting import intervals
from portfolio_project.reporting.intervals import (
    bootstrap,
    share,
)


def mean_of(values):
    return lambda w: (w * values).sum(-1) / w.sum(-1)


def test_interval_of_a_mean_has_the_textbook_width():
    values = np.random.default_rng(0).normal(size=400)
    found = bootstrap({"mean": mean_of(values)}, 400, 4000, 0.95, seed=1)["mean"].interval()
    error = values.std() / np.sqrt(400)
    assert found["value"] == pytest.approx(values.mean())
    assert found["ci_high"] - found["ci_low"] == pytest.approx(2 * 1.96 * error, rel=0.05)


def test_interval_covers_the_truth_about_as_often_as_it_says():
    rng = np.random.default_rng(2)
    hits = 0
    for seed in range(200):
        values = rng.normal(loc=3, size=60)
        found = bootstrap({"mean": mean_of(values)}, 60, 400, 0.9, seed)["mean"].interval()
        hits += found["ci_low"] <= 3 <= found["ci_high"]
    assert 0.83 <= hits / 200 <= 0.96


def test_same_seed_same_draws_and_another_seed_others():
    statistic = {"mean": mean_of(np.arange(30.0))}
    first, again, other = (bootstrap(statistic, 30, 50, 0.95, seed)["mean"] for seed in (0, 0, 1))
    assert np.array_equal(first.draws, again.draws)
    assert not np.array_equal(first.draws, other.draws)


def test_a_constant_difference_between_pairs_has_no_spread():
    values = np.random.default_rng(3).normal(size=50)
    found = bootstrap({"a": mean_of(values + 0.5), "b": mean_of(values)}, 50, 300, 0.95, seed=0)
    gap = found["a"].minus(found["b"])
    assert gap["diff"] == gap["ci_low"] == gap["ci_high"] == pytest.approx(0.5)


def test_clusters_are_drawn_whole():
    """Twenty equal units in each of ten clusters say no more than ten units do."""
    values = np.random.default_rng(4).normal(size=10)
    each = bootstrap({"m": mean_of(values)}, 10, 500, 0.95, seed=0)["m"]
    clusters = np.repeat(np.arange(10), 20)
    whole = bootstrap({"m": mean_of(values[clusters])}, 200, 500, 0.95, 0, clusters)["m"]
    assert np.allclose(whole.draws, each.draws)
    alone = bootstrap({"m": mean_of(values[clusters])}, 200, 500, 0.95, seed=0)["m"]
    assert alone.draws.std() < each.draws.std() / 2


def test_blocks_of_resamples_are_the_same_as_one(monkeypatch):
    statistic = {"mean": mean_of(np.arange(20.0))}
    whole = bootstrap(statistic, 20, 100, 0.95, seed=0)["mean"].draws
    monkeypatch.setattr(intervals, "BLOCK", 20 * 7)
    assert np.array_equal(whole, bootstrap(statistic, 20, 100, 0.95, seed=0)["mean"].draws)


def test_what_is_undefined_is_none_and_not_a_number():
    found = bootstrap({"never": lambda w: np.full(len(w), np.nan)}, 5, 20, 0.95, seed=0)["never"]
    assert found.interval() == {"value": None, "ci_low": None, "ci_high": None}


@pytest.mark.parametrize(
    ("hits", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0), (5, 0.2366, 0.7634)]
)
def test_share_is_wilsons_interval(hits, low, high):
    found = share(np.arange(10) < hits, 0.95)
    assert found["value"] == hits / 10
    assert found["ci_low"] == pytest.approx(low, abs=1e-4)
    assert found["ci_high"] == pytest.approx(high, abs=1e-4)
