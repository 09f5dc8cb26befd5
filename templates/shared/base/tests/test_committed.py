"""The committed numbers still hold: `make check` holds them against a fresh run.

Slow, and therefore not part of plain `pytest`: run `pytest -m committed`.
"""

import json
import subprocess

import pytest

from portfolio_project.__main__ import main
from portfolio_project.project import Project


def differences(old, new, path="metrics"):
    """List where two JSON values differ; numbers may differ in the last digits."""
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = [(old.get(key), new.get(key), f"{path}.{key}") for key in sorted(old | new)]
        return [line for pair in pairs for line in differences(*pair)]
    if isinstance(old, int | float) and isinstance(new, int | float):
        same = abs(old - new) <= 1e-6 * max(1.0, abs(old))
    else:
        same = old == new
    return [] if same else [f"{path} was {old!r} and is {new!r}"]


@pytest.mark.committed
def test_committed_metrics_hold_in_a_fresh_run(copy_of_project):
    command = ["git", "show", "HEAD:./reports/metrics.json"]
    try:
        shown = subprocess.run(command, cwd=Project.here().root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no reports/metrics.json is committed")
    assert main(["all"], copy_of_project) in (0, 1)
    fresh = json.loads((copy_of_project.reports / "metrics.json").read_text(encoding="utf-8"))
    assert differences(json.loads(shown.stdout), fresh) == []


@pytest.mark.parametrize(
    ("new", "lines"), [({"a": 1.0 + 1e-9}, 0), ({"a": 1.001}, 1), ({"a": 1.0, "b": 2}, 1), ({}, 1)]
)
def test_differences_are_named(new, lines):
    assert len(differences({"a": 1.0}, new)) == lines
