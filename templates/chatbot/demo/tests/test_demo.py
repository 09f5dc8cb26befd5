"""The demo starts, answers, follows up, refuses, and writes down what was thought of an answer."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio_project.conversation import depends
from portfolio_project.data import load
from portfolio_project.project import Project
from portfolio_project.train import load_bundle

APP = Path(__file__).absolute().parents[1] / "app" / "streamlit_app.py"


@pytest.fixture
def opened(finished, monkeypatch):
    """Open the page on a project that has run, instead of this one."""
    monkeypatch.setattr(Project, "here", classmethod(lambda _: finished))
    return AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture(scope="module")
def answered(finished):
    """A test question that is answered, with its citation."""
    assistant = load_bundle(finished).assistant(finished)
    replies = (
        (q.question, assistant.reply(q.question))
        for q in load(finished).test
        if not depends(q.question)
    )
    return next((text, reply.citations[0]) for text, reply in replies if reply.citations)


def text(page):
    return "\n".join(element.value for element in page.markdown)


def test_the_page_opens_without_an_error(opened):
    assert not opened.exception
    assert not opened.error
    assert len(opened.title) == 1


def test_the_served_result_and_the_limits_are_shown(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert "license:" not in text(opened)


def test_an_answer_comes_with_its_citation(opened, answered):
    question, source = answered
    opened.chat_input[0].set_value(question).run()
    assert not opened.exception
    assert [expander.label for expander in opened.expander] == [source]


def test_what_nothing_answers_is_not_answered_and_the_page_goes_on(opened, answered):
    opened.chat_input[0].set_value("zzz qqq vvv").run()
    assert "I do not know" in text(opened)
    assert not opened.expander
    opened.chat_input[0].set_value("x" * 2000).run()
    assert "1000 are the most" in opened.error[0].value
    opened.chat_input[0].set_value(answered[0]).run()
    assert len(opened.expander) == 1
    assert not opened.exception


def test_markup_in_a_question_stays_text(opened):
    opened.chat_input[0].set_value("<script>alert(1)</script> **bold** $x$").run()
    assert r"\<script\>alert(1)\</script\> \*\*bold\*\* \$x\$" in text(opened)


def test_an_example_can_be_asked(opened):
    opened.button[0].click().run()
    assert not opened.exception
    assert len(opened.chat_message) == 2
