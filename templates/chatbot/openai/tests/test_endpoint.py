"""The endpoint: asked as the protocol says, retried, recorded, and never believed blindly."""

import io
import json
import shutil
import time
from dataclasses import replace
from email.utils import formatdate

import pytest
from server import drop, endless, garbage, raw, say, serving, stall

from portfolio_project.__main__ import main
from portfolio_project.assistant import (
    UNKNOWN,
    Assistant,
)
from portfolio_project.conversation import depends
from portfolio_project.data import load
from portfolio_project.endpoint import Endpoint
from portfolio_project.generate import Writer
from portfolio_project.predict import serve
from portfolio_project.protocol import EndpointError
from portfolio_project.record import Record
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.request import wait

KEY = "sk-a-key-that-nobody-may-see"
ASK = [{"role": "user", "content": "[a.md#b] What?"}]


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def project(finished, tmp_path):
    """A finished project to change; it is impatient."""
    root = tmp_path / "copy"
    shutil.copytree(finished.root, root)
    own = Project(root)
    hasty = {"timeout": 0.5, "attempts": 2, "longest_wait": 0.05, "patience": 5}
    own.params["endpoint"].update(hasty)
    return own


@pytest.fixture
def endpoint(project, monkeypatch):
    """Make an endpoint of an address."""

    def make(url):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        return Endpoint.of(project, keep=True)

    return make


@pytest.fixture(scope="module")
def alone(finished):
    """A test question that is answered in the passage's own words, and its answer."""
    assistant = Assistant.of(finished, load_bundle(finished))
    asked, language = (q.question for q in load(finished).test), assistant.index.language
    standing = (question for question in asked if not depends(question, language))
    pairs = ((question, assistant.reply(question)) for question in standing)
    return next((question, said) for question, said in pairs if said.citations)


@pytest.fixture
def reply(project, alone):
    """Ask that question again."""
    return lambda: Assistant.of(project, load_bundle(project)).reply(alone[0])


def test_a_request_is_what_the_protocol_says(endpoint):
    with serving(say()) as (url, seen):
        assert endpoint(url).ask(ASK).text == "It says so. [a.md#b]"
    ((path, headers, body),) = seen
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert body["messages"] == ASK
    assert (body["temperature"], body["stream"]) == (0, False)


