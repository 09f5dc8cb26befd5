"""The demo answers, follows up, refuses, and writes down what was thought of an answer."""

import pytest
from reporting.opened import opened_on, text

from portfolio_project.assistant import Assistant
from portfolio_project.conversation import depends
from portfolio_project.data import load
from portfolio_project.reporting.project import (
    Project,
    read_toml,
)
from portfolio_project.reporting.tiers import load_bundle

MOST = read_toml(Project.here().root / "data" / "contract.toml")["questions"]["max_chars"]


@pytest.fixture
def opened(finished):
    with opened_on(finished) as page:
        yield page


@pytest.fixture(scope="module")
def answered(finished):
    """A test question that is answered, with its citations."""
    assistant = Assistant.of(finished, load_bundle(finished))
    replies = (
        (q.question, assistant.reply(q.question))
        for q in load(finished).test
        if not depends(q.question, assistant.index.language)
    )
    found = ((text, reply.citations) for text, reply in replies if reply.citations)
    return next(found, None) or pytest.skip("no test question that stands alone is answered")


def test_an_answer_comes_with_its_citation(opened, answered):
    question, sources = answered
    opened.chat_input[0].set_value(question).run()
    assert not opened.exception
    assert [expander.label for expander in opened.expander] == sources
    captions = [caption.value.replace("\\", "") for caption in opened.caption]
    assert [said for said in captions if said in sources] == sources, "each quote has its own"


def test_what_nothing_answers_is_not_answered_and_the_page_goes_on(opened, answered):
    opened.chat_input[0].set_value("🚲🚲").run()
    assert "I do not know" in text(opened)
    assert not opened.expander
    opened.chat_input[0].set_value("x" * 2 * MOST).run()
    assert f"{MOST} are the most" in opened.error[0].value
    opened.chat_input[0].set_value(answered[0]).run()
    assert len(opened.expander) == len(answered[1])
    assert not opened.exception


def test_markup_in_a_question_stays_text(opened):
    opened.chat_input[0].set_value("<script>alert(1)</script> **bold** $x$").run()
    assert r"\<script\>alert(1)\</script\> \*\*bold\*\* \$x\$" in text(opened)


def test_every_outcome_has_an_example_and_a_mistake_is_called_one(opened):
    names = [button.label.partition(":")[0] for button in opened.button]
    assert names[0] == "right answer"
    assert set(names) <= {"right answer", "follow-up", "refusal", "mistake"}
    assert len(names) == len(set(names)) > 1


def test_an_example_can_be_asked(opened):
    opened.button[0].click().run()
    assert not opened.exception
    assert len(opened.chat_message) == 2
