"""Metrics: equal to scikit-learn under any weights, right at the limits, and by hand."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.cbook import STEP_LOOKUP_MAP
from matplotlib.figure import Figure
from sklearn import metrics as reference

from portfolio_project import figures
from portfolio_project.contract import read_contract
from portfolio_project.decision import (
    Decision,
    answer,
    decide,
    facts,
    measures,
)
from portfolio_project.held_out import open_test_part
from portfolio_project.probability import log_odds, platt
from portfolio_project.reporting.intervals import (
    bootstrap,
)

RULE = Decision(threshold=0.3, missed=10.0, false_alarm=1.0)
ONCE = np.ones((1, 4))


def by_hand(name, y, p, w, rule=RULE):
    found = measures(rule, np.asarray(y, float), np.asarray(p, float))
    return found[name](np.asarray(w, float))


@pytest.mark.parametrize(
    ("name", "sklearn"),
    [
        ("average_precision", reference.average_precision_score),
        ("roc_auc", reference.roc_auc_score),
        ("brier", reference.brier_score_loss),
        ("log_loss", reference.log_loss),
        ("accuracy", lambda y, p, **k: reference.accuracy_score(y, p >= 0.3, **k)),
        ("recall", lambda y, p, **k: reference.recall_score(y, p >= 0.3, **k)),
        ("precision", lambda y, p, **k: reference.precision_score(y, p >= 0.3, **k)),
    ],
)
@pytest.mark.parametrize("ties", [False, True])
def test_equal_to_scikit_learn_under_the_counts_of_a_resample(name, sklearn, ties):
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 60).astype(float)
    p = np.clip(0.3 * y + rng.uniform(0, 0.7, 60), 0.01, 0.99)
    p = np.round(p, 1) if ties else p
    w = rng.multinomial(60, np.full(60, 1 / 60), size=5).astype(float)
    expected = [sklearn(y, p, sample_weight=row) for row in w]
    assert by_hand(name, y, p, w) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "perfect", "worst"),
    [
        ("average_precision", 1, 0.5),
        ("roc_auc", 1, 0),
        ("brier", 0, 1),
        ("ece", 0, 1),
        ("accuracy", 1, 0),
        ("recall", 1, 0),
        ("cost_per_1000", 0, 5500),
    ],
)
def test_limits(name, perfect, worst):
    y = np.array([1, 1, 0, 0])
    assert by_hand(name, y, y, ONCE)[0] == pytest.approx(perfect)
    assert by_hand(name, y, 1 - y, ONCE)[0] == pytest.approx(worst, abs=1e-6)


def test_known_values_by_hand():
    y, p = [1, 0, 1, 0], [0.9, 0.8, 0.35, 0.1]
    assert by_hand("roc_auc", y, p, ONCE)[0] == pytest.approx(0.75)
    assert by_hand("average_precision", y, p, ONCE)[0] == pytest.approx((1 + 2 / 3) / 2)
    assert by_hand("false_positives", y, p, ONCE)[0] == 1
    assert by_hand("true_positives", y, p, ONCE)[0] == 2
    assert by_hand("cost_per_1000", y, p, ONCE)[0] == pytest.approx(250)
    assert by_hand("ece", y, p, ONCE)[0] == pytest.approx((0.1 + 0.8 + 0.65 + 0.1) / 4)


def test_one_score_for_all_ranks_like_chance():
    y = [1, 0, 0, 0]
    assert by_hand("roc_auc", y, [0.2] * 4, ONCE)[0] == pytest.approx(0.5)
    assert by_hand("average_precision", y, [0.2] * 4, ONCE)[0] == pytest.approx(0.25)


@pytest.mark.parametrize("name", ["average_precision", "roc_auc", "recall"])
def test_without_a_positive_the_metric_is_undefined(name):
    assert np.isnan(by_hand(name, [0, 0, 0, 0], [0.1, 0.2, 0.3, 0.4], ONCE)[0])


def test_without_a_row_the_metric_is_undefined():
    assert np.isnan(by_hand("brier", [], [], np.ones((1, 0)))[0])


def drawn(n, rng, sureness=1.0):
    """Draw outcomes, and what a model says whose log odds are ``sureness`` times the true ones."""
    true = rng.normal(-1.0, 1.5, n)
    y = (rng.uniform(size=n) < 1 / (1 + np.exp(-true))).astype(float)
    return y, 1 / (1 + np.exp(-sureness * true))


def costs(missed, false_alarm):
    return {"cost": {"missed": missed, "false_alarm": false_alarm}}


@pytest.mark.parametrize(("missed", "alarm"), [(10.0, 1.0), (1.0, 1.0), (1.0, 4.0)])
def test_the_threshold_is_the_one_of_the_costs_whatever_the_rows(missed, alarm):
    rng = np.random.default_rng(0)
    for n in (50, 500):
        rule = decide(*drawn(n, rng, 3.0), costs(missed, alarm))
        assert rule.threshold == pytest.approx(alarm / (alarm + missed))


def test_the_threshold_of_the_costs_is_cheaper_than_the_one_that_looked_cheapest():
    """On new rows, and on average over what 400 rows may look like."""
    rng, gaps = np.random.default_rng(1), []
    y_new, p_new = drawn(20_000, rng, 2.0)
    ones = np.ones((1, len(y_new)))
    for _ in range(40):
        y, p = drawn(400, rng, 2.0)
        rule = decide(y, p, costs(10.0, 1.0))
        tried = [Decision(t, 10.0, 1.0) for t in np.append(np.unique(p), 1.1)]
        looked = min(tried, key=lambda one: one.cost(y, p, np.ones((1, len(y))))[0])
        calibrated = rule.cost(y_new, rule.calibrated(p_new), ones)[0]
        gaps.append(looked.cost(y_new, p_new, ones)[0] - calibrated)
    assert np.mean(gaps) > 3 * np.std(gaps) / np.sqrt(len(gaps))


def test_a_model_that_is_too_sure_is_calibrated_and_one_that_is_right_is_left():
    rng = np.random.default_rng(2)
    slope, intercept = platt(*drawn(20_000, rng, 2.0))
    assert slope == pytest.approx(0.5, abs=0.02)
    assert intercept == pytest.approx(0.0, abs=0.05)
    left = [platt(*drawn(200, rng)) == (1.0, 0.0) for _ in range(50)]
    assert np.mean(left) > 0.7  # Akaike's criterion errs in one of seven


def test_a_model_that_ranks_the_wrong_way_round_says_the_base_rate():
    y, p = drawn(300, np.random.default_rng(3))
    rule = decide(y, 1 - p, costs(1.0, 1.0))
    assert rule.calibrated(1 - p) == pytest.approx(np.full(300, y.mean()))


def test_rows_without_an_error_do_not_make_the_model_certain():
    y = np.repeat([0.0, 1.0], 20)
    rule = decide(y, np.where(y == 1, 0.9, 0.1), costs(1.0, 1.0))
    found = rule.calibrated(np.array([0.1, 0.9]))
    assert found == pytest.approx([1 / 22, 21 / 22], abs=1e-3)  # Platt's targets


def test_calibration_keeps_the_order_and_the_ends_are_finite():
    rule = Decision(0.5, 1.0, 1.0, slope=2.0, intercept=-1.0)
    p = np.array([0.0, 1e-6, 0.3, 0.7, 1.0])
    assert (np.diff(rule.calibrated(p)) > 0).all()
    assert np.isfinite(log_odds(p)).all()
    assert Decision(0.5, 1.0, 1.0).calibrated(p) is p


@pytest.mark.parametrize(
    ("share", "missed", "rival"), [(0.1, 1, "always no"), (0.1, 20, "always yes")]
)
def test_the_saving_is_against_the_better_constant_rule_of_training(share, missed, rival):
    y = (np.arange(100) < 100 * share).astype(float)
    assert decide(y, np.full(100, share), costs(missed, 1)).rival == rival


HOW = {"resamples": 50, "level": 0.9, "seed": 0, "clusters": None}


@pytest.mark.parametrize(("rival", "saved"), [("always no", 2500), ("always yes", 750)])
def test_what_is_saved_by_hand(rival, saved):
    y, p = np.array([1.0, 0, 0, 0]), np.array([0.9, 0.1, 0.1, 0.1])
    found = facts(y, p, Decision(0.3, 10.0, 1.0, rival=rival), HOW)
    assert found["calibration"]["cost_per_1000"]["served"]["value"] == 0
    assert found["decision"]["against"] == rival
    assert found["decision"]["saved"]["value"] == pytest.approx(saved)


def test_a_model_that_always_says_yes_saves_nothing_against_always_yes():
    y = np.tile([1.0, 1.0, 1.0, 0.0], 30)
    found = facts(y, np.full(120, 0.75), Decision(0.5, 1.0, 1.0, rival="always yes"), HOW)
    saved = found["decision"]["saved"]
    assert saved["value"] == 0
    assert saved["ci_low"] is None  # all resamples agree


def test_a_bin_of_calibration_counts_what_hangs_together_once():
    y, p = np.repeat([1.0, 0.0, 0.0, 1.0], 30), np.full(120, 0.55)
    found = []
    for units in (None, np.arange(120) // 30):
        ends = facts(y, p, RULE, HOW | {"clusters": units})["calibration"]["bins"]["05"]
        found.append(ends["ci_high"] - ends["ci_low"])
    assert found[1] > 2 * found[0]


def test_no_interval_without_its_own_value_and_none_of_length_zero():
    rng = np.random.default_rng(0)
    for _ in range(60):
        n = int(rng.integers(12, 80))
        y = (rng.uniform(size=n) < rng.choice([0.05, 0.3, 0.9])).astype(float)
        sharp = rng.choice([0.0, 0.5, 3.0])
        p = 1 / (1 + np.exp(-sharp * (4 * y - 2 + rng.normal(size=n))))
        clusters = rng.integers(0, 8, n) if rng.uniform() < 0.3 else None
        resampling = HOW | {"resamples": 200, "clusters": clusters}
        rule = Decision(float(rng.choice([0.1, 0.5])), 5.0, 1.0)
        for name, estimate in bootstrap(measures(rule, y, p), n, **resampling).items():
            found = estimate.interval()
            if found["ci_low"] is None:
                assert found["interval_reason"], name
            else:
                assert found["ci_low"] <= found["value"] <= found["ci_high"], name
                assert found["ci_low"] < found["ci_high"], name


def test_a_rule_that_gives_one_answer_has_no_interval_for_how_it_ranks():
    y = np.tile([1.0, 0.0, 0.0], 50)
    found = bootstrap(measures(RULE, y, np.full(150, 0.3)), 150, **HOW)["roc_auc"].interval()
    assert (found["value"], found["interval_reason"]) == (0.5, "one answer for all")


def test_the_answer_names_the_level(finished):
    target = read_contract(finished).target
    answers = answer(RULE, np.array([0.29, 0.3]), target)
    assert list(answers["prediction"] == target.positive) == [False, True]


def test_the_area_that_is_drawn_is_the_average_precision(finished, monkeypatch):
    """Of every tier, ties included; a step to the wrong side is off by percents."""
    held, drawn = open_test_part(finished), {}
    monkeypatch.setattr(figures, "save", lambda *given: drawn.update({given[1]: given[3]}))
    rounded = {tier: np.round(p, 1) for tier, p in held.predictions.items()}
    figures.draw_precision_recall(replace(held, predictions=rounded))
    figure = Figure()
    drawn["precision_recall"](figure)
    lines = figure.axes[0].lines
    assert len(lines) == len(rounded)
    for line, p in zip(lines, rounded.values(), strict=True):
        steps = STEP_LOOKUP_MAP[line.get_drawstyle()](line.get_xdata(), line.get_ydata())
        area = np.trapezoid(steps[1], steps[0])
        assert area == pytest.approx(reference.average_precision_score(held.y, p))
