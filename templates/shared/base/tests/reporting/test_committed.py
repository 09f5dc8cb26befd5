"""The committed numbers still hold: `make check` compares them with a fresh run.

Slow, and therefore not part of plain `pytest`: run `pytest -m committed`. What a network measured
is held to its interval, since another processor sums in another order, and training drifts apart.
"""

import json
import shutil
import subprocess

import pytest
import sample

from portfolio_project.__main__ import main
from portfolio_project.reporting.project import Project

NETWORKS = getattr(sample, "NETWORKS", ())  # tiers
OF_SERVED = ("calibration", "decision", "gates", "slices")  # parts of the result


def differences(old, new, loose=(), path="metrics"):
    """List where two JSON values differ; numbers may differ in the last digits.

    Below the paths in ``loose``, only a value that has an interval is held, and to that.
    """
    if path in loose:
        return outside(old, new, path)
    if isinstance(old, dict) and isinstance(new, dict):
        pairs = [(old.get(key), new.get(key), f"{path}.{key}") for key in sorted(old | new)]
        return [line for a, b, below in pairs for line in differences(a, b, loose, below)]
    if isinstance(old, int | float) and isinstance(new, int | float):
        same = abs(old - new) <= 1e-6 * max(1.0, abs(old))
    else:
        same = old == new
    return [] if same else [f"{path} was {old!r} and is {new!r}"]


def outside(old, new, path):
    """List the new values that lie outside the old intervals."""
    if "ci_low" not in old:
        pairs = [(old[key], new[key], f"{path}.{key}") for key in sorted(old) if key in new]
        return [line for a, b, p in pairs if isinstance(a, dict) for line in outside(a, b, p)]
    low, high, value = old["ci_low"], old["ci_high"], new.get("value", new.get("diff"))
    if None in (low, value) or low <= value <= high:
        return []
    return [f"{path} was in [{low!r}, {high!r}] and is {value!r}"]


def of_networks(result, networks):
    """Name the parts of a result that networks have a share in."""
    names = [f"models.{tier}" for tier in networks]
    names += [f"comparison.{pair}" for pair in result["comparison"] if pair.startswith(networks)]
    if result["served"] in networks:
        names += ["comparison.served_vs_trivial", *OF_SERVED]
    return {f"metrics.{name}" for name in names}


def measured_on(project):
    """Give a copy the data that was measured, where tests have small files in its place."""
    data = Project.here().root / "data"
    if not sample.FILES:
        return
    if not all((data / "raw" / name).exists() for name in sample.FILES):
        pytest.skip("the data that was measured is not here")
    shutil.copytree(data, project.root / "data", dirs_exist_ok=True)


@pytest.mark.committed
def test_committed_metrics_hold_in_a_fresh_run(copy_of_project):
    command = ["git", "show", "HEAD:./reports/metrics.json"]
    try:
        shown = subprocess.run(command, cwd=Project.here().root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no reports/metrics.json is committed")
    measured_on(copy_of_project)
    assert main(["all"], copy_of_project) in (0, 1)
    fresh = json.loads((copy_of_project.reports / "metrics.json").read_text(encoding="utf-8"))
    committed = json.loads(shown.stdout)
    assert differences(committed, fresh, of_networks(committed, NETWORKS)) == []


@pytest.mark.parametrize(
    ("new", "lines"), [({"a": 1.0 + 1e-9}, 0), ({"a": 1.001}, 1), ({"a": 1.0, "b": 2}, 1), ({}, 1)]
)
def test_differences_are_named(new, lines):
    assert len(differences({"a": 1.0}, new)) == lines


def test_what_a_network_measured_is_held_to_its_interval_and_nothing_else_is():
    def result(network, simple):
        metrics = {"m": {"value": network, "ci_low": 0.8, "ci_high": 1.0}}
        models = {"challenger": {"name": "A", "metrics": metrics}, "simple": simple}
        gap = {"challenger_vs_simple": {"diff": network - 0.5, "ci_low": 0.3, "ci_high": 0.5}}
        slices = {"all": {"n": 9, "metrics": metrics}}
        return {"models": models, "comparison": gap, "slices": slices, "served": "challenger"}

    old, loose = result(0.9, 0.5), of_networks(result(0.9, 0.5), ("challenger",))
    assert len(differences(old, result(0.95, 0.5))) == 3
    assert differences(old, result(0.95, 0.5), loose) == []
    assert len(differences(old, result(0.95, 0.6), loose)) == 1
    lines = differences(old, result(0.7, 0.5), loose)
    assert [line.split()[0].split(".")[1] for line in lines] == ["comparison", "models", "slices"]
