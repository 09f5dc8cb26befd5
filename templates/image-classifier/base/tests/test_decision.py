"""Temperature, threshold and cost: by hand, and on data whose answer is known."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.special import softmax

from portfolio_project import metrics
from portfolio_project.decision import (
    Decision,
    answer,
    cheapest,
    decide,
    priced,
    statistics,
)
from portfolio_project.reporting.intervals import (
    bootstrap,
)

COSTS = {"cost": {"wrong": 10.0, "asked": 1.0}}
RULE = Decision(temperature=1.0, threshold=0.6, wrong=10.0, asked=1.0)
Y = np.array([0, 0, 1])
P = np.array([[0.9, 0.1], [0.3, 0.7], [0.5, 0.5]])  # right, wrong, not sure
ONCE = np.ones((1, 3))


def drawn(n, temperature, seed=0):
    """Draw labels from probabilities, and give scores that are too sure by a known factor."""
    rng = np.random.default_rng(seed)
    log_p = 2 * rng.normal(size=(n, 4))
    p = softmax(log_p, axis=1)
    y = (p.cumsum(1) > rng.uniform(size=(n, 1))).argmax(1)
    return y, np.log(softmax(log_p * temperature, axis=1))


def test_cost_coverage_and_accuracy_by_hand():
    found = {name: float(f(ONCE)[0]) for name, f in statistics(RULE, Y, P).items()}
    assert found["cost_per_1000"] == pytest.approx(1000 * (0 + 10 + 1) / 3)
    assert found["coverage"] == pytest.approx(2 / 3)
    assert found["accuracy_when_sure"] == pytest.approx(1 / 2)


def test_where_nothing_is_answered_its_accuracy_is_undefined():
    never = replace(RULE, threshold=2.0)
    assert np.isnan(statistics(never, Y, P)["accuracy_when_sure"](ONCE)).all()
    assert never.cost_per_1000(Y, P, ONCE) == pytest.approx(1000)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_is_recovered(temperature):
    rule = decide(*drawn(3000, temperature), COSTS)
    assert rule.temperature == pytest.approx(temperature, rel=0.1)


@pytest.mark.parametrize("p", [[0.6, 0.4], [0.6, 0.2, 0.2]])
def test_without_an_error_it_is_as_sure_as_one_more_right_and_one_wrong_would_make_it(p):
    rule = decide(np.zeros(8, int), np.log(np.tile(p, (8, 1))), COSTS)
    assert rule.probabilities(np.log([p]))[0, 0] == pytest.approx(9 / 10, rel=1e-3)


def test_a_class_of_no_probability_at_all_does_not_spoil_the_temperature():
    y, log_p = drawn(3000, 1.0)
    log_p[y == 0, 1] = -np.inf
    assert decide(y, log_p, COSTS).temperature == pytest.approx(1.0, rel=0.15)


def test_the_temperature_mends_the_calibration_and_changes_no_answer():
    y, log_p = drawn(3000, 3.0, seed=1)
    rule = decide(*drawn(3000, 3.0), COSTS)
    ones = np.ones((1, len(y)))
    before, after = softmax(log_p, axis=1), rule.probabilities(log_p)
    assert metrics.ece(y, after, ones) < 0.3 * metrics.ece(y, before, ones)
    assert np.array_equal(before.argmax(1), after.argmax(1))


@pytest.mark.parametrize(("wrong", "asked", "expected"), [(10, 1, 0.9), (4, 1, 0.75), (1, 1, 0)])
def test_the_threshold_is_what_the_costs_imply(wrong, asked, expected):
    rule = decide(*drawn(200, 1.0), {"cost": {"wrong": wrong, "asked": asked}})
    assert rule.threshold == pytest.approx(expected)


def test_without_an_error_on_validation_the_threshold_is_not_0():
    rule = decide(np.zeros(50, int), np.log(np.tile([0.8, 0.2], (50, 1))), COSTS)
    assert rule.threshold == pytest.approx(0.9)


def test_the_costs_threshold_is_cheaper_on_new_images_than_the_one_that_was_cheapest_before():
    """Over many small validation parts; both are tried on the same large test part."""
    y, log_p = drawn(20_000, 1.0, seed=99)
    ones, cost = np.ones((1, len(y))), {"implied": [], "empirical": []}
    for seed in range(20):
        known = drawn(100, 1.0, seed=seed)
        rule = decide(*known, COSTS)
        best = cheapest(known[0], rule.probabilities(known[1]), rule)
        for name, threshold in (("implied", rule.threshold), ("empirical", best)):
            tried = replace(rule, threshold=threshold)
            cost[name].append(tried.cost_per_1000(y, tried.probabilities(log_p), ones)[0])
    assert np.mean(cost["implied"]) < np.mean(cost["empirical"])


def test_the_cheapest_threshold_by_hand():
    # answering .9 saves 1, .7 as well costs 9 more, .5 as well (one right, one wrong) costs 8 more
    p = np.array([[0.9, 0.1], [0.7, 0.3], [0.5, 0.5], [0.5, 0.5]])
    y = np.array([0, 1, 0, 1])
    assert cheapest(y, p, RULE) == 0.9
    assert cheapest(1 - p.argmax(1), p, RULE) == 2.0  # all wrong: answer nothing
    assert cheapest(p.argmax(1), p, RULE) == 0.5  # all right: answer everything


HOW = {"resamples": 400, "level": 0.95, "seed": 0, "clusters": None}


def test_the_interval_of_the_cost_includes_the_choice():
    """A temperature that few images fix makes it wider than the test images alone do."""
    y, log_p = drawn(2000, 1.0, seed=1)
    widths = {}
    for n in (30, 3000):
        known = drawn(n, 1.0, seed=2)
        rule = decide(*known, COSTS)
        found = priced(rule, (*known, HOW | {"seed": 1}), (y, log_p, HOW))
        cost = statistics(rule, y, rule.probabilities(log_p))["cost_per_1000"]
        alone = bootstrap({"cost": cost}, 2000, **HOW)["cost"]
        assert found.value == pytest.approx(alone.value)
        widths[n] = [np.std(each.draws) for each in (found, alone)]
    assert widths[30][0] > 1.1 * widths[30][1]
    assert widths[3000][0] == pytest.approx(widths[3000][1], rel=0.1)


def test_the_names_that_gates_and_slices_may_ask_for_are_those_that_are_measured():
    assert set(metrics.METRICS) == set(statistics(RULE, Y, P))


def test_a_cost_that_is_known_has_no_interval_and_says_why():
    prior = np.log(np.tile([0.6, 0.4], (100, 1)))
    known = np.arange(100) % 2
    rule = decide(known, prior, COSTS)
    found = priced(rule, (known, prior, HOW), (known, prior, HOW)).interval()
    assert found["value"] == 1000
    assert found["ci_low"] is None
    assert found["interval_reason"] == "the same whatever is drawn"


@pytest.mark.parametrize("seed", range(25))
def test_no_interval_leaves_out_its_value_or_has_no_length(seed):
    """Of every metric, over random predictions of few images or many, in groups or not."""
    rng = np.random.default_rng(seed)
    n, k = int(rng.choice([2, 5, 20, 150])), int(rng.integers(2, 6))
    log_p = np.log(rng.dirichlet(np.ones(k) * rng.choice([0.05, 1, 20]), n).clip(1e-12))
    y = log_p.argmax(1) if seed % 3 == 0 else rng.integers(0, k, n)
    clusters = rng.integers(0, max(1, n // 3), n) if seed % 2 else None
    resampling = HOW | {"clusters": clusters}
    rule = replace(RULE, threshold=float(rng.choice([0, 0.5, 2])))
    found = bootstrap(statistics(rule, y, rule.probabilities(log_p)), n, **resampling)
    found["cost_per_1000"] = priced(
        rule, (y, log_p, resampling | {"seed": 1}), (y, log_p, resampling)
    )
    for name, estimate in found.items():
        measured = estimate.interval()
        if measured["ci_low"] is None:
            assert measured["interval_reason"], name
        else:
            assert measured["ci_low"] <= measured["value"] <= measured["ci_high"], name
            assert measured["ci_low"] < measured["ci_high"], name


def test_the_answer_names_the_top_classes():
    found = answer(replace(RULE, threshold=0.8), P, ["cat", "dog"])
    assert list(found["prediction"]) == ["cat", "dog", "cat"]
    assert list(found["sure"]) == [True, False, False]
    assert found["top"][1] == {"dog": 0.7, "cat": 0.3}
