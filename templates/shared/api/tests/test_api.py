"""The API over HTTP: what it serves, what it refuses, and that no request hurts another."""

import json
import runpy
import shutil
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
import uvicorn
from served import change, client_of, copy_that_passed, set_gates

from portfolio_project import api
from portfolio_project.reporting.project import (
    Project,
    read_record,
)
from portfolio_project.service import (
    MAX_BYTES,
    MAX_RECORDS,
    Service,
)


@pytest.fixture(scope="module")
def passed(finished, tmp_path_factory):
    return copy_that_passed(finished, tmp_path_factory.mktemp("api") / "passed")


@pytest.fixture
def passed_copy(passed, tmp_path):
    shutil.copytree(passed.root, tmp_path / "copy")
    return Project(tmp_path / "copy")


@pytest.fixture(scope="module")
def client(passed):
    with client_of(passed) as client:
        yield client


@pytest.fixture(scope="module")
def example(passed):
    return read_record(passed.root / "data" / "example.json")


def refused(reply, status=422):
    """Take the message out of a refusal, which has FastAPI's usual form."""
    assert reply.status_code == status
    (fault,) = reply.json()["detail"]
    assert fault.keys() == {"type", "loc", "msg"}
    return fault["msg"]


def test_health_names_the_model(client, passed):
    reply = client.get("/health").json()
    result = json.loads((passed.reports / "metrics.json").read_text(encoding="utf-8"))
    assert reply["status"] == "ready"
    assert reply["model"]["name"] == result["models"][result["served"]]["name"]


@pytest.mark.parametrize("path", ["/health", "/metadata"])
def test_head_says_what_get_says_without_its_body(client, path):
    asked, reply = client.get(path), client.head(path)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["content-length"] == asked.headers["content-length"]


def test_metadata_holds_what_was_measured(client, passed):
    reply = client.get("/metadata").json()
    result = json.loads((passed.reports / "metrics.json").read_text(encoding="utf-8"))
    assert reply["metrics"] == result["models"][result["served"]]["metrics"]
    assert reply["gates"] == result["gates"]
    assert reply["data"] == result["data"]


def test_one_record_gives_an_answer_and_a_list_gives_a_list(client, example):
    one = client.post("/predict", json=example).json()
    assert one["served"] in ("simple", "challenger", "classifier")
    assert client.post("/predict", json=[example]).json() == [one]
    assert len(client.post("/predict", json=[example] * 3).json()) == 3


def test_openapi_shows_the_record_with_an_example_and_its_answer(client, example):
    operation = client.get("/openapi.json").json()["paths"]["/predict"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    assert content["example"] == example
    assert content["schema"]["anyOf"][0] == content["schema"]["anyOf"][1]["items"]
    reply = operation["responses"]["200"]["content"]["application/json"]["example"]
    assert reply == client.post("/predict", json=example).json()
    assert {"200", "413", "422", "503"} <= set(operation["responses"])


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"{not json", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"a": "\\ud800"}', "not JSON"),
        (b"1" * 5000, "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", f"0 records were given; 1 to {MAX_RECORDS} can be"),
        (b"[" + b"{}," * MAX_RECORDS + b"{}]", f"{MAX_RECORDS + 1} records were given"),
        (b"null", "row 1 is not a JSON object"),
        (b'"text"', "row 1 is not a JSON object"),
        (b"[[]]", "row 1 is not a JSON object"),
    ],
)
def test_what_is_no_record_is_refused(client, body, message):
    assert message in refused(client.post("/predict", content=body))


def test_the_second_record_is_named_when_it_is_none(client, example):
    assert "row 2 is not" in refused(client.post("/predict", json=[example, 3]))


@pytest.mark.parametrize("parts", [1, 10])
def test_a_body_that_is_too_large_is_refused_before_it_is_read(client, parts):
    content = (b" " * (MAX_BYTES // parts + 1) for _ in range(parts))
    assert client.post("/predict", content=content).status_code == 413


def test_a_fault_of_ours_shows_no_traceback(client, example, monkeypatch):
    monkeypatch.setattr(Service, "predict", lambda *_: 1 / 0)
    reply = client.post("/predict", json=example)
    assert reply.status_code == 500
    assert reply.text == "Internal Server Error"


@pytest.mark.parametrize(
    ("broken", "code", "message"),
    [
        (lambda root: change(root / "reports/metrics.json", set_gates(False)), 1, "gates failed: "),
        (lambda root: (root / "reports/metrics.json").unlink(), 2, "no finished evaluation"),
        (lambda root: (root / "reports/metrics.json").write_text("{"), 2, "no finished evaluation"),
        (lambda root: (root / "reports/run.json").write_text("[]"), 2, "no finished evaluation"),
        (lambda root: shutil.rmtree(root / "models"), 2, "does not hold the model"),
        (lambda root: (root / "models/other").write_bytes(b"x"), 2, "does not hold the model"),
        (lambda root: (root / "data/example.json").write_text("{}"), 2, "data/example.json: "),
    ],
)
def test_it_does_not_start_with_what_was_not_measured(passed_copy, capsys, broken, code, message):
    broken(passed_copy.root)
    assert api.main([], passed_copy) == code
    stderr = capsys.readouterr().err
    assert stderr.startswith("error: ")
    assert message in stderr
    assert stderr.count("\n") == 1


def test_a_package_that_is_missing_is_named_with_the_command_that_installs_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "fastapi", None)
    monkeypatch.delitem(sys.modules, api.__name__)  # it is imported once more
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(api.__name__)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said == "error: fastapi is not installed: run `pip install -e '.[api]'`\n"


@pytest.fixture(scope="module")
def address(passed):
    """A real server on a free port of this machine."""
    server = uvicorn.Server(uvicorn.Config(api.create_app(passed), port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield "http://{}:{}".format(*server.servers[0].sockets[0].getsockname())
    server.should_exit = True
    thread.join()


def test_many_requests_at_once_get_the_answers_they_would_get_alone(address, client, example):
    requests = [{"no such field": 1}, example, [example] * 2, [example] * 50]
    alone = [client.post("/predict", json=request).json() for request in requests]
    with httpx2.Client(base_url=address, timeout=60) as http, ThreadPoolExecutor(20) as pool:
        replies = list(pool.map(lambda r: http.post("/predict", json=r), requests * 10))
    assert {reply.status_code for reply in replies} == {200, 422}
    assert [reply.json() for reply in replies] == alone * 10
