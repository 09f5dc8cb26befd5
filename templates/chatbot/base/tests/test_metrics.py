"""Metrics at their limits, by hand, and against scikit-learn and plain loops."""

import math
from dataclasses import replace

import numpy as np
import pytest
from library import HOW, index, signals
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import ndcg_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from portfolio_project import confidence, metrics
from portfolio_project.baseline import Tfidf
from portfolio_project.outcomes import Outcomes
from portfolio_project.outcomes import (
    outcomes as found_outcomes,
)
from portfolio_project.questions import Question
from portfolio_project.reporting.intervals import (
    bootstrap,
)

COST = {"wrong": 2.0, "silent": 1.0}
ONE = np.ones((1, 6))
RANKS = np.array([1, 2, 10, np.inf, np.inf, np.inf])  # the last has no source


def outcomes(ranks=RANKS, answerable=None):
    answerable = np.arange(len(ranks)) < 5 if answerable is None else answerable
    n, right = len(ranks), ranks == 1
    return Outcomes(ranks, answerable, np.ones((n, 3)), np.arange(n), right, right.astype(float))


class Sure:
    threshold = 0.5

    def __init__(self, p):
        self.p = np.array(p)

    def of(self, _):
        return self.p

    def answers(self, _):
        return self.p[None] >= self.threshold


def measured(seen, p, weights=None):
    w = np.ones((1, len(seen.ranks))) if weights is None else weights
    return {name: f(w)[0] for name, f in metrics.measures(seen, Sure(p), COST).items()}


def test_rankings_by_hand():
    found = measured(outcomes(), [1, 1, 1, 1, 1, 1])
    assert found["mrr_at_10"] == pytest.approx((1 + 1 / 2 + 1 / 10) / 5)
    assert found["hit_at_1"] == pytest.approx(1 / 5)
    assert found["hit_at_5"] == pytest.approx(2 / 5)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(11)
    assert found["ndcg_at_10"] == pytest.approx(ideal / 5)


def test_decisions_by_hand():
    """Of five that have an answer, three are answered, one of them rightly; the last has none."""
    found = measured(outcomes(), [0.9, 0.8, 0.1, 0.1, 0.7, 0.6])
    assert found["answered"] == pytest.approx(4 / 6)
    assert found["answered_right"] == pytest.approx(1 / 5)
    assert found["answered_wrong"] == pytest.approx(3 / 6)
    assert found["right_when_answered"] == pytest.approx(1 / 4)
    assert found["refused_wrongly"] == pytest.approx(2 / 5)
    assert found["refused_rightly"] == 0
    assert found["cost_per_100"] == pytest.approx(100 * (3 * 2 + 2 * 1) / 6)


@pytest.mark.parametrize(
    ("ranks", "p", "expected"),
    [
        (
            [1, 1, np.inf],
            [1, 1, 0],
            {"mrr_at_10": 1, "auroc": 1, "refused_rightly": 1, "cost_per_100": 0},
        ),
        (
            [np.inf] * 3,
            [1, 1, 1],
            {"mrr_at_10": 0, "auroc": 0.5, "refused_rightly": 0, "answered_right": 0},
        ),
        ([1, 1, np.inf], [0, 0, 1], {"auroc": 0, "refused_rightly": 0, "refused_wrongly": 1}),
    ],
)
def test_the_best_the_worst_and_ties(ranks, p, expected):
    seen = outcomes(np.array(ranks, float), np.array([True, True, False]))
    found = measured(seen, p)
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_auroc_in_resamples_is_a_plain_loops():
    rng = np.random.default_rng(2)
    y, p, w = rng.random(12) < 0.5, rng.integers(0, 4, 12) / 4, rng.integers(0, 3, (5, 12))
    pairs = [(i, j) for i in np.flatnonzero(y) for j in np.flatnonzero(~y)]
    for found, counts in zip(metrics.auroc(y, p, w.astype(float)), w, strict=True):
        ahead = sum(counts[i] * counts[j] * ((p[i] > p[j]) + (p[i] == p[j]) / 2) for i, j in pairs)
        assert found == pytest.approx(ahead / sum(counts[i] * counts[j] for i, j in pairs))


