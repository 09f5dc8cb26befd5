"""Whether an answer says the facts: the rules, one by one, by hand."""

import pytest

from portfolio_project.data import load
from portfolio_project.extract import Reply
from portfolio_project.facts import GAP, normal, says
from portfolio_project.outcomes import is_right
from portfolio_project.questions import Question


def said(answer, *facts):
    return says(answer, tuple(tuple(fact) for fact in facts), "english")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Forty-five MINUTES", ("45", "minut")),
        ("thirty one and twelve", ("31", "and", "12")),
        ("from 4 pm to 8:30 p.m.", ("from", "16:00", "to", "20:30")),
        ("12 am, 12 pm, 10:00", ("0:00", "12:00", "10:00")),
        ("€40, 40 € or forty euros", ("40", "euro", "40", "euro", "or", "40", "euro")),
        ("1.5 mm, 10%", ("1.5", "millimetr", "10", "percent")),
        ("It isn't, cannot, never.", ("it", "is", "not", "can", "not", "not")),
        ("no notes, nobody", ("not", "note", "nobodi")),
    ],
)
def test_words_are_normalised(text, words):
    assert normal(text, "english") == words


@pytest.mark.parametrize(
    ("answer", "wording", "is_said"),
    [
        ("The last stand goes 45 minutes before closing.", "forty-five minutes before", True),
        ("Before closing there are 45 minutes.", "45 minutes before", False),  # another order
        ("It takes 45 minutes. Before that, wait.", "45 minutes before", False),  # two sentences
        ("It costs 45 euros.", "4", False),  # whole words alone
        ("Tighten " + "x " * GAP + "the end.", "tighten the", True),
        ("Tighten " + "x " * (GAP + 1) + "the end.", "tighten the", False),
        ("It is free.", "free", True),
        ("It is not free.", "free", False),
        ("It isn't entirely free.", "free", False),
        ("Nobody paid, and it is not, as somebody said, free.", "free", True),  # too far away
        ("Fees are not paid back.", "not paid back", True),
        ("Fees are never paid back.", "not paid back", True),
        ("Fees are paid back.", "not paid back", False),
        ("Screw the cone in, not the nut.", "cone nut", False),  # a not between
        ("112. Nothing else.", "112", True),  # no number of a list
        ("- not before noon\n- free", "free", True),  # two items
        ("", "free", False),
    ],
)
def test_a_wording_is_said_by_the_rules(answer, wording, is_said):
    assert said(answer, [wording]) == is_said


def test_every_fact_has_to_be_said_and_any_wording_says_it():
    facts = (["112", "emergency number"], ["shift lead"])
    assert said("Call the emergency number. Then find the shift lead.", *facts)
    assert not said("Call 112.", *facts)


@pytest.mark.parametrize(
    ("answer", "citations", "right"),
    [
        ("It is red.", ["a.md"], True),
        ("It is red.", ["b.md", "a.md"], True),
        ("It is red.", ["b.md"], False),  # the fact without its source
        ("The moon is made of green cheese.", ["a.md"], False),  # the source without its fact
        ("It is red.", [], False),
    ],
)
def test_a_right_answer_says_the_facts_and_cites_the_source(answer, citations, right):
    question = Question("1", "paraphrase", "Which?", "a.md", answer=(("red",),))
    assert is_right(Reply(answer, citations), question, "english") == right


def test_without_a_gold_answer_the_source_has_to_be_cited_first():
    question = Question("1", "paraphrase", "Which?", "a.md")
    assert is_right(Reply("x", ["a.md", "b.md"]), question, "english")
    assert not is_right(Reply("x", ["b.md", "a.md"]), question, "english")


def test_nothing_is_right_where_nothing_answers():
    assert not is_right(Reply("x", ["a.md"]), Question("1", "u", "Which?", None), "english")


def test_every_gold_answer_is_said_by_its_source(finished):
    """Otherwise no quote could be right."""
    material, language = load(finished), finished.params["corpus"]["language"]
    texts = {}
    for passage in material.passages:
        texts[passage.source] = f"{texts.get(passage.source, '')}\n\n{passage.text}"
    for question in [*material.dev, *material.test]:
        for fact in question.answer or ():
            assert says(texts[question.source], (fact,), language), (question.id, fact)
