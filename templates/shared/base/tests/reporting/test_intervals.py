"""Intervals: the right width, the same draws for the same seed, and pairs that stay paired."""

import numpy as np
import pytest

from portfolio_project.reporting import intervals
from portfolio_project.reporting.intervals import (
    Point,
    bootstrap,
    describe,
    resampling,
    subset,
)
from portfolio_project.reporting.shares import (
    TOO_SMALL,
    Share,
    share,
    wilson,
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
    assert gap["diff"] == pytest.approx(0.5)
    assert (gap["ci_low"], gap["ci_high"], gap["interval_reason"]) == (None, None, TOO_SMALL)


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
    assert found.interval() == {
        "value": None,
        "ci_low": None,
        "ci_high": None,
        "interval_reason": "undefined here",
    }


@pytest.mark.parametrize(
    ("hits", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0), (5, 0.2366, 0.7634)]
)
def test_share_is_wilsons_interval(hits, low, high):
    found = share(np.arange(10) < hits, 0.95)
    assert found["value"] == hits / 10
    assert found["ci_low"] == pytest.approx(low, abs=1e-4)
    assert found["ci_high"] == pytest.approx(high, abs=1e-4)


def test_no_interval_leaves_out_its_own_value_or_has_no_length():
    """Statistics that resampling moves: a count of distinct values, a maximum, an absolute mean."""
    rng = np.random.default_rng(5)
    for n in (2, 3, 8, 40, 300):
        values = rng.integers(0, 50, size=n).astype(float)
        seen = np.eye(50, dtype=bool)[values.astype(int)]
        statistics = {
            "distinct": lambda w, seen=seen: ((w @ seen) > 0).sum(-1).astype(float),
            "largest": lambda w, x=values: np.where(w > 0, x, -np.inf).max(-1),
            "gap": lambda w, x=values: np.abs((w * (x - x.mean())).sum(-1) / w.sum(-1)),
            "constant": lambda w: np.ones(len(w)),
            "share": Share(values < 10, np.ones(n, dtype=bool)),
        }
        for name, estimate in bootstrap(statistics, n, 400, 0.95, seed=0).items():
            found = estimate.interval()
            if found["ci_low"] is None:
                assert found["interval_reason"] == TOO_SMALL, name
            else:
                assert found["ci_low"] <= found["value"] <= found["ci_high"], name
                assert found["ci_low"] < found["ci_high"], name


def test_a_value_that_percentiles_leave_out_has_an_interval_that_says_how_it_was_made():
    seen = np.eye(30, dtype=bool)
    statistic = {"distinct": lambda w: ((w @ seen) > 0).sum(-1).astype(float)}
    found = bootstrap(statistic, 30, 500, 0.95, seed=0)["distinct"]
    assert found.draws.max() < found.value
    assert found.interval()["interval_method"] == intervals.NORMAL


def test_a_bare_statistic_has_a_value_and_the_reason_why_there_is_no_interval():
    found = bootstrap({"m": Point(mean_of(np.arange(9.0)), "biased")}, 9, 50, 0.95, seed=0)["m"]
    assert found.interval() == {
        "value": 4.0,
        "ci_low": None,
        "ci_high": None,
        "interval_reason": "biased",
    }


def test_few_units_make_the_interval_wider_than_the_percentiles():
    values = np.random.default_rng(6).normal(size=6)
    found = bootstrap({"m": mean_of(values)}, 6, 20_000, 0.95, seed=0)["m"].interval()
    half = 2.5706 * values.std(ddof=1) / np.sqrt(6)  # Student's t with five degrees of freedom
    assert found["ci_high"] - found["ci_low"] == pytest.approx(2 * half, rel=0.12)


def test_a_large_test_part_has_fewer_resamples_but_some():
    params = {"seed": 1, "interval": {"resamples": 2000, "level": 0.95}}
    assert resampling(params, 1000)["resamples"] == 2000
    assert resampling(params, 250_000)["resamples"] == 800
    assert resampling(params, 10_000_000)["resamples"] == intervals.FEWEST


