"""Each gate closes for its own reason, whichever way the metric goes."""

import pytest

from portfolio_project.reporting.gates import (
    failed,
    gates,
)

OWNER = {"good": {"metric": "score", "op": ">=", "threshold": 0.5}}


def decide(
    ends=(0.1, 0.2), leaks=(True, True), score=0.6, higher_is_better=True, saved=None, owner=OWNER
):
    gain = dict(zip(("ci_low", "ci_high"), ends, strict=True))
    checks = {f"check {i}": {"passed": passed} for i, passed in enumerate(leaks)}
    return gates(owner, {"score": {"value": score}}, gain, saved, checks, higher_is_better)


@pytest.mark.parametrize(
    ("ends", "higher_is_better", "passed"),
    [
        ((0.1, 0.2), True, True),
        ((-0.1, 0.2), True, False),
        ((0.0, 0.2), True, False),
        ((-0.2, -0.1), True, False),
        ((-0.2, -0.1), False, True),
        ((-0.2, 0.1), False, False),
        ((0.1, 0.2), False, False),
        ((None, None), True, False),
    ],
)
def test_the_whole_interval_has_to_beat_the_trivial_tier(ends, higher_is_better, passed):
    assert decide(ends, higher_is_better=higher_is_better)["beats_trivial"]["passed"] is passed


@pytest.mark.parametrize(("leaks", "failed"), [((True, True), 0), ((True, False), 1), ((), 0)])
def test_a_failed_leak_check_closes_its_gate(leaks, failed):
    gate = decide(leaks=leaks)["no_leak"]
    assert gate["observed"] == failed
    assert gate["passed"] is (failed == 0)


@pytest.mark.parametrize(("score", "passed"), [(0.5, True), (0.49, False), (None, False)])
def test_the_owners_gate_is_held_against_the_served_tier(score, passed):
    assert decide(score=score)["good"]["passed"] is passed


def test_a_leak_check_that_warns_closes_nothing():
    checks = {"name": {"passed": False, "warns": True}}
    gain = {"ci_low": 0.1, "ci_high": 0.2}
    assert gates({}, {}, gain, None, checks, higher_is_better=True)["no_leak"]["passed"]


@pytest.mark.parametrize(
    ("low", "passed"), [(0.1, True), (0.0, False), (-3.0, False), (None, False)]
)
def test_a_decision_has_to_save_with_its_whole_interval(low, passed):
    assert decide(saved={"ci_low": low})["saves"]["passed"] is passed


def test_without_costs_nothing_is_said_of_saving():
    assert "saves" not in decide()


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, []),
        ({"ends": (-0.1, 0.2), "saved": {"ci_low": -1.0}}, []),
        ({"leaks": (False,)}, ["no_leak"]),
        ({"score": 0.1}, ["good"]),
        ({"score": 0.1, "owner": {"good": OWNER["good"] | {"warns": True}}}, []),
    ],
    ids=["all well", "not worth having", "a leak", "the owner's gate", "the owner's alarm"],
)
def test_a_model_that_is_not_worth_having_is_a_result_and_no_failed_run(changes, names):
    assert failed(decide(**changes)) == names
