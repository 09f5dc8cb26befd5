"""What anybody who knows the handbook expects of its assistant."""

# YOURS: the whole file, once the documents are your own: which answers must never be wrong?

import json

import pytest

from portfolio_project.assistant import Assistant
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def assistant(finished):
    return Assistant.of(finished, load_bundle(finished))


def first(assistant, question, before=None):
    return assistant.index.look_up([(question, before)])[0].passages[0].source


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("When are you open on Saturday?", "visiting.md#opening-hours"),
        ("How do I patch a tube?", "tyres.md#patching-a-tube"),
        ("How do I use the torque wrench?", "tools.md#the-torque-wrench"),
        ("How do I remove the pedals?", "drivetrain.md#taking-off-pedals"),
        ("Where is the first-aid box?", "safety.md#cuts-and-other-injuries"),
    ],
)
def test_the_plainest_questions_are_answered_from_their_section(assistant, question, source):
    reply = assistant.reply(question)
    assert reply.citations[0] == source
    assert reply.by == "extractive"


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("How do I patch a tube?", "HOW DO I PATCH A TUBE"),
        ("How do I patch a tube?", "  how do i   patch a tube ?? "),
        ("How do I patch a tube?", "please tell me how I would patch a tube"),
        ("When are you open on Saturday?", "open Saturday when"),
    ],
)
def test_case_spaces_politeness_and_order_do_not_matter(assistant, question, same):
    assert first(assistant, question) == first(assistant, same)


@pytest.mark.parametrize(
    ("question", "before", "source"),
    [
        (
            "And what if it is beside the valve?",
            "How do I patch a tube?",
            "tyres.md#patching-a-tube",
        ),
        (
            "And for members?",
            "What does the basic maintenance course cost?",
            "classes.md#basic-maintenance",
        ),
        ("Where do we meet then?", "What if there is a fire?", "safety.md#fire-and-getting-out"),
    ],
)
def test_a_follow_up_stays_on_its_subject(assistant, question, before, source):
    found = assistant.index.look_up([(question, before)])[0].passages
    assert source in [passage.source for passage in found[:2]]


def test_a_question_that_stands_alone_is_not_moved_by_the_one_before(assistant):
    question = "How do I use the torque wrench?"
    alone = assistant.reply(question)
    assert assistant.reply(question, "Is there a course for children?") == alone


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Portugal?",
        "Who won the football match?",
        "Sing me a song",
        "the of and",
        "qqq vvv",
        "'; DROP TABLE questions; --",
        "{{7*7}}",
        "Wo kann ich heute Abend etwas Warmes essen?",
        "Quel temps fera-t-il demain matin ?",
        "自転車を修理したいのですが",
        "كيف أصلح الدراجة؟",
    ],
)
def test_what_is_not_in_the_handbook_is_not_answered(assistant, question):
    assert assistant.reply(question).citations == []


def test_more_words_of_the_section_make_it_surer(assistant):
    short, long = "a chain gauge", "measuring wear of a chain with the chain gauge at eleven speeds"
    assert assistant.reply(long).confidence > assistant.reply(short).confidence


def test_a_question_about_nothing_is_less_sure_than_one_about_something(assistant):
    some, none = (assistant.reply(q).confidence for q in ("How do I patch a tube?", "zebra piano"))
    assert none < some


def test_words_alone_do_not_find_everything(finished):
    """Questions that were written from the text would be found nearly always."""
    text = (finished.reports / "metrics.json").read_text(encoding="utf-8")
    for model in json.loads(text)["models"].values():
        assert 0.2 < model["metrics"]["mrr_at_10"]["value"] < 0.98