def test_the_area_under_risk_and_coverage_is_a_plain_loops():
    """Right, wrong, right, the surest first: of 1, 2 and 3 answers 0, 1/2 and 1/3 are wrong."""
    right, p = np.array([True, True, False]), np.array([0.9, 0.2, 0.5])
    assert metrics.risk_area(right, p, np.ones((1, 3)))[0] == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    w = np.array([[2.0, 0.0, 1.0]])
    assert metrics.risk_area(right, p, w)[0] == pytest.approx((2 * 0 + 1 / 3) / 3)


def test_what_a_model_says_is_what_is_measured_whatever_the_confidence():
    """It answers the first two, of which one is right, and refuses the one without a source."""
    seen = replace(outcomes(np.array([1, 2, np.inf])), answerable=np.array([True, True, False]))
    said = replace(seen, answered=np.array([True, True, False]))
    found = measured(said, [0.1, 0.1, 0.9])
    assert (found["answered_right"], found["refused_rightly"]) == (1 / 2, 1)
    assert measured(seen, [0.1, 0.1, 0.9])["answered_right"] == 0


def test_questions_of_one_intent_count_as_one_in_the_interval_of_refusals():
    """Ten of 40 are refused, all of one intent out of four: the interval is that of four."""
    n, intents = 40, np.repeat(np.arange(4), 10)
    seen = replace(outcomes(np.full(n, np.inf), np.zeros(n, bool)), clusters=intents)
    how = {"resamples": 200, "level": 0.95, "seed": 0}
    every = metrics.measures(seen, Sure(np.where(intents == 0, 0.0, 1.0)), COST)
    wide, narrow = (
        bootstrap(every, n, clusters=c, **how)["refused_rightly"].interval()
        for c in (intents, np.arange(n))
    )
    assert wide["value"] == narrow["value"] == 0.25
    assert wide["ci_high"] - wide["ci_low"] > 2 * (narrow["ci_high"] - narrow["ci_low"])
    assert wide["clusters"] == 4


def test_what_no_question_defines_is_undefined():
    found = measured(outcomes(np.array([1.0, 1.0]), np.array([True, True])), [0, 0])
    assert np.isnan(found["refused_rightly"])
    assert np.isnan(found["auroc"])
    assert np.isnan(found["right_when_answered"])
    assert not np.isnan(found["mrr_at_10"])


def test_ndcg_and_auroc_are_scikit_learns():
    rng = np.random.default_rng(0)
    ranks = rng.integers(1, 15, 40).astype(float)
    truth = np.array([[place == rank for place in range(1, 21)] for rank in ranks], float)
    scores = np.tile(-np.arange(20.0), (40, 1))
    seen = outcomes(np.where(ranks <= 10, ranks, np.inf), np.ones(40, bool))
    ndcg = measured(seen, np.ones(40))["ndcg_at_10"]
    assert ndcg == pytest.approx(ndcg_score(truth, scores, k=10))
    y, p = rng.random(40) < 0.6, rng.integers(0, 5, 40) / 5
    assert metrics.auroc(y, p, np.ones((1, 40)))[0] == pytest.approx(roc_auc_score(y, p))


def test_weights_are_repeated_questions():
    rng = np.random.default_rng(1)
    ranks, p = rng.integers(1, 13, 20).astype(float), rng.random(20)
    answerable = rng.random(20) < 0.7
    ranks[~answerable] = np.inf
    counts = rng.integers(0, 4, 20)
    again = np.repeat(np.arange(20), counts)
    whole = measured(outcomes(ranks[again], answerable[again]), p[again])
    assert measured(outcomes(ranks, answerable), p, counts[None].astype(float)) == pytest.approx(
        whole
    )


@pytest.mark.parametrize(
    ("p", "right", "expected"),
    [([0.95, 0.95], [1, 1], 0.05), ([1.0, 1.0], [0, 0], 1.0), ([0.5, 0.5], [1, 0], 0.0)],
)
def test_calibration_error_by_hand(p, right, expected):
    found = metrics.ece(np.array(right, bool), np.array(p), np.ones((1, 2)))
    assert found[0] == pytest.approx(expected)


