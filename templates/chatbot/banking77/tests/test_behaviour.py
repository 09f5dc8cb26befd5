"""What anybody expects who sends customers to the right desk."""

# YOURS: the whole file, once the documents are your own: which answers must never be wrong?

import json

import pytest

from portfolio_project.assistant import Assistant
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def assistant(finished):
    return Assistant.of(finished, load_bundle(finished))


def first(assistant, question):
    return assistant.index.look_up([(question, None)])[0].passages[0].source


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("How do I change my PIN?", "change-pin.md#change-pin"),
        ("What is the age limit?", "age-limit.md#age-limit"),
        ("What exchange rate do you use?", "exchange-rate.md#exchange-rate"),
        ("How can I terminate my account?", "terminate-account.md#terminate-account"),
        ("Visa or Mastercard?", "visa-or-mastercard.md#visa-or-mastercard"),
    ],
)
def test_a_question_in_the_intents_own_words_finds_it(assistant, question, source):
    assert first(assistant, question) == source


@pytest.mark.parametrize(
    "same",
    [
        "HOW DO I CHANGE MY PIN",
        "  how do i   change my pin ?? ",
        "please tell me how I would change my PIN",
        "my PIN, how do I change it?",
    ],
)
def test_case_spaces_politeness_and_order_do_not_matter(assistant, same):
    assert first(assistant, same) == first(assistant, "How do I change my PIN?")


@pytest.mark.parametrize(
    "question",
    ["What is the capital of Portugal?", "Who won the football match?", "Sing me a song"],
)
def test_what_no_bank_is_asked_is_not_answered(assistant, question):
    assert assistant.reply(question).citations == []


def test_an_answer_is_what_others_asked_about_the_same(assistant):
    reply = assistant.reply("How do I change my PIN?")
    (source,) = reply.citations
    (passage,) = (p for p in assistant.index.passages if p.source == source)
    assert reply.answer.partition("\n")[0] in passage.text


def test_a_question_about_nothing_is_less_sure_than_one_about_something(assistant):
    some, none = (assistant.reply(q).confidence for q in ("How do I change my PIN?", "zebra piano"))
    assert none < some


def test_words_alone_do_not_find_everything(finished):
    """Questions that were written from the text would be found nearly always."""
    text = (finished.reports / "metrics.json").read_text(encoding="utf-8")
    for model in json.loads(text)["models"].values():
        assert 0.2 < model["metrics"]["mrr_at_10"]["value"] < 0.98
