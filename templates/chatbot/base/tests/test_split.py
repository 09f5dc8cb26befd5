"""No question stands in both parts, not even nearly."""

from dataclasses import replace

import pytest
from library import material, questions

from portfolio_project.data import Question, load
from portfolio_project.project import InputError
from portfolio_project.split import NEAR, content, nearest, split


def ask(text, before=None):
    return Question("1", "paraphrase", text, "a.md#a", before)


def test_parts_that_share_nothing_stay_whole():
    found = split(material())
    assert (len(found.dev), len(found.test), found.dropped) == (8, 8, 0)


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("How do I mend a flat tyre today?", 1),
        ("how DO i mend a flat tyre, today", 1),
        ("today how do I mend a flat tyre", 1),
        ("How do I mend a flat tyre tomorrow?", 0),
        ("Where is the kitchen?", 0),
    ],
)
def test_a_dev_question_that_repeats_a_test_question_is_dropped(text, dropped):
    test = [ask("How do I mend a flat tyre today?")]
    both = replace(material(), dev=[*questions("dev"), ask(text)], test=test)
    found = split(both)
    assert found.dropped == dropped
    assert found.test == test
    assert max(nearest(found.test, found.dev)) < NEAR


def test_what_was_asked_before_makes_a_question_another():
    a, b = ask("And on Sunday?", "When do you open?"), ask("And on Sunday?", "Is coffee free?")
    assert content(a) != content(b)
    assert nearest([a], [b])[0] < NEAR


def test_no_dev_question_left_is_said():
    with pytest.raises(InputError, match="no dev question is left"):
        split(replace(material(), dev=questions("test", 3)))


def test_the_projects_own_parts_are_apart(quick_project):
    own = load(quick_project)
    assert {q.id for q in own.dev}.isdisjoint(q.id for q in own.test)
    assert {content(q) for q in own.dev}.isdisjoint(content(q) for q in own.test)
    assert max(nearest(own.test, own.dev)) < NEAR
