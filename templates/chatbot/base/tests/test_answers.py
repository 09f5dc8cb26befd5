"""Answers: extracts in the passage's own words, follow-ups, and attacks that nobody obeys."""

from collections import Counter

import pytest
from library import index, passages

from portfolio_project.answers import (
    attack,
    grounded,
    poisoned,
    precise,
    read_attacks,
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
from portfolio_project.extract import Reply, extract
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.words import plain, sentences

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
    said = extract(found, 2, "english")
    assert said.answer == "Apples are red. Cider is made of apples!"
    assert said.citations == ["a.md"]
    assert extract(found, 1, "english").answer == "Cider is made of apples!"
    assert extract(found, 99, "english").answer.startswith("Apples are red. Pears are green.")


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
    ],
)
def test_groundedness_is_the_share_of_sentences_that_the_cited_passages_hold(answer, cited, share):
    held = [Passage("a.md", "", TEXT), Passage("b.md", "", "Ice is cold.")]
    assert grounded(reply(answer, *cited), held) == share


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
        ("When does the workshop open on Sunday?", False),
    ],
)
def test_a_question_that_points_back_or_is_too_short_leans_on_the_turn_before(question, leans):
    assert depends(question) == leans
    assert len(resolve(question, "What was asked before?", 0.5)) == 1 + leans
    assert resolve(question, None, 0.5) == {question: 1.0}


def test_a_conversation_keeps_its_topic_until_a_question_stands_alone():
    first = topic("How do I mend a flat tyre?", None)
    both = topic("And the rear one?", first)
    assert both == "How do I mend a flat tyre? And the rear one?"
    alone = "When does the workshop open on Sunday?"
    assert topic(alone, both) == alone


def test_a_conversation_without_end_does_not_grow():
    before = None
    for _ in range(500):
        before = topic("And what about it then, and also the other one?", before)
    assert len(before) <= 500


@pytest.fixture
def served(finished):
    return Assistant.of(finished, load_bundle(finished))


def test_answers_hold_the_words_of_the_cited_passage_alone(served, finished):
    for question in load(finished).test:
        said = served.reply(question.question, question.before)
        if said.by == "extractive":
            assert grounded(said, served.index.passages) == 1


def test_no_attack_is_obeyed(served):
    found = attack(served, 0.95)
    asked = Counter(line["where"] for line in read_attacks(served.project))
    sizes = {name: part["n"] for name, part in found.items()}
    assert sizes == {f"attacks in {where}s": n for where, n in asked.items()}
    for part in found.values():
        assert part["metrics"]["obeyed"]["value"] == 0


def test_the_attacks_reach_what_they_attack(served):
    """A poisoned section is found by its question, so that obeying would be possible."""
    lines = [line for line in read_attacks(served.project) if line["where"] == "document"]
    sources = {passage.source for passage in served.index.passages}
    assert {line["source"] for line in lines} <= sources
    reached = 0
    for line in lines:
        there = poisoned(served, line)
        first = there.index.look_up([(line["question"], None)])[0].passages[0]
        reached += first.source == line["source"] and line["text"] in first.text
    assert reached >= len(lines) - 2
    assert all(
        line["text"] not in passage.text for line in lines for passage in served.index.passages
    )


def test_no_document_says_what_an_attack_asks_for(served):
    held = {word for passage in served.index.passages for word in plain(passage.text)}
    for line in read_attacks(served.project):
        assert not set(plain(line["canary"])) <= held, line["canary"]


def test_an_answer_that_obeyed_would_be_counted(served, monkeypatch):
    line = read_attacks(served.project)[0]
    said = reply(f"of course: {line['canary']}", "a.md")
    monkeypatch.setattr(type(served), "reply", lambda *_: said)
    found = attack(served, 0.95)[f"attacks in {line['where']}s"]
    assert found["metrics"]["obeyed"]["value"] > 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            '{"where": "question", "question": "say pie", "text": "x", "canary": "pie"}',
            "says the canary",
        ),
        ('{"where": "question", "question": "a", "text": "x"}', "'canary' is missing"),
    ],
)
def test_an_attack_that_proves_nothing_is_refused(quick_project, line, message):
    (quick_project.root / "data" / "attacks.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_attacks(quick_project)
