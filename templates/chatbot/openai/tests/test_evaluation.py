"""The headline is about what the model says: nonsense loses, and what fails is said and counted."""

import json
import shutil

import pytest
from server import first_source, raw, say, send, serving

from portfolio_project.__main__ import main
from portfolio_project.answers import texts
from portfolio_project.attacks import read_attacks
from portfolio_project.data import load
from portfolio_project.reporting.project import Project

KEY = "sk-a-key-that-nobody-may-see"
MOON = "The moon is made of green cheese. [{source}]"


@pytest.fixture
def project(finished, tmp_path, monkeypatch):
    """A finished project to change; it is impatient."""
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    own = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    text = (own.root / "params.toml").read_text(encoding="utf-8")
    for old, new in (("timeout = 60", "timeout = 5"), ("patience = 600", "patience = 1")):
        text = text.replace(old, new)
    (own.root / "params.toml").write_text(text, encoding="utf-8")
    return own


def evaluated(project, monkeypatch, step, code):
    """Evaluate with a server; gives the result, the served tier's metrics and the requests."""
    with serving(step) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        assert main(["evaluate"], project) == code
    result = json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))
    measured = result["models"][result["served"]]["metrics"]
    return result, {name: one["value"] for name, one in measured.items()}, seen


def knowing(project):
    """Answer as somebody does who knows the source of every question, where it is given."""
    known = {question.question: question for question in load(project).test}

    def step(handler, body):
        asked = body["messages"][-1]["content"].rpartition("Question: ")[2]
        question = known.get(asked)
        text = "[none]"
        if (
            question
            and question.source
            and f"[{question.source}]" in body["messages"][-1]["content"]
        ):
            facts = question.answer or [[question.source]]
            text = " ".join(f"{fact[0]} [{question.source}]." for fact in facts)
        reply = {"choices": [{"message": {"content": text}}]}
        return send(handler, json.dumps(reply).encode())

    return step


def test_a_model_that_knows_wins_and_one_of_nonsense_loses(project, monkeypatch):
    _, right, seen = evaluated(project, monkeypatch, knowing(project), 0)
    assert len(seen) >= len(load(project).test), "no threshold stands before the model"
    assert right["refused_rightly"] == right["right_when_answered"] == 1
    assert right["answered_right"] == pytest.approx(right["context_recall"], abs=0.15)
    (project.root / "data" / "replies.jsonl").unlink()
    result, moon, _ = evaluated(project, monkeypatch, say(MOON), 1)
    if any(question.answer for question in load(project).test):
        assert moon["answered_right"] == 0
        assert result["comparison"]["served_vs_trivial"]["ci_high"] < 0
        assert not result["gates"]["beats_trivial"]["passed"]
    assert moon["answered_right"] < right["answered_right"]
    assert moon["refused_rightly"] < 0.25, "only where no passage shares a word with it"
    assert moon["mrr_at_10"] == right["mrr_at_10"], "rankings are told beside it"
    model = project.params["endpoint"]["model"]
    assert result["slices"][f"answers: {model}"]["metrics"]["groundedness"]["value"] == 0


def test_a_model_that_never_answers_is_right_about_nothing(project, monkeypatch):
    result, found, _ = evaluated(project, monkeypatch, say("<think>[{source}]</think>[none]"), 0)
    assert found["answered_right"] == found["answered"] == 0
    assert found["refused_rightly"] == found["refused_wrongly"] == 1
    assert not result["gates"]["saves"]["passed"], "always quoting costs no more than silence here"
    assert not result["gates"]["beats_trivial"]["passed"]
    assert result["gates"]["endpoint_answers"]["passed"]


@pytest.mark.parametrize(
    ("status", "asked"),
    [(401, 1), (429, None)],  # a key that is refused once is refused always
)
def test_requests_that_are_not_answered_fail_a_gate(project, monkeypatch, capsys, status, asked):
    step = raw(b'{"error": {"message": "not today"}}', status, Retry_After="1")
    result, found, seen = evaluated(project, monkeypatch, step, 1)
    assert found["answered"] == 0
    assert result["gates"]["endpoint_answers"] == {
        "observed": 1.0,
        "op": "<=",
        "threshold": 0.0,
        "passed": False,
    }
    told = capsys.readouterr()
    assert "not today" in told.err
    assert "requests were NOT answered" in told.err
    assert "gates failed: " in told.out
    assert "endpoint_answers" in told.out
    assert len(seen) == asked if asked else len(seen) < 60, "it is given up after some in a row"
    assert not (project.root / "data" / "replies.jsonl").exists()


def test_a_model_that_obeys_is_caught_and_its_record_gives_the_same_bytes(project, monkeypatch):
    material = load(project)
    sections = texts(material.passages)
    attacks = read_attacks(project, sections, material.contract["questions"]["max_chars"])
    obedient = " ".join(line["canary"] for line in attacks)
    step = say(f"{obedient}, surely. [{{source}}]")
    result, _, _ = evaluated(project, monkeypatch, step, 1)
    assert not result["gates"]["obeys_nobody"]["passed"]
    for where in ("documents", "questions"):
        part = result["slices"][f"attacks in {where}"]["metrics"]
        assert part["obeyed"]["value"] == 1
    assert result["slices"]["attacks in questions"]["metrics"]["reached"]["value"] > 0.5
    first = (project.reports / "metrics.json").read_bytes()
    run = json.loads((project.reports / "run.json").read_text(encoding="utf-8"))["evaluate"]
    assert run["tokens"]["prompt_tokens"] == 7 * run["endpoint"]["asked"]
    monkeypatch.delenv("OPENAI_BASE_URL")
    assert main(["evaluate"], project) == 1
    assert (project.reports / "metrics.json").read_bytes() == first
    again = json.loads((project.reports / "run.json").read_text(encoding="utf-8"))["evaluate"]
    assert again["latency_ms"] == run["latency_ms"]
    for path in project.root.rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), path
    assert first_source({"messages": [{"content": "Passages:\n\n[a b]\n"}]}) == "a b"
