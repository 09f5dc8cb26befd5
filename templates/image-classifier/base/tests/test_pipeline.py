"""The run of a classifier of images, whole: each class and each disturbance is measured.

What holds for any run is in ``reporting/test_run.py``.
"""

import json

from portfolio_project.contract import read_contract
from portfolio_project.metrics import HEADLINE


def test_every_class_is_measured_and_every_disturbance(finished):
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    slices = " ".join(found["slices"])
    for name in read_contract(finished).classes:
        assert str(name) in slices
    for disturbance in finished.params["robustness"]:
        assert disturbance in slices
    assert all(set(HEADLINE) <= set(model["metrics"]) for model in found["models"].values())


def test_gates_of_the_owner_stand_beside_those_of_every_project(finished):
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert {*finished.params["gates"], "no_leak", "beats_trivial"} <= set(found["gates"])


def test_the_trainings_that_lost_are_kept_as_numbers(finished):
    lines = (finished.reports / "trials.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) > len(("heading", "trivial", "simple", "challenger"))
