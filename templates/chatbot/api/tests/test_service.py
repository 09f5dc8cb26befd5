"""The API answers what ``predict`` answers, and names the record that is bad."""

import json

import pytest
from served import client_of, copy_that_passed

from portfolio_project.__main__ import main
from portfolio_project.assistant import Assistant
from portfolio_project.conversation import depends
from portfolio_project.data import load
from portfolio_project.reporting.project import (
    Project,
    read_record,
    read_toml,
)
from portfolio_project.reporting.tiers import load_bundle

MOST = read_toml(Project.here().root / "data" / "contract.toml")["questions"]["max_chars"]


@pytest.fixture(scope="module")
def client(finished, tmp_path_factory):
    with client_of(copy_that_passed(finished, tmp_path_factory.mktemp("api") / "passed")) as client:
        yield client


@pytest.fixture
def example(finished):
    return read_record(finished.root / "data" / "example.json")


def test_every_test_question_is_answered_as_in_evaluation(client, finished):
    assistant = Assistant.of(finished, load_bundle(finished))
    for question in load(finished).test[:60]:
        record = {"question": question.question, "before": question.before}
        said, reply = client.post("/predict", json=record).json(), assistant.reply(**record)
        assert said["answer"] == reply.answer
        assert said["citations"] == reply.citations
        assert said["confidence"] == reply.confidence


def test_one_record_is_answered_as_on_the_command_line(client, finished, example, capsys):
    assert main(["predict", "--json", str(finished.root / "data" / "example.json")], finished) == 0
    assert client.post("/predict", json=example).json() == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "column 'question' is missing"),
        ({"question": None}, "column 'question': None is not text"),
        ({"question": 3}, "column 'question': 3 is not text"),
        ({"question": ["a"]}, "column 'question': ['a'] is not text"),
        ({"question": ""}, "the question is empty: ask something"),
        ({"question": " \n\t "}, "the question is empty: ask something"),
        (
            {"question": "x" * (MOST + 1)},
            f"the question has {MOST + 1} characters, and {MOST} are the most",
        ),
        ({"question": "a", "before": 1}, "column 'before': 1 is not text"),
        ({"question": "a", "before": "y" * 5 * MOST}, f"the question has {5 * MOST} characters"),
        ({"question": "a", "answer": "b"}, "'answer' is not a field: question and before are"),
    ],
)
def test_a_bad_record_is_refused_by_row(client, example, record, reason):
    for body, row in ((record, 1), ([example, record], 2)):
        reply = client.post("/predict", json=body)
        assert reply.status_code == 422
        assert reply.json()["detail"][0]["msg"].startswith(f"row {row}: {reason}")


def test_a_follow_up_leans_on_what_was_asked_before(client, finished):
    language = finished.params["corpus"]["language"]
    asked = (q.question for q in load(finished).test if q.source)
    first = next(question for question in asked if not depends(question, language))
    alone = client.post("/predict", json={"question": "And that?"}).json()
    then = client.post("/predict", json={"question": "And that?", "before": first}).json()
    assert then["confidence"] != alone["confidence"]


def test_the_schema_of_a_record_names_its_fields(client, example):
    operation = client.get("/openapi.json").json()["paths"]["/predict"]["post"]
    record = operation["requestBody"]["content"]["application/json"]["schema"]["anyOf"][0]
    assert set(example) <= set(record["properties"]) == {"question", "before"}
    assert record["required"] == ["question"]
