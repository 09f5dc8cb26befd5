"""Prediction: the same path as evaluation, and a clear sentence for a bad record."""

import io
import json

import numpy as np
import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.decision import predict_tier
from portfolio_project.predict import serve
from portfolio_project.reporting.rows import read_csv
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.split import split


@pytest.fixture
def example(finished):
    return finished.root / "data" / "example.json"


def reply_of(capsys, project, *arguments):
    assert main(["predict", *map(str, arguments)], project) == 0
    return capsys.readouterr().out


def refused(capsys, project, *arguments):
    assert main(["predict", *map(str, arguments)], project) == 2
    message = capsys.readouterr().err
    assert message.startswith("error: ")
    assert message.count("\n") == 1
    return message


def test_one_record_is_predicted(finished, example, capsys):
    reply = json.loads(reply_of(capsys, finished, "--json", example))
    assert reply["served"] in ("simple", "challenger")
    assert "prediction" in reply


def test_a_record_on_stdin_and_one_in_a_file_are_the_same(finished, example, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(example.read_text(encoding="utf-8")))
    assert reply_of(capsys, finished, "--json", "-") == reply_of(
        capsys, finished, "--json", example
    )


def test_a_record_field_by_field_is_the_same(finished, example, capsys):
    record = json.loads(example.read_text(encoding="utf-8"))
    options = [part for name, value in record.items() for part in ("--set", f"{name}={value}")]
    assert reply_of(capsys, finished, *options) == reply_of(capsys, finished, "--json", example)


def test_a_file_gives_what_evaluation_measured(finished, tmp_path, capsys):
    table, bundle = load(finished), load_bundle(finished)
    parts = split(table, finished.params)
    rows = read_csv(finished.root / table.contract.data["file"]).iloc[parts.test]
    rows.to_csv(tmp_path / "new.csv", index=False)
    (tmp_path / "out.csv").write_text(reply_of(capsys, finished, "--csv", tmp_path / "new.csv"))
    written = read_csv(tmp_path / "out.csv")
    measured = predict_tier(bundle.tiers[bundle.served], table.X.iloc[parts.test])
    measured = measured.reshape(len(rows), -1)[:, 0]  # of several classes, the first
    shown = serve(bundle, table.contract, rows)
    number = next(name for name in shown if pd.api.types.is_float_dtype(shown[name]))
    assert np.array_equal(shown[number], measured)
    assert np.allclose(written[number].astype(float), measured, rtol=1e-12)
    assert len(written) == len(rows)


def test_an_explanation_names_every_field_the_largest_change_first(finished, example, capsys):
    reply = json.loads(reply_of(capsys, finished, "--json", example, "--explain"))
    changes = [abs(change) for change in reply["explanation"].values()]
    assert set(reply["explanation"]) == {c.name for c in read_contract(finished).role("feature")}
    assert changes == sorted(changes, reverse=True)
    assert changes[0] > 0


def field_where(project, holds):
    """Name the first field of the contract for which something holds."""
    for column in read_contract(project).role("feature"):
        if holds(column):
            return column
    pytest.skip("the contract has no such column")


def number(column):
    return column.kind in ("number", "integer")


@pytest.mark.parametrize(
    ("holds", "value", "message"),
    [
        (number, lambda _: "abc", "'abc' is not a number"),
        (number, lambda _: "inf", "'inf' is infinite"),
        (lambda column: not column.missing, lambda _: "", "'' is empty"),
        (
            lambda column: number(column) and np.isfinite(column.range[0]),
            lambda column: f"{column.range[0] - 1:g}",
            "is outside",
        ),
        (lambda column: column.kind == "category", lambda _: "no level", "is not one of"),
    ],
)
def test_a_bad_value_is_refused_by_name(finished, example, capsys, holds, value, message):
    column = field_where(finished, holds)
    setting = f"{column.name}={value(column)}"
    found = refused(capsys, finished, "--json", example, "--set", setting)
    assert f"row 1, column '{column.name}': " in found
    assert message in found


def test_a_missing_field_is_named(finished, example, tmp_path, capsys):
    record, column = json.loads(example.read_text(encoding="utf-8")), field_where(finished, bool)
    record.pop(column.name)
    (tmp_path / "record.json").write_text(json.dumps(record))
    message = refused(capsys, finished, "--json", tmp_path / "record.json")
    assert f"column '{column.name}' is missing" in message


def test_a_misspelt_field_gets_a_suggestion(finished, example, capsys):
    name = max((c.name for c in read_contract(finished).columns), key=len)  # near to no other one
    message = refused(capsys, finished, "--json", example, "--set", f"{name}s=1")
    assert f"'{name}s' is not a field; is '{name}' the same?" in message


@pytest.mark.parametrize("text", ["", "[1, 2]", "{not json", '"text"', "null"])
def test_what_is_no_record_is_refused(finished, tmp_path, capsys, text):
    (tmp_path / "record.json").write_text(text)
    assert "JSON" in refused(capsys, finished, "--json", tmp_path / "record.json")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--csv", "a.csv", "--json", "b.json"],
        ["--csv", "a.csv", "--explain"],
        ["--set", "nothing"],
        ["--csv", "nowhere.csv"],
        ["--json", "nowhere.json"],
    ],
)
def test_a_request_that_makes_no_sense_is_refused(finished, capsys, arguments):
    refused(capsys, finished, *arguments)


def test_before_training_the_command_to_run_is_named(copy_of_project, example, capsys):
    message = refused(capsys, copy_of_project, "--json", example)
    assert "train` first" in message
