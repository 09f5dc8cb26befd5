"""Training never sees the test part, and what is measured says what it is of."""

import json
import re
import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from portfolio_project import model, train
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting import style
from portfolio_project.reporting.project import Project
from portfolio_project.split import groups, split
from portfolio_project.train import load_bundle


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def bundle_of(project):
    return load_bundle(project, read_contract(project))


def rewrite(path, change):
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def test_every_class_and_every_disturbance_is_a_slice(finished):
    found = metrics(finished)["slices"]
    for name in read_contract(finished).classes:
        assert "recall" in found[f"class: {name}"]["metrics"]
    for kind, strengths in finished.params["robustness"].items():
        for strength in strengths:
            assert "accuracy" in found[f"{kind}: {strength:g}"]["metrics"]


def test_the_served_tier_is_the_one_that_won_on_validation(finished):
    tiers = bundle_of(finished).tiers
    best = max(("simple", "challenger"), key=lambda tier: tiers[tier].validation)
    assert metrics(finished)["served"] == best


@pytest.fixture
def brief(quick_project):
    """A project whose network sees the images once, and hardly learns from them."""
    params = quick_project.root / "params.toml"
    rewrite(params, lambda text: re.sub("(?m)^epochs = .*", "epochs = 1", text))
    assert main(["data"], quick_project) == 0
    return quick_project


def test_training_never_reads_the_test_part(brief, monkeypatch):
    """With the test images poisoned, what is learned stays the same."""
    assert main(["train"], brief) == 0
    first, images = bundle_of(brief), load(brief)
    parts = split(images, brief.params)
    X, y = images.X.copy(), images.y.copy()
    X[parts.test] = 255 - X[parts.test]
    y[parts.test] = 0
    monkeypatch.setattr(train, "load", lambda _: replace(images, X=X, y=y))
    monkeypatch.setattr(train, "split", lambda *_: parts)
    assert main(["train"], brief) == 0
    second = bundle_of(brief)
    for tier, fitted in first.tiers.items():
        assert fitted.decision == second.tiers[tier].decision
        assert fitted.validation == second.tiers[tier].validation
    pd.testing.assert_frame_equal(first.extra, second.extra)


def test_a_leak_fails_the_gate_and_the_command(finished, brief, capsys):
    """A mark in a corner of each image gives its class away."""
    path = brief.root / read_contract(brief).data["file"]
    with np.load(path) as arrays:
        some = np.sort(np.random.default_rng(0).permutation(len(arrays["y"]))[:400])
        kept = {name: x if name == "skipped" else x[some] for name, x in arrays.items()}
    kept["X"][:, 0, 0] = np.where(kept["y"] == 0, 255, 0)[:, None]
    np.savez(path, **kept)
    contract = brief.root / "data" / "contract.toml"
    rewrite(contract, lambda text: re.sub(r'(?m)^sha256 = ".*"\n', "", text))
    assert main(["train"], brief) == 0
    assert main(["evaluate"], brief) == 1
    assert "no_leak" in capsys.readouterr().out
    assert not metrics(brief)["leakage"]["single_pixel"]["passed"]
    assert metrics(finished)["leakage"]["single_pixel"]["passed"]


def test_weights_that_are_not_there_are_named(finished, tmp_path, capsys):
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    model.weights_path(other).unlink()
    assert main(["evaluate"], other) == 2
    assert f"{model.FILE} is not there: run `python -m" in capsys.readouterr().err


def test_a_model_of_other_data_is_not_evaluated(finished, tmp_path, capsys):
    shutil.copytree(finished.root, tmp_path / "copy")
    contract = tmp_path / "copy" / "data" / "contract.toml"
    rewrite(contract, lambda text: re.sub('(?m)^version = ".*"', 'version = "x"', text))
    assert main(["evaluate"], Project(tmp_path / "copy")) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


@pytest.fixture
def ran(finished, tmp_path, monkeypatch):
    """A copy of the project that has run, to change and to evaluate again."""
    monkeypatch.setattr(style, "draw", lambda *_: None)
    return Project(shutil.copytree(finished.root, tmp_path / "copy"))


