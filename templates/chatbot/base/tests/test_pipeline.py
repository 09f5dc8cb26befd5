"""Everything, end to end: two runs give the same bytes, and a leak or a stale model is noticed."""

import json
import re
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from portfolio_project import train
from portfolio_project.__main__ import main
from portfolio_project.data import load
from portfolio_project.project import Project
from portfolio_project.train import load_bundle


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def rewrite(path, change):
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def test_two_runs_give_the_same_bytes(finished, quick_project):
    assert main(["all"], quick_project) == 0
    for name in (
        "reports/metrics.json",
        "reports/trials.csv",
        "reports/errors.md",
        "MODEL_CARD.md",
    ):
        assert (finished.root / name).read_bytes() == (quick_project.root / name).read_bytes()


def test_the_metrics_hold_what_every_project_reports(finished):
    found = metrics(finished)
    assert set(found) == {
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
    assert set(found["models"]) == {"trivial", "simple", "selected"}
    for model in found["models"].values():
        for name, measured in model["metrics"].items():
            assert measured["value"] is None or measured["ci_low"] <= measured["ci_high"], name
    assert all(check["passed"] for check in found["leakage"].values())


def test_every_kind_of_question_is_a_slice_and_they_add_up(finished):
    found = metrics(finished)
    sizes = {name: part["n"] for name, part in found["slices"].items() if name.startswith("kind: ")}
    assert len(sizes) == 5
    assert sum(sizes.values()) == found["data"]["n"]["test"]
    confusion = found["calibration"]["confusion"]
    assert sum(sum(row.values()) for row in confusion.values()) == found["data"]["n"]["test"]


def test_the_served_tier_is_the_one_that_won_on_dev(finished):
    tiers = load_bundle(finished).tiers
    best = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    assert metrics(finished)["served"] == best


def test_words_alone_do_not_find_everything(finished):
    """Questions that were written from the text would be found nearly always."""
    for model in metrics(finished)["models"].values():
        assert 0.2 < model["metrics"]["mrr_at_10"]["value"] < 0.98


def test_the_report_is_complete(finished):
    figures = {path.stem for path in (finished.reports / "figures").glob("*.csv")}
    assert figures == {"risk_coverage", "hit_at_k", "calibration"}
    for name in figures:
        assert ((finished.reports / "figures") / f"{name}.png").stat().st_size > 5000
        assert ((finished.reports / "figures") / f"{name}-dark.png").stat().st_size > 5000
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    for link in re.findall(r"reports/[\w./-]+\.(?:png|md|json|csv)", readme):
        assert (finished.root / link).exists(), link
    card = (finished.root / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)\$", card)  # every placeholder is filled in
    trials = pd.read_csv(finished.reports / "trials.csv")
    assert set(trials["tier"]) == {"trivial", "simple", "selected"}
    run = json.loads((finished.reports / "run.json").read_text(encoding="utf-8"))
    assert run["evaluate"]["latency_ms"]["p50"] <= run["evaluate"]["latency_ms"]["p95"]


def test_training_never_reads_the_test_part(finished, quick_project, monkeypatch):
    """With the test questions poisoned, what is learned stays the same."""
    material = load(finished)
    spoilt = [replace(question, question="x", source=None) for question in material.test]
    parts = replace(load_bundle(finished).parts, test=spoilt)
    monkeypatch.setattr(train, "load", lambda _: replace(material, test=spoilt))
    monkeypatch.setattr(train, "split", lambda _: parts)
    assert main(["train"], quick_project) == 0
    first, second = load_bundle(finished), load_bundle(quick_project)
    for tier, fitted in first.tiers.items():
        other = second.tiers[tier]
        assert (fitted.settings, fitted.validation) == (other.settings, other.validation)
        assert fitted.confidence.threshold == other.confidence.threshold


def test_a_test_question_among_the_documents_fails_the_gate_and_the_command(quick_project, capsys):
    asked = next(question for question in load(quick_project).test if question.source)
    faq = quick_project.root / "data" / "corpus" / "faq.md"
    faq.write_text(f"# FAQ\n\n{asked.question}\n", encoding="utf-8")
    contract = quick_project.root / "data" / "contract.toml"
    rewrite(contract, lambda toml: re.sub(r"(?m)^sha256 = .*\n", "", toml))
    assert main(["all"], quick_project) == 1
    assert "gates failed: no_leak" in capsys.readouterr().out
    assert not metrics(quick_project)["leakage"]["questions_in_index"]["passed"]


def test_a_model_of_other_parameters_is_not_evaluated(finished, tmp_path, capsys):
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    rewrite(other.root / "params.toml", lambda text: text.replace("seed = ", "seed = 1"))
    assert main(["evaluate"], other) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


def test_a_stage_whose_input_is_missing_names_the_command(quick_project, capsys):
    assert main(["evaluate"], quick_project) == 2
    assert "run `python -m" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["corpus", "questions"])
def test_folders_may_be_anywhere(quick_project, name):
    rewrite(
        quick_project.root / "params.toml",
        lambda text: text.replace(f'"data/{name}"', f'"elsewhere/{name}"'),
    )
    (quick_project.root / "elsewhere").mkdir()
    (quick_project.root / "data" / name).rename(quick_project.root / "elsewhere" / name)
    quick_project.__dict__.pop("params", None)
    assert main(["data"], quick_project) == 0