def fitted(X, right, groups=10, cost=COST, answerable=None):
    n = len(right)
    asked = np.ones(n, bool) if answerable is None else answerable
    return confidence.fit(X, right, asked, np.arange(n) % groups, cost, seed=0)


def test_confidence_learns_what_tells_right_from_wrong():
    X, right = signals(200)
    found = fitted(X, right)
    p = found.of(X)
    assert roc_auc_score(right, p) > 0.95
    assert (found.answers(X)[0] == right).mean() > 0.95
    assert metrics.ece(right, p, np.ones((1, 200)))[0] < 0.1
    assert found.of(np.zeros((1, 3)))[0] == 0
    assert not found.answers(np.zeros((1, 3))).any()


@pytest.mark.parametrize("value", [True, False])
def test_confidence_is_fitted_where_everything_is_right_or_wrong(value):
    X, _ = signals(12)
    p = fitted(X, np.full(12, value), 3).of(X)
    assert np.isfinite(p).all()
    assert p.mean() > 0.5 if value else p.mean() < 0.5


def test_the_fit_is_scikit_learns():
    """With each row as often as its document was drawn."""
    X, right = signals(80, seed=5)
    held = np.vstack([X, np.zeros(3), np.ones(3)])
    model = make_pipeline(StandardScaler(), LogisticRegression(tol=1e-10, solver="newton-cg"))
    theirs = model.fit(held, np.append(right, [False, True])).predict_proba(X)[:, 1]
    found = fitted(X, right)
    assert found.of(X) == pytest.approx(theirs, abs=1e-4)
    drawn = np.random.default_rng(0).multinomial(10, np.full(10, 0.1), size=3)[2]
    w = np.append(drawn[np.arange(80) % 10], [1, 1])
    scaled = StandardScaler().fit(held)
    model = LogisticRegression(tol=1e-10, solver="newton-cg")
    model.fit(scaled.transform(held), np.append(right, [False, True]), sample_weight=w)
    expected = model.predict_proba(scaled.transform(X))[:, 1]
    assert found.by_fit(X)[3] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_the_fit_ends_where_nothing_is_left_to_gain(seed):
    """Also where everything can be told apart, and with weights of any size."""
    rng = np.random.default_rng(seed)
    X = confidence.constant(rng.normal(size=(30, 3)) * 10 ** rng.uniform(-3, 1))
    y = X[:, 1] > 0 if seed % 2 else rng.random(30) < rng.random()
    y[:2] = True, False
    w = rng.integers(0, 3, (4, 30)) * 10.0 ** rng.integers(0, 3)
    w[:, :2] = 1
    found = confidence.logistic(X, y, w)
    ridge = found * [0, 1, 1, 1]
    slope = (w * (1 / (1 + np.exp(-found @ X.T)) - y)) @ X + ridge
    assert np.abs(slope).max() < 1e-6


@pytest.mark.parametrize(("wrong", "expected"), [(2.0, 0.5), (4.0, 0.75), (1.0, 0.0), (10.0, 0.9)])
def test_the_threshold_is_the_one_that_the_costs_imply(wrong, expected):
    """Where every question has an answer, silence costs 1 and an answer wrong * (1 - p)."""
    p, asked = np.random.default_rng(0).random((1, 4000)), np.ones(4000, bool)
    cost = {"wrong": wrong, "silent": 1.0}
    found = confidence.implied(p, asked, np.ones((1, 4000)), cost)
    assert found[0] == pytest.approx(expected, abs=0.02)


def test_the_threshold_counts_that_silence_is_often_right():
    """A passage answers with chance (1 + p) / 2: wrong * (1 - t) = (1 + t) / 2 at t = .6."""
    rng = np.random.default_rng(0)
    p = rng.random((1, 20_000))
    asked = rng.random(20_000) < (1 + p[0]) / 2
    found = confidence.implied(p, asked, np.ones((1, 20_000)), COST)
    assert found[0] == pytest.approx(0.6, abs=0.02)


