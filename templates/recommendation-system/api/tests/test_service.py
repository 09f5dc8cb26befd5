"""The API answers what ``predict`` answers, and refuses what is of another form."""

import json

import pytest
from served import client_of, copy_that_passed

from portfolio_project.__main__ import main
from portfolio_project.reporting.project import (
    read_record,
)
from portfolio_project.service import Service


@pytest.fixture(scope="module")
def passed(finished, tmp_path_factory):
    return copy_that_passed(finished, tmp_path_factory.mktemp("service") / "passed")


@pytest.fixture(scope="module")
def client(passed):
    with client_of(passed) as client:
        yield client


@pytest.fixture
def example(passed):
    return read_record(passed.root / "data" / "example.json")


def test_the_answer_is_that_of_the_command(client, passed, example, capsys):
    assert main(["predict", "--user", example["user"]], passed) == 0
    assert client.post("/predict", json=example).json() == json.loads(capsys.readouterr().out)


def test_a_list_is_answered_as_each_record_alone(client, passed, example):
    items = [str(name) for name in Service(passed).model.items[:2]]
    records = [{"user": "nobody", "n": 3}, {"liked": items}, example]
    alone = [client.post("/predict", json=record).json() for record in records]
    assert client.post("/predict", json=records).json() == alone


def test_an_unknown_user_gets_what_is_popular(client):
    reply = client.post("/predict", json={"user": "nobody", "n": 2}).json()
    assert reply["basis"] == "popularity" and len(reply["items"]) == 2


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ({}, "row 1: give either user or liked"),
        ({"user": "a", "liked": ["b"]}, "row 1: give either user or liked"),
        ({"user": 5}, "row 1: user is not text"),
        ({"liked": "x"}, "row 1: liked is not a list of names"),
        ({"liked": []}, "row 1: liked is not a list of names"),
        ({"liked": ["no such item"]}, "row 1: 'no such item' is not an item"),
        ({"user": "a", "n": 0}, "row 1: n is 0: it must be from 1 to"),
        ({"user": "a", "n": True}, "row 1: n is not a whole number"),
        ({"user": "a", "mood": "good"}, "row 1: ['mood'] is not a field"),
    ],
)
def test_a_record_of_another_form_is_refused(client, record, fault):
    reply = client.post("/predict", json=record)
    assert reply.status_code == 422
    assert reply.json()["detail"][0]["msg"].startswith(fault)
