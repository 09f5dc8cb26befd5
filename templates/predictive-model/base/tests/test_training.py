"""Training never sees the test part, and what is measured says what it is of."""

import json
import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from tables import make_table, two_fields

from portfolio_project import task, train
from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load, prepare
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting.rows import read_csv
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.split import Split, split


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
    """One with another role may put rows into other parts, and test on rows that were used."""
    assert main(["data"], quick_project) == 0
    assert main(["train"], quick_project) == 0
    path = quick_project.root / "data" / "contract.toml"
    known = "known_at_prediction = true"
    rewrite(path, lambda text: text.replace(known, known.replace("true", "false"), 1))
    assert main(["evaluate"], quick_project) == 2
    assert "the model is of other data or parameters" in capsys.readouterr().err


def test_the_test_part_is_the_one_that_training_set_aside(finished, monkeypatch):
    def later(*_):
        raise AssertionError("the split of a later version might test on rows that were used")

    monkeypatch.setattr(train, "split", later)
    held, fitted = open_test_part(finished), load_bundle(finished)
    assert np.array_equal(held.parts.test, fitted.parts.test)


def test_after_the_choice_every_tier_is_fitted_on_training_and_validation(quick_project):
    params = quick_project.root / "params.toml"
    rewrite(params, lambda text: re.sub(r"(?m)^validation = .*", "validation = 0.2", text))
    prepare(quick_project)
    main(["train"], quick_project)
    table, bundle = load(quick_project), load_bundle(quick_project)
    rows = np.union1d(bundle.parts.train, bundle.parts.val)
    assert len(bundle.parts.val) > 0
    for name, tier in bundle.tiers.items():
        X = train.views(table, quick_project.params)[name].iloc[rows]
        build = train.TIERS[name][0](**tier.settings)
        levels = len(table.contract.target.levels)
        anew = task.predict(build.fit(X, table.y[rows]), X, levels)
        assert np.array_equal(task.predict(tier.model, X, levels), anew), name


def test_each_row_is_predicted_once_by_pipelines_that_had_not_seen_it():
    X, y = pd.DataFrame({"a": np.arange(6.0)}), np.arange(6) % 2.0
    cuts = [(np.array([0, 1, 2, 3]), np.array([4, 5])), (np.array([2, 3, 4, 5]), np.array([1, 0]))]
    again = [(np.array([0, 1]), np.array([4, 5]))]
    build = train.TIERS["trivial"][0]
    scores, rows, predictions = train.cross_validate(build(), X, y, cuts + again, 2)
    first = train.cross_validate(build(), X, y, cuts, 2)
    assert len(scores) == 3
    assert rows.tolist() == [0, 1, 4, 5]
    assert np.array_equal(predictions, first[2])


def test_what_is_left_out_for_speed_is_said(monkeypatch):
    monkeypatch.setattr(train, "SEARCHED", 100)
    monkeypatch.setattr(train, "REPEATED", 50)
    table = make_table(*two_fields(200))
    params = {"seed": 0, "search": {"folds": 3, "repeats": 2}}
    parts = Split(np.arange(150), np.array([], int), np.arange(150, 200), "stratified", {}, [])
    some, cuts, thinned = train.validation(table, parts, parts.train, params)
    assert len(some) == 100
    assert len(cuts) == 3
    assert len(thinned) == 2


def test_a_promise_is_of_as_many_units_as_hang_together(quick_project, monkeypatch):
    if read_contract(quick_project).role("group"):
        pytest.skip("the contract has groups of its own")
    prepare(quick_project)
    path = quick_project.root / read_contract(quick_project).data["file"]
    rows = read_csv(path)
    rows["person"] = [f"p{i % 40}" for i in range(len(rows))]
    path.write_text(rows.to_csv(index=False), encoding="utf-8")
    toml = quick_project.root / "data" / "contract.toml"
    entry = 'person = { kind = "text", role = "group", meaning = "x" }'
    rewrite(toml, lambda text: re.sub(r'(?m)^sha256 = ".*"\n', "", text) + f"\n{entry}\n")
    decide, seen = train.decide, []
    monkeypatch.setattr(train, "decide", lambda *given: seen.append(given) or decide(*given))
    assert main(["train"], quick_project) == 0
    most = np.inf if "time" in load(quick_project).roles else 40  # blocks of time, or the people
    for y, *_, units in seen:
        assert len(units) == len(y)
        assert len(np.unique(units)) <= most
