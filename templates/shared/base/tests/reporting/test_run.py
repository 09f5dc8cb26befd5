"""Everything, end to end: two runs give the same bytes, and a stale model is noticed."""

import json
import re
import shutil
import sys
from importlib.metadata import version

import pandas as pd
import pytest
from matplotlib.image import imread

from portfolio_project.__main__ import main
from portfolio_project.reporting.leakage import fails
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import model_path

USED = ("joblib", "matplotlib", "numpy", "pandas")  # by every project


def test_two_runs_give_the_same_bytes(finished, quick_project):
    assert main(["all"], quick_project) in (0, 1)
    for name in (
        "reports/metrics.json",
        "reports/trials.csv",
        "reports/errors.md",
        "MODEL_CARD.md",
        "README.md",
    ):
        assert (finished.root / name).read_bytes() == (quick_project.root / name).read_bytes()


def test_the_metrics_hold_what_every_project_reports(finished):
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert set(found) - {"decision"} == {
        "schema_version",
        "task",
        "primary_metric",
        "data",
        "split",
        "interval",
        "models",
        "served",
        "comparison",
        "calibration",
        "slices",
        "leakage",
        "gates",
    }
    assert set(found["models"]) - {"classifier"} == {"trivial", "simple", "challenger"}
    compared = {name.partition("_vs_")[0] for name in found["comparison"]} - {"served"}
    assert compared == set(found["models"]) - {"trivial", "simple"}
    for model in found["models"].values():
        for name, measured in model["metrics"].items():
            if measured["ci_low"] is None:
                assert measured["interval_reason"], name
            else:
                assert measured["ci_low"] <= measured["value"] <= measured["ci_high"], name
    assert found["schema_version"] == 2
    assert not any(map(fails, found["leakage"].values()))


def test_the_report_is_complete(finished):
    figures = {path.stem for path in (finished.reports / "figures").glob("*.csv")}
    assert len(figures) >= 3
    for name in figures:
        for ending, ground in ((".png", 1.0), ("-dark.png", 0.06)):
            path = finished.reports / "figures" / f"{name}{ending}"
            assert path.stat().st_size > 5000
            assert imread(path)[0, 0, :3].mean() == pytest.approx(ground, abs=0.03)
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    for link in re.findall(r"reports/[\w./-]+\.(?:png|md|json|csv)", readme):
        assert (finished.root / link).exists(), link
    card = (finished.root / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)\$", card)  # every placeholder is filled in
    trials = pd.read_csv(finished.reports / "trials.csv")
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert set(trials["tier"]) == set(found["models"])
    run = json.loads((finished.reports / "run.json").read_text(encoding="utf-8"))
    assert {n: run["environment"][n] for n in USED} == {n: version(n) for n in USED}
    assert run["evaluate"]["latency_ms"]["p50"] <= run["evaluate"]["latency_ms"]["p95"]


def test_a_model_of_other_parameters_is_not_evaluated(finished, tmp_path, capsys):
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    params = other.root / "params.toml"
    text = params.read_text(encoding="utf-8")
    params.write_text(text.replace("seed = ", "seed = 1"), encoding="utf-8")
    assert main(["evaluate"], other) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


def test_a_stage_whose_input_is_missing_names_the_command(quick_project, capsys):
    assert main(["evaluate"], quick_project) == 2
    assert "run `python -m" in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["cut off", "of other code", "of another version"])
def test_a_model_that_cannot_be_read_is_told_in_one_sentence(finished, tmp_path, capsys, broken):
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    path, code = model_path(other), Project.__module__.partition(".")[0].encode()
    content = path.read_bytes()
    installed = getattr(sys.modules.get("sklearn"), "__version__", "none").encode()
    changed = {
        "cut off": content[: len(content) // 2],
        "of other code": content.replace(code, code[:-1] + b"_"),
        "of another version": content.replace(installed, b"0" + installed[1:]),
    }[broken]
    if changed == content:
        pytest.skip("the model holds no estimator of scikit-learn")
    path.write_bytes(changed)
    assert main(["evaluate"], other) == 2
    stderr = capsys.readouterr().err
    assert re.fullmatch(
        r"error: model.joblib cannot be read \(.+\): run `.+ train` first\n", stderr
    )
