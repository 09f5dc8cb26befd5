"""No question is in both parts, not even nearly."""

from dataclasses import replace

import numpy as np
import pytest
from library import material, questions

from portfolio_project import words
from portfolio_project.data import Question, load
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.split import contents, split
from portfolio_project.split import dropped as drop_count
from portfolio_project.words import NEAR, plain, repeats


def ask(text, before=None):
    return Question("1", "paraphrase", text, "a.md#a", before)


def repeated(questions, others):
    return repeats(contents(questions), contents(others)).any()


def test_parts_that_share_nothing_stay_whole():
    found = split(material())
    assert found == material()


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
    equal, near = drop_count(both, found).values()
    assert len(both.dev) - len(found.dev) == equal + near == dropped
    assert equal == (plain(text) == plain(test[0].question))
    assert found.test == test
    assert not repeated(found.test, found.dev)


def test_what_was_asked_before_makes_a_question_another():
    a, b = ask("And on Sunday?", "When do you open?"), ask("And on Sunday?", "Is coffee free?")
    assert contents([a]) != contents([b])
    assert not repeated([a], [b])


def test_no_dev_question_left_is_said():
    with pytest.raises(InputError, match="no dev question is left"):
        split(replace(material(), dev=questions("test", 3)))


def test_the_projects_own_parts_are_apart(finished):
    own = split(load(finished))
    assert {q.id for q in own.dev}.isdisjoint(q.id for q in own.test)
    assert set(contents(own.dev)).isdisjoint(contents(own.test))
    assert not repeated(own.test, own.dev)


def test_what_repeats_is_found_as_by_a_plain_loop(monkeypatch):
    """In blocks, and with texts that hold no word at all."""
    rng = np.random.default_rng(0)
    letters = list("abcdef")
    texts = [" ".join(rng.choice(letters, rng.integers(0, 6))) for _ in range(60)]
    texts, others = texts[:35], texts[35:]

    def alike(a, b):
        both = set(plain(a)) | set(plain(b))
        return both and len(set(plain(a)) & set(plain(b))) / len(both) >= NEAR

    monkeypatch.setattr(words, "BLOCK", 8)
    found = repeats(texts, others)
    assert found.tolist() == [any(alike(a, b) for b in others) for a in texts]
    assert 5 < found.sum() < 35
    assert not repeats(texts, []).any()
    assert repeats([], others).shape == (0,)
