"""Answers: extracts in the passage's own words, follow-ups, and attacks that nobody obeys."""

import numpy as np
import pytest
from library import index, passages

from portfolio_project.answers import (
    grounded,
    precise,
    texts,
)
from portfolio_project.assistant import Assistant
from portfolio_project.baseline import Tfidf
from portfolio_project.conversation import (
    depends,
    resolve,
    topic,
)
from portfolio_project.corpus import Passage
from portfolio_project.data import Question, load
from portfolio_project.extract import (
    Reply,
    extract,
    quote,
)
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.words import sentences

TEXT = "Apples are red. Pears are green. Cider is made of apples! Is it sweet?"
TEXT += "\n\n- one item\n- two items"


def reply(answer, *citations):
    return Reply(answer, list(citations), 0.9, "extractive", "")


def test_sentences_and_items_are_cut_apart():
    assert sentences(TEXT) == [
        "Apples are red.",
        "Pears are green.",
        "Cider is made of apples!",
        "Is it sweet?",
        "one item",
        "two items",
    ]


def test_an_extract_is_the_sentences_that_share_most_in_their_order():
    some = index(Tfidf("english"), [Passage("a.md", "", TEXT), *passages()])
    found = some.search([{"What is cider of red apples made of?": 1.0}])[0]
    said = extract(found, {"sections": 1, "near": 0, "sentences": 2, "further": 1}, "english")
    assert said.answer == "Apples are red. […] Cider is made of apples!"
    assert said.citations == ["a.md"]
    assert quote(found.passages[0], found.query, 1, "english") == "Cider is made of apples!"
    whole = quote(found.passages[0], found.query, 99, "english")
    assert whole.startswith("Apples are red. Pears are green.")


def test_each_section_is_quoted_on_its_own_the_best_one_first():
    some = index(Tfidf("english"))
    found = some.search([{"apple violin violin glacier": 1.0}])[0]
    how = {"sections": 2, "near": 0, "sentences": 2, "further": 2}
    said = extract(found, how, "english")
    assert said.quotes == [passage.text for passage in found.passages[:2]]
    assert said.citations == ["violin.md#about", found.passages[1].source]
    assert said.answer == "\n\n".join(said.quotes)


def test_a_section_that_is_far_behind_the_best_one_is_not_quoted():
    some = index(Tfidf("english"))
    found = some.search([{"violin bow rosin apple": 1.0}])[0]
    assert found.scores[1] < 0.9 * found.scores[0]
    how = {"sections": 3, "sentences": 2, "further": 2}
    assert len(extract(found, how | {"near": 0.9}, "english").citations) == 1
    assert len(extract(found, how | {"near": 0.0}, "english").citations) == 2


LISTED = "Do this:\n\n- boil water\n- add tea\n\nIt takes five minutes. Drink it hot."
CODED = "Call it so:\n\n```python\nx = 1. Y\n\ntea = x\n```\n\nNothing else. It ends."


@pytest.mark.parametrize(
    ("text", "most", "said"),
    [
        (LISTED, 1, "Do this:\n\n- boil water\n- add tea"),
        (LISTED, 2, "Do this:\n\n- boil water\n- add tea\n\nIt takes five minutes."),
        (CODED, 1, "Call it so:\n\n```python\nx = 1. Y\n\ntea = x\n```"),
        (CODED, 9, CODED),
        ("One.\n- boil water\n- add tea", 1, "- boil water\n- add tea"),
        ("One. Two. Tea.", 2, "One. […] Tea."),
        ("One. Two.\n\nTea. Four.", 2, "One.\n\nTea."),
        ("Tea: how it is made:", 3, "Tea: how it is made:"),
        ("\n".join(f"- item {i} {'tea' * (i == 7)}".strip() for i in range(11)), 1, "- item 7 tea"),
    ],
)
def test_a_quote_cuts_no_sentence_no_list_and_no_code(text, most, said):
    assert quote(Passage("a.md", "", text), {"tea": 1.0}, most, "english") == said


@pytest.mark.parametrize(
    ("answer", "cited", "share"),
    [
        ("Apples are red.", ["a.md"], 1.0),
        ("apples ARE red", ["a.md"], 1.0),
        ("Apples are red. Apples are blue.", ["a.md"], 0.5),
        ("Apples are blue.", ["a.md"], 0.0),
        ("Apples are red.", ["b.md"], 0.0),
        ("Apples are red.", ["nowhere.md"], 0.0),
        ("Apples are red. Ice is cold.", ["a.md", "b.md"], 1.0),
        ("It is of apples that cider is made.", ["a.md"], 1.0),  # a paraphrase
        ("Ice melts at 0 degrees, cold.", ["b.md"], 0.0),  # a number that nobody wrote
        ("Yes. Ice is cold.", ["b.md"], 1.0),  # the first claims nothing
    ],
)
def test_groundedness_is_the_share_of_claims_that_the_cited_passages_hold(answer, cited, share):
    held = texts([Passage("a.md", "", TEXT), Passage("b.md", "", "Ice is cold.")])
    assert grounded(reply(answer, *cited), held, "english") == share


def test_an_answer_that_claims_nothing_has_no_groundedness():
    assert np.isnan(grounded(reply("Yes.", "a.md"), {}, "english"))


def test_citation_precision_is_the_share_of_citations_that_are_the_source():
    question = Question("1", "paraphrase", "What?", "a.md")
    assert precise(reply("x", "a.md"), question) == 1
    assert precise(reply("x", "a.md", "b.md"), question) == 0.5
    assert precise(reply("x", "b.md"), question) == 0


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("And on Sundays when it rains hard?", True),
        ("What about the rear wheel of my bike?", True),
        ("How long does it take to dry out?", True),
        ("Why?", True),
        ("How much?", True),
        ("How do I mend a flat tyre?", False),
        ("Why are brakes squealing?", False),
        ("When does the workshop open on Sunday?", False),
    ],
)
def test_a_question_that_points_back_or_is_too_short_leans_on_the_turn_before(question, leans):
    assert depends(question, "english") == leans
    assert len(resolve(question, "What was asked before?", 0.5, "english")) == 1 + leans
    assert resolve(question, None, 0.5, "english") == {question: 1.0}


@pytest.mark.parametrize(
    ("question", "weight", "counts"),
    [
        ("And how much is it?", 0.5, 1.0),
        ("Will I have to be there?", 0.5, 1.0),
        ("And how much are gloves?", 0.5, 0.5),
        ("And how much is it?", 0.0, 0.0),  # as the owner has it
    ],
)
def test_without_a_word_of_its_own_a_question_asks_what_the_turn_before_did(
    question, weight, counts
):
    assert resolve(question, "Is there a course?", weight, "english") == {
        question: 1.0,
        "Is there a course?": counts,
    }


def test_a_conversation_keeps_its_topic_until_a_question_stands_alone():
    first = topic("How do I mend a flat tyre?", None, "english")
    both = topic("And the rear one?", first, "english")
    assert both == "How do I mend a flat tyre? And the rear one?"
    alone = "When does the workshop open on Sunday?"
    assert topic(alone, both, "english") == alone


def test_a_conversation_without_end_does_not_grow():
    before = None
    for _ in range(500):
        before = topic("And what about it then, and also the other one?", before, "english")
    assert len(before) <= 500


@pytest.fixture
def served(finished):
    return Assistant.of(finished, load_bundle(finished))


def test_answers_hold_the_words_of_the_cited_passage_alone(served, finished):
    sections = texts(served.index.passages)
    for question in load(finished).test:
        said = served.reply(question.question, question.before)
        if said.by == "extractive":
            assert grounded(said, sections, "english") == 1
