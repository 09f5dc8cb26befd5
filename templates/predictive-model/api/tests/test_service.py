"""The API answers what ``predict`` answers, to the last digit, and names the value that is bad."""

import json

import numpy as np
import pytest
from served import client_of, copy_that_passed

from portfolio_project.__main__ import main
from portfolio_project.contract import (
    Column,
    read_contract,
)
from portfolio_project.data import load
from portfolio_project.decision import predict_tier
from portfolio_project.predict import serve
from portfolio_project.reporting.project import (
    read_record,
)
from portfolio_project.reporting.rows import read_csv
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.service import (
    MAX_RECORDS,
    describe,
)


@pytest.fixture(scope="module")
def client(finished, tmp_path_factory):
    with client_of(copy_that_passed(finished, tmp_path_factory.mktemp("api") / "passed")) as client:
        yield client


@pytest.fixture
def example(finished):
    return read_record(finished.root / "data" / "example.json")


@pytest.fixture
def number(finished):
    """The name of a field that is a number."""
    return next(c.name for c in read_contract(finished).role("feature") if c.kind != "category")


def test_every_test_row_is_answered_as_in_batch_prediction_and_evaluation(client, finished):
    table, bundle = load(finished), load_bundle(finished)
    tests, features = bundle.parts.test, table.contract.role("feature")
    rows, answers = read_csv(finished.root / table.contract.data["file"]).iloc[tests], []
    for start in range(0, len(rows), MAX_RECORDS):
        chunk = rows.iloc[start : start + MAX_RECORDS]
        records = [
            {c.name: json_of(row[c.name], c) for c in features} for _, row in chunk.iterrows()
        ]
        answers += client.post("/predict", json=records).json()
        batch = serve(bundle, table.contract, chunk).to_dict("records")
        assert answers[start:] == [
            {"served": bundle.served, **predict_tier} for predict_tier in batch
        ]
    key = next(key for key, value in answers[0].items() if isinstance(value, float))
    measured = predict_tier(bundle.tiers[bundle.served], table.X.iloc[tests]).reshape(
        len(tests), -1
    )[:, 0]
    assert np.allclose([answer[key] for answer in answers], measured, rtol=1e-12)


def json_of(text, column):
    """Turn a cell into what a JSON record holds: a number, a level, or nothing."""
    return (text if column.kind == "category" else float(text)) if text else None


def test_one_record_is_answered_as_on_the_command_line(client, finished, example, capsys):
    assert main(["predict", "--json", str(finished.root / "data" / "example.json")], finished) == 0
    assert client.post("/predict", json=example).json() == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ('"abc"', "'abc' is not a number"),
        ("true", "'True' is not a number"),
        ("null", "'' is empty"),
        ('""', "'' is empty"),
        ("NaN", "'nan' is empty"),
        ("Infinity", "'inf' is infinite"),
        ("-Infinity", "'-inf' is infinite"),
        ("1e999", "'inf' is infinite"),
        ("1" + "0" * 400, "is infinite"),
        ("-1e6", "'-1000000.0' is outside"),
        ("[1]", "'[1]' is not a number"),
        ('{"a": {"b": 1}}', "is not a number"),
    ],
)
def test_a_bad_value_is_refused_by_row_and_field(client, example, number, value, reason):
    bad = json.dumps(example | {number: "here"}).replace('"here"', value)
    for body, row in ((bad, 1), (f"[{json.dumps(example)}, {bad}]", 2)):
        reply = client.post("/predict", content=body)
        assert reply.status_code == 422
        message = reply.json()["detail"][0]["msg"]
        assert message.startswith(f"row {row}, column '{number}': ")
        assert reason in message


def test_a_missing_and_an_unknown_field_are_refused_by_row(client, example, number):
    short = {name: value for name, value in example.items() if name != number}
    for bad, message in (
        (short, f"row 2, column '{number}' is missing"),
        (
            example | {f"{number}s": 1},
            f"row 2: '{number}s' is not a field; is '{number}' the same?",
        ),
    ):
        reply = client.post("/predict", json=[example, bad])
        assert (reply.status_code, reply.json()["detail"][0]["msg"]) == (422, message)


def test_the_schema_of_a_record_is_the_contract(client, finished, example):
    operation = client.get("/openapi.json").json()["paths"]["/predict"]["post"]
    record = operation["requestBody"]["content"]["application/json"]["schema"]["anyOf"][0]
    features = read_contract(finished).role("feature")
    assert list(record["properties"]) == record["required"] == [c.name for c in features]
    assert set(example) == set(record["required"])
    for column in features:
        assert record["properties"][column.name]["description"] == column.meaning


@pytest.mark.parametrize(
    ("column", "schema"),
    [
        (
            Column("x", "number", "feature", "m", range=[0, np.inf]),
            {"type": "number", "description": "m", "minimum": 0},
        ),
        (
            Column("x", "integer", "feature", "m", range=[0, 9], missing=True),
            {"type": ["integer", "null"], "description": "m", "minimum": 0, "maximum": 9},
        ),
        (
            Column("x", "category", "feature", "m", levels=["a", "b"]),
            {"type": "string", "description": "m", "enum": ["a", "b"]},
        ),
        (
            Column("x", "category", "feature", "m", levels=["a"], missing=True),
            {"type": ["string", "null"], "description": "m", "enum": ["a", None]},
        ),
    ],
)
def test_a_field_is_described_by_kind_range_levels_and_whether_it_may_be_empty(column, schema):
    assert describe(column) == schema
