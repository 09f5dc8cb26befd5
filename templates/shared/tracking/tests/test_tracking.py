"""What is tracked is what was reported, once."""

import json
import shutil

import pytest

from portfolio_project.reporting.project import (
    InputError,
    Project,
)
from portfolio_project.tracking import (
    connect,
    flat,
    record,
)

pytest.importorskip("mlflow", reason="the extra `tracking` is not installed")


@pytest.fixture(scope="module")
def evaluated(finished, tmp_path_factory):
    """A project in a folder whose name would mean something in an address."""
    root = tmp_path_factory.mktemp("tracking") / "100%25 é"
    shutil.copytree(finished.root, root)
    return Project(root)


def test_a_run_holds_what_was_reported(evaluated):
    run_id, new = record(evaluated)
    run = connect(evaluated)[0].get_run(run_id)
    result = json.loads((evaluated.reports / "metrics.json").read_text(encoding="utf-8"))
    name = result["primary_metric"]["name"]
    reported = result["models"]["challenger"]["metrics"][name]
    tracked = run.data.metrics
    assert new
    assert run.info.status == "FINISHED"
    assert tracked[f"challenger/{name}"] == reported["value"]
    assert tracked[f"challenger/{name}/ci_low"] == reported["ci_low"]
    gap = result["comparison"]["challenger_vs_simple"]["diff"]
    assert tracked["comparison/challenger_vs_simple"] == gap
    assert run.data.params["seed"] == str(evaluated.params["seed"])
    assert run.data.tags["served"] == result["served"]
    kept = evaluated.root / "mlartifacts" / run_id / "artifacts" / "reports" / "metrics.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == result
    assert [path.name for path in evaluated.root.parent.iterdir()] == [evaluated.root.name]


def test_the_same_result_is_recorded_once_and_another_beside_it(evaluated):
    first = record(evaluated)[0]
    assert record(evaluated) == (first, False)
    path = evaluated.reports / "metrics.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    second, new = record(evaluated)
    assert new
    assert second != first


def test_what_was_not_measured_is_refused(finished, copy_of_project, tmp_path):
    with pytest.raises(InputError, match="nothing is measured yet"):
        record(copy_of_project)
    other = Project(shutil.copytree(finished.root, tmp_path / "other"))
    model = next(path for path in (other.root / "models").rglob("*") if path.is_file())
    model.write_bytes(model.read_bytes() + b"\n")
    with pytest.raises(InputError, match="have changed since"):
        record(other)
    assert not (other.root / "mlflow.db").exists()


def test_parameters_are_named_by_their_place():
    assert dict(flat({"seed": 1, "split": {"test": 0.25}})) == {"seed": 1, "split.test": 0.25}