def test_a_dearer_error_makes_it_more_silent():
    X, right = signals(300, seed=3)
    X[:, 0] += np.random.default_rng(4).normal(0, 0.4, 300)
    dear, cheap = (fitted(X, right, 9, {"wrong": w, "silent": 1.0}) for w in (10.0, 0.1))
    assert dear.threshold > cheap.threshold


def test_other_dev_questions_hardly_move_the_threshold():
    """The cheapest one of 60 questions would lie anywhere between a third and four fifths."""
    found = []
    for seed in range(40):
        rng = np.random.default_rng(seed)
        X, right = signals(60, seed)
        X[:, 0] = np.clip(X[:, 0] + rng.normal(0, 0.4, 60), 0.01, 1)
        found.append(fitted(X, right, 12, answerable=right | (rng.random(60) < 0.5)))
    chosen = np.array([one.threshold for one in found])
    assert np.ptp(chosen) < 0.2
    assert np.ptp(found[0].thresholds) > 0


def test_the_interval_of_the_cost_holds_the_choice_of_the_threshold():
    """One resample after the other takes the next threshold; the value is that of the one used."""
    values = np.array([[1.0, 3.0], [5.0, 7.0], [0.0, 0.0]])
    w = np.array([[1.0, 1.0], [2.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    assert metrics.threshold_mean(values, w) == pytest.approx([2, 5, 0, 3])
    assert metrics.threshold_mean(values, np.ones((1, 2))) == pytest.approx([2])


def drawn(seed):
    """Give random findings, with few documents, few errors or none, and a confidence in them."""
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 80))
    asked = rng.random(n) < rng.choice([0.5, 0.9, 1.0])
    ranks = np.where(asked, rng.choice([1.0, 2.0, 7.0, np.inf], n, p=[0.5, 0.2, 0.1, 0.2]), np.inf)
    ranks = np.where(asked & (rng.random() < 0.2), 1.0, ranks)
    clusters = np.unique(rng.integers(0, rng.integers(1, n + 1), n), return_inverse=True)[1]
    found = np.clip(rng.random((n, 3)) + (ranks == 1)[:, None] / 2, 0, 1)
    signals = found * (rng.random((n, 1)) < 0.9)
    seen = Outcomes(ranks, asked, signals, clusters, ranks == 1, rng.random(n) * asked)
    cost = {"wrong": float(rng.integers(0, 4)), "silent": 1.0}
    return seen, confidence.fit(seen.signals, seen.right, asked, clusters, cost, seed), cost


def holds(found, name="value"):
    """Whether an interval holds its value and has a length, or says why there is none."""
    value, low, high = found[name], found["ci_low"], found["ci_high"]
    if low is None or high is None:
        return low is high and bool(found["interval_reason"])
    return low <= value <= high and low < high


@pytest.mark.parametrize("seed", range(60))
def test_no_interval_leaves_out_its_value_or_is_of_length_zero(seed):
    seen, sure, cost = drawn(seed)
    how = {"resamples": 200, "level": 0.95, "seed": seed, "clusters": seen.clusters}
    n = len(seen.ranks)
    found = bootstrap(metrics.measures(seen, sure, cost), n, **how)
    assert tuple(found) == metrics.METRICS
    for name, estimate in found.items():
        assert holds(estimate.interval()), (name, estimate.interval())
    again = bootstrap(metrics.measures(drawn(seed)[0], sure, cost | {"silent": 3.0}), n, **how)
    for name in ("mrr_at_10", "cost_per_100", "hit_at_1", "refused_rightly"):
        gap = found[name].minus(again[name])
        assert holds(gap, "diff"), (name, gap)


def test_questions_hang_together_by_document_or_by_the_group_that_they_name():
    asked = [
        Question("1", "paraphrase", "apple", "apple.md#about"),
        Question("2", "paraphrase", "apple cider", "apple.md#more"),
        Question("3", "unanswerable", "zzz", None),
        Question("4", "unanswerable", "qqq", None),
        Question("5", "unanswerable", "yyy", None, group="letters"),
        Question("6", "unanswerable", "vvv", None, group="letters"),
    ]
    clusters = found_outcomes(index(Tfidf()), asked, HOW).clusters
    assert clusters[0] == clusters[1]
    assert clusters[4] == clusters[5]
    assert len(set(clusters)) == 4
