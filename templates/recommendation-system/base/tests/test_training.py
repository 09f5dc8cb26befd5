"""Training never sees the test part, and what is measured says what it is of."""

import json
import re
import shutil
from dataclasses import replace

import numpy as np
import pytest

from portfolio_project import train
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import NEEDS, load
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting import style
from portfolio_project.reporting.leakage import fails
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.split import split


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def rewrite(path, change):
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def test_the_served_tier_is_the_one_that_won_on_validation(finished):
    tiers = load_bundle(finished).tiers
    best = max(("simple", "challenger"), key=lambda tier: tiers[tier].validation)
    assert metrics(finished)["served"] == best


def test_training_never_reads_the_test_part(finished, quick_project, monkeypatch):
    """With the test events pointing at other items, what is learned stays the same."""
    log = load(finished)
    parts = split(log.events, finished.params)
    item = log.events.item.copy()
    item[parts.test] = np.random.default_rng(0).integers(0, len(log.events.items), len(parts.test))
    poisoned = replace(log, events=replace(log.events, item=item))
    monkeypatch.setattr(train, "load", lambda _: poisoned)
    assert main(["train"], quick_project) == 0
    first, second = load_bundle(finished), load_bundle(quick_project)
    for tier, fitted in first.tiers.items():
        other = second.tiers[tier]
        assert (fitted.validation, fitted.settings) == (other.validation, other.settings)
        scores = [model.scores(model.liked[:20]) for model in (fitted.model, other.model)]
        assert np.array_equal(*scores)


def test_the_global_split_counts_who_and_what_is_cold(quick_project):
    if not read_contract(quick_project, NEEDS).role("time"):
        pytest.skip("the events have no time")
    path = quick_project.root / "params.toml"
    rewrite(path, lambda text: text.replace('strategy = "last"', 'strategy = "global"'))
    assert main(["all"], quick_project) in (0, 1)
    found = metrics(quick_project)
    assert found["split"]["strategy"] == "global"
    assert not any(map(fails, found["leakage"].values()))
    counted = {"test_users_without_history", "test_events_liked_of_items_outside", "share_in_test"}
    assert counted <= set(found["calibration"]["protocol"])


def test_another_gate_slice_or_alarm_needs_no_new_training(finished, tmp_path, monkeypatch):
    monkeypatch.setattr(style, "draw", lambda *_: None)
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    path = other.root / "params.toml"
    rewrite(path, lambda text: re.sub(r"(?m)^head = [\d.]+", "head = 0.37", text))
    rewrite(path, lambda text: re.sub(r"(?m)^threshold = .*", "threshold = 0.999", text))
    assert main(["evaluate"], other) == 1
    found = metrics(other)
    assert {gate["threshold"] for gate in found["gates"].values()} >= {0.999}
    assert "items: head, top 37%" in found["slices"]


def test_every_tier_is_fitted_again_on_all_before_the_test_part(finished):
    held = open_test_part(finished)
    events = held.log.events.take(held.parts.fitted)
    for tier in held.bundle.tiers.values():
        assert tier.model.seen.sum() == np.isin(events.item, tier.model.catalogue).sum()
        again = type(tier.model)(**tier.settings).fit(
            events, finished.params["catalogue"]["fewest"]
        )
        histories = tier.model.liked[:20]
        assert np.array_equal(again.scores(histories), tier.model.scores(histories))


def test_these_figures_are_drawn(finished):
    figures = {path.stem for path in (finished.reports / "figures").glob("*.csv")}
    assert figures == {"ndcg", "long_tail", "coverage"}


def test_the_protocol_stands_beside_the_numbers(finished):
    found = metrics(finished)
    assert found["task"] == "recommendation" and found["interval"]["unit"] == "user"
    protocol = found["calibration"]["protocol"]
    assert protocol["k"] == 10 and protocol["map"].startswith("MAP@10 divides by")
    assert {"split", "ties", "relevant", "candidates", "seen", "unknown", "average"} <= set(
        protocol
    )
    held, tied = open_test_part(finished), 0
    before, after = (held.log.events.take(x) for x in (held.parts.fitted, held.parts.test))
    for user in held.users:
        latest = before.time[before.user == user].max(initial=-np.inf)
        tied += latest == after.time[after.user == user].min()
    assert protocol["test_users_cut_between_equal_times"] == tied
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    line = protocol["line"]
    assert "without sampled negatives" in line and f"{found['interval']['n']} users" in line
    card, errors = (finished.root / "MODEL_CARD.md", finished.reports / "errors.md")
    for text in (readme, *(path.read_text(encoding="utf-8") for path in (card, errors))):
        assert line in text


def test_a_model_of_another_split_is_not_evaluated(finished, tmp_path, capsys):
    other = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    path = other.root / "params.toml"
    rewrite(path, lambda text: re.sub(r"(?m)^last = ", "last = 1", text, count=1))
    assert main(["evaluate"], other) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err
