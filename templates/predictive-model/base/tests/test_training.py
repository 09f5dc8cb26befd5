"""Training never sees the test part, and what is measured says what it is of."""

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd

from portfolio_project import train
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load, prepare
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting.rows import read_csv
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.split import split


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def rewrite(path, change):
    text = change(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def test_the_served_tier_is_the_one_that_won_on_validation(finished):
    tiers = load_bundle(finished).tiers
    best = max(("simple", "challenger"), key=lambda tier: tiers[tier].validation)
    assert metrics(finished)["served"] == best


def test_training_never_reads_the_test_part(finished, quick_project, monkeypatch):
    """With the test rows poisoned, what is learned stays the same."""
    table = load(finished)
    parts = split(table, finished.params)
    X, y = table.X.copy(), table.y.copy()
    X.iloc[parts.test] = np.nan
    y[parts.test] = np.nan
    monkeypatch.setattr(train, "load", lambda _: replace(table, X=X, y=y))
    monkeypatch.setattr(train, "split", lambda *_: parts)
    assert main(["train"], quick_project) == 0
    first, second = load_bundle(finished), load_bundle(quick_project)
    for tier, fitted in first.tiers.items():
        assert fitted.decision == second.tiers[tier].decision
        assert fitted.validation == second.tiers[tier].validation


def test_a_leaking_column_fails_the_gate_and_the_command(quick_project, capsys):
    prepare(quick_project)
    contract = read_contract(quick_project)
    path = quick_project.root / contract.data["file"]
    rows = read_csv(path).iloc[::2]  # as many as it takes to fit and to test
    target = rows[contract.target.name]
    rows["leak"] = pd.factorize(target)[0] if contract.target.levels else target
    path.write_text(rows.to_csv(index=False), encoding="utf-8")
    toml = quick_project.root / "data" / "contract.toml"
    entry = (
        'leak = { kind = "number", role = "feature", known_at_prediction = true, meaning = "x" }'
    )
    rewrite(toml, lambda text: re.sub(r'(?m)^sha256 = ".*"\n', "", text) + f"\n{entry}\n")
    assert main(["all"], quick_project) == 1
    assert "gates failed: no_leak" in capsys.readouterr().out
    found = metrics(quick_project)
    assert found["leakage"]["single_field"]["field"] == "leak"
    assert not found["gates"]["no_leak"]["passed"]


def test_a_model_of_another_contract_is_not_evaluated(quick_project, capsys):
    """A role that moves rows into another part would test on rows that were used."""
    assert main(["data"], quick_project) == 0
    assert main(["train"], quick_project) == 0
    path = quick_project.root / "data" / "contract.toml"
    rewrite(path, lambda text: 'role = "group"'.join(text.rsplit('role = "feature"', 1)))
    assert main(["evaluate"], quick_project) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


def test_the_test_part_is_the_one_that_training_set_aside(finished, monkeypatch):
    distance = "portfolio_project.split.NEAR"
    monkeypatch.setattr(distance, 0.5)  # the split of a later version
    assert open_test_part(finished).parts.dropped == load_bundle(finished).parts.dropped == 0
