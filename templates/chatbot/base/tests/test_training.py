"""Training never sees the test part, and what is measured says what it is of."""

import json
import re
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from portfolio_project import train
from portfolio_project.__main__ import main
from portfolio_project.data import load
from portfolio_project.outcomes import outcomes
from portfolio_project.reporting import style
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import load_bundle


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def rewrite(path, change):
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def test_every_kind_of_question_is_a_slice_and_decisions_add_up(finished):
    found = metrics(finished)
    sizes = {name: part["n"] for name, part in found["slices"].items() if name.startswith("kind: ")}
    asked = Counter(question.kind for question in load(finished).test)
    kinds = finished.params["slices"]["kinds"]
    assert sizes == {f"kind: {kind}": asked[kind] for kind in kinds if asked[kind]}
    confusion = found["calibration"]["confusion"]
    assert sum(sum(row.values()) for row in confusion.values()) == found["data"]["n"]["test"]


def test_the_served_tier_is_the_one_that_won_on_dev(finished):
    tiers = load_bundle(finished).tiers
    best = max([*tiers][1:], key=lambda tier: tiers[tier].validation)
    assert metrics(finished)["served"] == best


def test_a_tier_wins_by_what_it_answers_rightly_on_dev(finished):
    bundle, how = load_bundle(finished), finished.params["answer"]
    for tier in bundle.tiers.values():
        seen = outcomes(tier.model, bundle.parts.dev, how)
        answered = tier.decision.of(seen.signals) >= tier.decision.threshold
        right = (answered & seen.right)[seen.answerable]
        assert tier.validation == pytest.approx(right.mean(), abs=1e-6)


def test_a_question_that_changes_sides_asks_for_another_model(finished, tmp_path, capsys):
    """What is hashed stays the same, since the order of the questions does."""
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    folder = other.root / other.params["data"]["questions"]
    text = (folder / "test.jsonl").read_text(encoding="utf-8-sig")
    first, *rest = [f"{line}\n" for line in text.split("\n") if line]
    rewrite(folder / "dev.jsonl", lambda text: text.rstrip("\n") + f"\n{first}")
    rewrite(folder / "test.jsonl", lambda _: "".join(rest))
    assert load(other).sha256 == load(finished).sha256
    assert main(["evaluate"], other) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


def test_a_gate_or_a_slice_may_change_without_another_training(
    finished, tmp_path, monkeypatch, capsys
):
    """The costs and the form of an answer may not, since the threshold depends on them."""
    monkeypatch.setattr(style, "draw", lambda *_: None)
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    model = (other.root / "models" / "model.joblib").read_bytes()
    kind = other.params["slices"]["kinds"][0]
    params = other.root / "params.toml"
    rewrite(params, lambda toml: re.sub(r"(?m)^kinds = .*$", f'kinds = ["{kind}"]', toml))
    rewrite(params, lambda toml: toml + '[gates.new]\nmetric = "auroc"\nop = ">"\nthreshold = 2\n')
    other.__dict__.pop("params")
    assert main(["evaluate"], other) == 1
    assert "new" in capsys.readouterr().out.splitlines()[-1]
    found = metrics(other)
    assert [name for name in found["slices"] if name.startswith("kind")] == [f"kind: {kind}"]
    assert (other.root / "models" / "model.joblib").read_bytes() == model
    rewrite(params, lambda toml: re.sub(r"(?m)^wrong = [\d.]+", "wrong = 9.0", toml))
    other.__dict__.pop("params")
    assert main(["evaluate"], other) == 2


@pytest.fixture
def brief(monkeypatch):
    """Try as little for the others as for the simple one, which the same lines fit."""
    every = train.tiers_of

    def quick(project):
        return every(project) | dict.fromkeys([*every(project)][2:], every(project)["simple"])

    monkeypatch.setattr(train, "tiers_of", quick)


@pytest.mark.usefixtures("brief")
def test_training_never_reads_the_test_part(finished, quick_project, monkeypatch):
    """With the test questions poisoned, what is learned stays the same."""
    material = load(finished)
    spoilt = [replace(question, question="x", source=None) for question in material.test]
    used = replace(load_bundle(finished).parts, test=spoilt)
    monkeypatch.setattr(train, "load", lambda _: replace(material, test=spoilt))
    monkeypatch.setattr(train, "split", lambda _: used)
    assert main(["train"], quick_project) == 0
    first, second = load_bundle(finished), load_bundle(quick_project)
    for tier in ("trivial", "simple"):
        fitted, other = first.tiers[tier], second.tiers[tier]
        assert (fitted.name, fitted.validation) == (other.name, other.validation)
        assert fitted.decision.threshold == other.decision.threshold


@pytest.mark.usefixtures("brief")
def test_a_test_question_among_the_documents_fails_the_gate_and_the_command(quick_project, capsys):
    assert main(["data"], quick_project) == 0
    asked = next(question for question in load(quick_project).test if question.source)
    faq = quick_project.root / quick_project.params["data"]["corpus"] / "faq.md"
    faq.write_text(f"# FAQ\n\n{asked.question}\n", encoding="utf-8")
    contract = quick_project.root / "data" / "contract.toml"
    rewrite(contract, lambda toml: re.sub(r"(?m)^sha256 = .*\n", "", toml))
    assert main(["all"], quick_project) == 1
    assert "gates failed: no_leak" in capsys.readouterr().out
    assert not metrics(quick_project)["leakage"]["questions_in_index"]["passed"]


def test_these_figures_are_drawn(finished):
    figures = {path.stem for path in (finished.reports / "figures").glob("*.csv")}
    assert figures == {"risk_coverage", "hit_at_k", "calibration"}
