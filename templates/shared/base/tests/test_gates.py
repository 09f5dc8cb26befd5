"""Each gate closes for its own reason, whichever way the metric goes."""

import pytest

from portfolio_project.reporting.gates import gates

OWNER = {"good": {"metric": "score", "op": ">=", "threshold": 0.5}}


def decide(ends=(0.1, 0.2), leaks=(True, True), score=0.6, higher_is_better=True):
    gain = dict(zip(("ci_low", "ci_high"), ends, strict=True))
    checks = {f"check {i}": {"passed": passed} for i, passed in enumerate(leaks)}
    return gates(OWNER, {"score": {"value": score}}, gain, checks, higher_is_better)


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
