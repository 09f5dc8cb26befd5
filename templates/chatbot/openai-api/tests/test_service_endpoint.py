"""The API tells a model that cannot be reached from a question that cannot be asked."""

import pytest
from served import client_of, copy_that_passed
from server import raw, say, serving

from portfolio_project.endpoint import LOST
from portfolio_project.reporting.project import (
    Project,
    read_record,
)


@pytest.fixture(scope="module")
def impatient(finished, tmp_path_factory):
    """A project that may be served, and waits for nobody."""
    root = copy_that_passed(finished, tmp_path_factory.mktemp("api") / "passed").root
    path = root / "params.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("patience = 600", "patience = 0"), encoding="utf-8")
    return Project(root)


@pytest.mark.parametrize("status", [401, 429, 500])
def test_an_endpoint_that_fails_is_no_fault_of_the_request(impatient, monkeypatch, status):
    replies = [say()]
    record = read_record(impatient.root / "data" / "example.json")

    def now(handler, body):
        replies[0](handler, body)

    with serving(now) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        with client_of(impatient) as client:
            replies[0] = raw(b'{"error": {"message": "not now"}}', status)
            for _ in range(LOST + 1):  # an evaluation would give up
                reply = client.post("/predict", json=record)
                assert reply.status_code == 503
                assert reply.json()["detail"][0]["msg"].startswith("row 1: the endpoint")
            operation = client.get("/openapi.json").json()["paths"]["/predict"]["post"]
            assert str(reply.status_code) in operation["responses"]
            assert client.post("/predict", json={"question": 3}).status_code == 422
            replies[0] = say()
            assert client.post("/predict", json=record).json()["citations"]
