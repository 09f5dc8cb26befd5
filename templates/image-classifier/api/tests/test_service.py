"""The API answers what ``predict`` answers, and refuses what it refuses."""

import base64
import json

import pytest
from pictures import file_of, picture
from PIL import Image
from served import client_of, copy_that_passed

from portfolio_project import service
from portfolio_project.__main__ import main
from portfolio_project.held_out import open_test_part


@pytest.fixture(scope="module")
def passed(finished, tmp_path_factory):
    return copy_that_passed(finished, tmp_path_factory.mktemp("service") / "passed")


@pytest.fixture(scope="module")
def client(passed):
    with client_of(passed) as client:
        yield client


def record(content):
    return {"image": base64.b64encode(content).decode()}


def test_answers_equal_those_of_the_command_line(client, passed, tmp_path, capsys):
    held = open_test_part(passed)
    for i in range(5):
        path = tmp_path / f"{i}.png"
        Image.fromarray(held.X[i].squeeze()).save(path)
        assert main(["predict", str(path)], passed) == 0
        answer = json.loads(capsys.readouterr().out)
        assert client.post("/predict", json=record(path.read_bytes())).json() == answer


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ({}, "row 2: a record has one field, 'image'"),
        ({"image": None}, "row 2: 'image' is not base64"),
        ({"image": "é"}, "row 2: 'image' is not base64"),
        ({"image": "", "name": "x"}, "row 2: a record has one field"),
        (record(b""), "row 2: the file is empty"),
        (record(b"text"), "row 2: it is not a whole PNG"),
        (record(file_of(picture("RGB", (40, 40)), "EPS")), "row 2: it is not a whole PNG"),
        (record(file_of(picture("L", (1, 1)))), "row 2: a side has fewer than min_side"),
        (record(file_of(picture("1", (10_000, 10_000)))), "row 2: it has more than max_pixels"),
    ],
)
def test_a_bad_record_is_named(client, bad, message):
    good = record(file_of(picture("L", (40, 40), 90)))
    reply = client.post("/predict", json=[good, bad])
    assert reply.status_code == 422
    assert message in reply.json()["detail"][0]["msg"]


def test_the_images_of_a_request_share_its_seconds(client, monkeypatch):
    monkeypatch.setattr(service, "MAX_SECONDS", -1.0)
    good = record(file_of(picture("L", (40, 40), 90)))
    reply = client.post("/predict", json=[good])
    assert reply.status_code == 422
    assert "row 1: it takes longer to read" in reply.json()["detail"][0]["msg"]