def test_without_a_key_none_is_sent(endpoint, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    with serving(say()) as (url, seen):
        endpoint(url).ask(ASK)
    assert "Authorization" not in seen[0][1]


def test_a_stream_is_shown_in_parts_and_adds_up_to_the_same_answer(endpoint):
    parts = []
    with serving(say()) as (url, seen):
        assert endpoint(url).ask(ASK, parts.append).text == "It says so. [a.md#b]"
    assert len([part for part in parts if part]) > 1
    assert "".join(parts) == "It says so. [a.md#b]"
    assert seen[0][2]["stream"] is True


def test_an_answer_is_recorded_and_replayed_without_the_endpoint(endpoint, project):
    with serving(say()) as (url, seen):
        some = endpoint(url)
        assert some.ask(ASK).text == some.ask(ASK).text
        assert len(seen) == 1
        parts = []
        some.ask(ASK, parts.append)
        assert parts == ["It says so. [a.md#b]"]
    again = Endpoint("", some.settings, Record(some.record.path))
    assert again.ask(ASK).text == "It says so. [a.md#b]"
    assert again.ask([{"role": "user", "content": "Another?"}]) is None
    line = json.loads(some.record.path.read_text(encoding="utf-8"))
    assert line["messages"] == ASK
    assert line["tokens"] == {"prompt_tokens": 7, "completion_tokens": 3}
    assert again.ask(ASK).tokens == line["tokens"]
    assert again.ask(ASK).seconds == line["seconds"] > 0
    assert KEY not in (project.root / "data" / "replies.jsonl").read_text(encoding="utf-8")


def files(project):
    """Give what every file of a project holds."""
    return {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}


def test_what_visitors_ask_is_written_nowhere(project, alone, monkeypatch, tmp_path, capsys):
    """Neither on the command line, nor in a conversation, nor as the API and the demo ask."""
    private = tmp_path / "private"
    private.mkdir()
    (private / "salaries.md").write_text(f"# Salaries\n\n{alone[0]} {alone[1].answer}\n")
    before = files(project)
    with serving(say()) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        assistant = Assistant.of(project, load_bundle(project))
        assert serve(assistant, {"question": alone[0]})["answer"] == "It says so."
        assert main(["predict", "--question", alone[0]], project) == 0
        folder = ["--folder", str(private)]
        assert main(["predict", "--question", alone[0], *folder], project) == 0
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{alone[0]}\n"))
        assert main(["chat", *folder], project) == 0
    assert len(seen) == 4
    assert any("salaries.md" in json.dumps(body) for _, _, body in seen)
    assert "It says so." in capsys.readouterr().out
    assert files(project) == before


def test_what_the_evaluation_asks_is_replayed_to_visitors(project, alone, monkeypatch):
    with serving(say()) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        bundle = load_bundle(project)
        Assistant.of(project, bundle, record=True).reply(alone[0])
        assert Assistant.of(project, bundle).reply(alone[0]).answer == "It says so."
    assert len(seen) == 1


def test_another_model_is_asked_anew(endpoint, project):
    with serving(say()) as (url, seen):
        endpoint(url).ask(ASK)
        project.params["endpoint"]["model"] = "another"
        endpoint(url).ask(ASK)
    assert len(seen) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_endpoint_is_asked_again(endpoint, status):
    with serving(raw(b"{}", status, Retry_After="0"), say()) as (url, seen):
        assert endpoint(url).ask(ASK).text == "It says so. [a.md#b]"
    assert len(seen) == 2


@pytest.mark.parametrize(
    ("asked", "attempt", "seconds"),
    [
        ({"Retry-After": "3"}, 1, 3),
        ({"Retry-After": "0"}, 1, 0),
        ({"Retry-After": "-5"}, 1, 0),
        ({"Retry-After": "900"}, 1, 30),
        ({"Retry-After": "nan"}, 1, 30),
        ({"Retry-After": "soon"}, 1, 30),
        ({"retry-after-ms": "1500", "Retry-After": "9"}, 1, 1.5),
        ({}, 1, 2),
        ({}, 3, 8),
    ],
)
def test_it_waits_as_long_as_it_is_asked_to_within_reason(asked, attempt, seconds):
    assert wait(asked, attempt, 30) == seconds


@pytest.mark.parametrize(("ahead", "seconds"), [(12, 12), (900, 30), (-900, 0)])
def test_a_date_to_wait_for_is_waited_for_as_long_as_allowed(ahead, seconds):
    asked = {"Retry-After": formatdate(time.time() + ahead, usegmt=True)}
    assert wait(asked, 1, 30) == pytest.approx(seconds, abs=1.5)


def test_retry_after_is_honoured(endpoint, project):
    project.params["endpoint"]["longest_wait"] = 5
    start = time.perf_counter()
    with serving(raw(b"{}", 429, Retry_After="0.4"), say()) as (url, _):
        endpoint(url).ask(ASK)
    assert time.perf_counter() - start >= 0.4


FAULTS = {
    "always busy": (raw(b"{}", 429), "answers 429"),
    "no such key": (raw(b'{"error": "bad key"}', 401), "refuses the key (401): bad key"),
    "redirect": (raw(b"", 302, Location="http://127.0.0.1:1/"), "answers 302"),
    "not JSON": (raw(b"<html>"), "not of the protocol"),
    "a list": (raw(b"[]"), "not of the protocol"),
    "no choices": (raw(b'{"choices": []}'), "not of the protocol"),
    "no message": (raw(b'{"choices": [{}]}'), "not of the protocol"),
    "a number": (raw(b'{"choices": [{"message": {"content": 3}}]}'), "not of the protocol"),
    "null": (raw(b'{"choices": [{"message": {"content": null}}]}'), "is empty"),
    "empty": (say("  "), "is empty"),
    "no end": (say("x" * 200_000), "characters"),
    "not UTF-8": (raw(b"\xff\xfe"), "not of the protocol"),
    "slow": (stall, "cannot be reached: "),
    "not HTTP": (garbage, "cannot be reached: BadStatusLine"),
    "endless": (endless, "not of the protocol"),
    "cut off": (drop, "of the protocol"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("streamed", [False, True])
def test_what_is_no_answer_is_said_and_not_recorded(endpoint, project, fault, streamed):
    step, message = FAULTS[fault]
    with serving(step) as (url, _), pytest.raises(EndpointError) as caught:
        endpoint(url).ask(ASK, (lambda _: None) if streamed else None)
    if not streamed:
        assert message in str(caught.value)
    assert KEY not in str(caught.value)
    assert not (project.root / "data" / "replies.jsonl").exists()


def test_without_an_endpoint_the_answer_is_a_quote(alone, reply):
    assert reply() == alone[1]
    assert reply().by == "extractive"


FATAL = {401: "refuses the key", 403: "refuses the key", 404: "no such address or model"}
DOWN = [*FATAL, 400, 429, 500]


@pytest.mark.parametrize("status", DOWN)
def test_an_endpoint_that_fails_is_an_error_and_never_a_quote(
    project, alone, monkeypatch, capsys, status
):
    server_words = json.dumps({"error": {"message": f"no luck with {KEY} today"}}).encode()
    with serving(raw(server_words, status)) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        assert main(["predict", "--question", alone[0]], project) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"({status})" in said.err or f"answers {status}" in said.err
    assert FATAL.get(status, "") in said.err
    assert "no luck with *** today" in said.err
    assert KEY not in said.err


@pytest.mark.parametrize("text", ["It is so.", "It is so. [made-up.md#x]", "[]", "[a b]"])
def test_an_answer_that_cites_nothing_given_is_not_shown(project, reply, monkeypatch, text):
    with serving(say(text)) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        said = reply()
    assert (said.answer, said.citations) == (UNKNOWN, [])
    assert said.by == project.params["endpoint"]["model"]
    assert "cited nothing that it was given" in said.note
    assert "closest: " in said.note


def test_an_answer_with_citations_is_the_models(project, alone, reply, monkeypatch):
    with serving(say("Sand it. [{source}] Glue it [{source}] [made-up.md#x]")) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        said = reply()
    assert said.answer == "Sand it. Glue it"
    assert said.citations == alone[1].citations[:1]
    assert said.by == project.params["endpoint"]["model"]


def test_a_model_that_finds_no_answer_says_so(reply, monkeypatch):
    with serving(say("[none]")) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        said = reply()
    assert said.citations == []
    assert said.answer.startswith("I do not know")


def test_the_model_judges_and_no_threshold_before_it(project, alone, monkeypatch):
    """A question of which the ranking is not sure at all is answered all the same."""
    with serving(say()) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        some = Assistant.of(project, load_bundle(project))
        unsure = replace(some, confidence=replace(some.confidence, thresholds=[2.0]))
        assert unsure.reply(alone[0]).answer == "It says so."
    assert len(seen) == 1
    monkeypatch.delenv("OPENAI_BASE_URL")
    silent = replace(unsure, writer=Writer(project))
    assert silent.reply(alone[0]).answer == UNKNOWN


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("file:///etc/passwd", "not an address that begins with http"),
        ("localhost", "not an address that begins with http"),
        ("http://[", "not of the protocol"),
        ("http://127.0.0.1:x", "cannot be reached"),
    ],
)
def test_an_address_that_is_none_is_refused(endpoint, url, message):
    with pytest.raises(EndpointError, match=message):
        endpoint(url).ask(ASK)


def test_a_stream_without_end_is_left(endpoint):
    with serving(endless) as (url, _), pytest.raises(EndpointError, match="no end after"):
        endpoint(url).ask(ASK, lambda _: None)


def test_a_key_that_cannot_be_sent_is_not_said(endpoint, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\nX: y")
    with serving(say()) as (url, seen), pytest.raises(EndpointError) as caught:
        endpoint(url).ask(ASK)
    assert KEY not in str(caught.value)
    assert seen == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sand it. [{source}]", "Sand it."),
        ("No source.", "I do not know"),
        ("[none]", "I do not know"),
    ],
)
def test_chat_ends_with_what_holds(project, alone, monkeypatch, capsys, text, shown):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{alone[0]}\n"))
    with serving(say(text)) as (url, _):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        assert main(["chat"], project) == 0
    said = capsys.readouterr().out
    assert shown in said
    assert KEY not in said


def test_a_record_that_is_spoilt_is_named(endpoint, project):
    (project.root / "data" / "replies.jsonl").write_text("{}\n")
    with pytest.raises(EndpointError, match=r"replies.jsonl holds a line that is not a recorded"):
        endpoint("").ask(ASK)