def test_a_part_of_the_units_keeps_its_clusters():
    options = resampling(
        {"seed": 1, "interval": {"resamples": 9, "level": 0.9}}, 4, np.array([0, 0, 2, 2])
    )
    found = subset(options, np.array([False, True, True, True]))
    assert list(found["clusters"]) == [0, 2, 2]
    assert (
        subset(resampling({"seed": 1, "interval": {"resamples": 9, "level": 0.9}}, 4), [0])[
            "clusters"
        ]
        is None
    )


def test_what_is_drawn_is_the_clusters_where_there_are_some():
    params = {"seed": 1, "interval": {"resamples": 9, "level": 0.9}}
    alone, together = resampling(params, 4), resampling(params, 4, np.array([0, 2, 1, 2]))
    assert describe(alone, "row", 4) == {"unit": "row", "n": 4, "resamples": 9}
    assert describe(together, "group", 4) == {"unit": "group", "n": 3, "resamples": 9}


# Korn and Graubard: 40 hits of 100 in ten clusters of ten, all alike within a cluster or spread.
def test_a_share_counts_clusters_that_are_all_alike_once():
    hits, clusters = np.repeat(np.arange(10) < 4, 10), np.repeat(np.arange(10), 10)
    found = wilson(hits, 0.95, clusters)
    p, n, t = 0.4, 9.0, 2.2622  # effective n: 0.24 / (0.24 / 9); t with nine degrees of freedom
    reach = t * np.sqrt(p * (1 - p) / n + t**2 / (4 * n**2))
    middle, scale = p + t**2 / (2 * n), 1 + t**2 / n
    assert found["ci_low"] == pytest.approx((middle - reach) / scale, abs=1e-4)
    assert found["ci_high"] == pytest.approx((middle + reach) / scale, abs=1e-4)
    assert found["clusters"] == 10


def test_a_share_is_never_surer_than_its_units_would_be_alone():
    hits, clusters = np.tile(np.arange(10) < 4, 30), np.repeat(np.arange(30), 10)
    assert wilson(hits, 0.95, clusters) == wilson(hits, 0.95)


@pytest.mark.parametrize("all_hit", [True, False])
def test_where_all_hit_a_share_counts_clusters(all_hit):
    found = wilson(np.full(200, all_hit), 0.95, np.repeat(np.arange(25), 8))
    alone = wilson(np.full(25, all_hit), 0.95)
    assert (found["ci_low"], found["ci_high"]) == (alone["ci_low"], alone["ci_high"])


def test_one_cluster_says_nothing_of_others():
    found = wilson(np.arange(10) < 4, 0.95, np.zeros(10, dtype=int))
    assert (found["value"], found["ci_low"], found["interval_reason"]) == (0.4, None, TOO_SMALL)


def test_a_share_among_the_units_that_count():
    hits, of = np.array([1, 1, 0, 1, 0], bool), np.array([1, 1, 1, 0, 0], bool)
    found = bootstrap({"s": Share(hits, of)}, 5, 100, 0.95, seed=0)["s"]
    assert found.value == pytest.approx(2 / 3)
    assert found.interval()["ci_low"] == pytest.approx(wilson(hits[of], 0.95)["ci_low"])


def test_a_share_in_clusters_covers_the_truth_about_as_often_as_it_says():
    rng, hits = np.random.default_rng(7), 0
    for _ in range(400):
        chances = rng.beta(2, 3, size=40)
        describe, clusters = rng.random((40, 15)) < chances[:, None], np.repeat(np.arange(40), 15)
        found = wilson(describe.ravel(), 0.95, clusters)
        hits += found["ci_low"] <= 0.4 <= found["ci_high"]
    assert 0.92 <= hits / 400 <= 0.98