def test_a_changed_gate_slice_or_disturbance_needs_no_training(ran):
    params = ran.root / "params.toml"
    gate = '[gates.more]\nmetric = "ece"\nop = "<"\nthreshold = 2\n'
    rewrite(params, lambda text: text.replace("[robustness]", f"{gate}\n[robustness]"))
    rewrite(params, lambda text: re.sub("(?m)^quantiles = .*", "quantiles = 2", text))
    rewrite(params, lambda text: re.sub("(?m)^metrics = .*", 'metrics = ["ece"]', text))
    assert main(["evaluate"], ran) in (0, 1)
    assert metrics(ran)["gates"]["more"]["passed"]
    found = [part["metrics"] for name, part in metrics(ran)["slices"].items() if " to " in name]
    assert found
    assert all(set(part) == {"ece"} for part in found)


def test_what_may_be_a_shortcut_is_no_part_of_the_model(ran):
    contract = ran.root / "data" / "contract.toml"
    rewrite(contract, lambda text: re.sub("(?m)^content = .*", 'content = ["name"]', text))
    assert main(["evaluate"], ran) in (0, 1)


def test_where_the_contract_has_groups_they_are_what_intervals_resample(brief):
    """Also where the images are split by something else: every interval gets wider."""
    contract = brief.root / "data" / "contract.toml"
    assert main(["train"], brief) == 0
    assert main(["evaluate"], brief) in (0, 1)
    alone = metrics(brief)["interval"]
    rewrite(
        contract, lambda text: text.replace("[split]", "[split]\ngroup = '^((?:\\w+/)?\\w{3})'")
    )
    assert main(["train"], brief) == 0
    assert main(["evaluate"], brief) in (0, 1)
    found = metrics(brief)
    images = load(brief)
    rows = bundle_of(brief).parts.test
    assert alone["unit"] == "image"
    assert found["interval"]["unit"] == "group"
    assert found["interval"]["n"] == len(np.unique(groups(images)[rows])) <= len(rows)
    assert found["leakage"]["groups_disjoint"]["passed"]


def test_the_decision_is_held_against_the_better_rule_that_looks_at_no_image(finished):
    found, cost = metrics(finished), finished.params["cost"]
    parts, images = bundle_of(finished).parts, load(finished)
    largest = np.bincount(images.y[parts.train]).argmax()
    wrong = float((images.y[parts.test] != largest).mean())
    rules = {
        "ask about every image": cost["asked"],
        "always say the largest class": cost["wrong"] * wrong,
    }
    best = min(rules, key=rules.get)
    served = found["models"][found["served"]]["metrics"]["cost_per_1000"]["value"]
    assert found["decision"]["against"] == best
    assert found["decision"]["saved"]["value"] == pytest.approx(
        1000 * rules[best] - served, rel=1e-5
    )


def test_findings_are_sentences_of_this_run(finished):
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    text = readme.partition("<!-- findings:start -->")[2].partition("<!-- findings:end -->")[0]
    held = open_test_part(finished)
    wrong = int((held.p.argmax(1) != held.y).sum())
    for name in ("mistakes", "robustness"):
        assert f"reports/figures/{name}.png" in text
    if wrong == 0:
        assert f"None of the {len(held.y):,} test images is wrong" in text
        return
    assert f"{wrong:,} of {len(held.y):,} test images got a wrong answer" in text
    chosen = held.served.decision
    asked = int((~chosen.sure(held.p)).sum())
    claim = f"a person is asked about {asked:,} of {len(held.y):,} images"
    assert (claim if chosen.threshold else "Nobody is ever asked") in text


def test_these_figures_are_drawn(finished):
    figures = {path.stem for path in (finished.reports / "figures").glob("*.csv")}
    assert figures == {
        "learning",
        "confusion",
        "calibration",
        "robustness",
        "mistakes",
        "saliency",
    }
    run = json.loads((finished.reports / "run.json").read_text(encoding="utf-8"))
    assert run["evaluate"]["network_parameters"] > 100
