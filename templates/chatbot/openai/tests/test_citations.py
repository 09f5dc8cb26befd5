"""What is shown of a model's words: no thoughts, no citations, and none of their leftovers."""

import pytest

from portfolio_project.citations import (
    Streamer,
    answer_of,
    cited,
    is_nothing,
)
from portfolio_project.generate import conversation

SOURCES = ["a.md#b", "my notes.md#the first one", "c, d.md#e", "f.md"]


@pytest.mark.parametrize(
    ("text", "said", "citations"),
    [
        ("Yes. [a.md#b]", "Yes.", [0]),
        ("Yes [a.md#b].", "Yes.", [0]),
        ("Yes. [my notes.md#the first one]", "Yes.", [1]),
        ("Yes. [my%20notes.md#the%20first%20one]", "Yes.", [1]),
        ("Yes. [A.md#B]", "Yes.", [0]),
        ("Yes. [a.md#b, f.md]", "Yes.", [0, 3]),
        ("Yes. [a.md#b; my notes.md#the first one]", "Yes.", [0, 1]),
        ("Yes. [a.md#b][f.md]", "Yes.", [0, 3]),
        ("Yes. [c, d.md#e]", "Yes.", [2]),
        ("Yes. [1]", "Yes.", [0]),
        ("Yes. [2, 4]", "Yes.", [1, 3]),
        ("Yes. [passage 2]", "Yes.", [1]),
        ("Yes. \u30104\u2020source\u3011", "Yes.", [3]),
        ("Yes. [9]", "Yes.", []),
        ("Yes. [source: a.md#b]", "Yes.", [0]),
        ("Yes. [a.md#b](a.md#b)", "Yes.", [0]),
        ("Yes. **[a.md#b]**", "Yes.", [0]),
        ("Yes. ***[a.md#b]***", "Yes.", [0]),
        ("Yes. ([a.md#b])", "Yes.", [0]),
        ("Yes. ([a.md#b], [f.md])", "Yes.", [0, 3]),
        ("Yes. `[a.md#b]`", "Yes.", [0]),
        ("**Yes.** It is **so** [a.md#b].", "**Yes.** It is **so**.", [0]),
        ("Yes. [a.md#b]\n\n**Sources:** [f.md]", "Yes.", [0, 3]),
        ("* one [a.md#b]\n* two [f.md]", "* one\n* two", [0, 3]),
        ("One [a.md#b] and two [x.md#y].", "One and two.", [0]),
        ("Write [sic] or [a b]. [f.md]", "Write [sic] or [a b].", [3]),
        ("Yes. [a.md#b, made-up.md#c]", "Yes.", [0]),
        ("[none]", "", []),
    ],
)
def test_citations_are_read_and_taken_out(text, said, citations):
    assert cited(text, SOURCES) == (said, [SOURCES[i] for i in citations])


THOUGHTS = {
    "<think>Is it [a.md#b]?</think>\n[none]": "[none]",
    "Is it [a.md#b]? Yes.</think>[none]": "[none]",  # the server cut the mark that begins
    "<think>\n\n</think>\n\nYes. [f.md]": "Yes. [f.md]",
    "<think>no end [a.md#b]": "",
    "<reasoning>x</reasoning>Yes.": "Yes.",
    "<|channel|>analysis<|message|>[a.md#b]<|end|><|channel|>final<|message|>No.": "No.",
    "a < b and c > d": "a < b and c > d",
}


@pytest.mark.parametrize("text", THOUGHTS)
def test_thoughts_are_no_answer(text):
    assert answer_of(text) == THOUGHTS[text]


@pytest.mark.parametrize("text", THOUGHTS)
def test_what_is_shown_while_it_comes_ends_with_the_answer(text):
    shown = []
    aloud = Streamer(shown.append)
    for letter in text:
        aloud(letter)
    assert "".join(shown).endswith(THOUGHTS[text])
    if text.startswith("<think>"):
        assert "".join(shown).strip() == THOUGHTS[text]


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("[none]", True),
        ("**[none]**.", True),
        ("None", True),
        ("The passages do not say it.\n\n[none]", True),
        ("It has none.", False),
        ("Yes. [a.md#b]", False),
    ],
)
def test_the_word_for_no_answer_is_honoured(text, nothing):
    assert is_nothing(text) == nothing


def test_turns_have_their_roles_oldest_first():
    turns = [("One?", "Yes."), ("Two?", "No.")]
    found = conversation("Rules.", turns, "Three?")
    assert [message["role"] for message in found] == ["system", *["user", "assistant"] * 2, "user"]
    assert [message["content"] for message in found][1:] == [
        "One?",
        "Yes.",
        "Two?",
        "No.",
        "Three?",
    ]


def test_questions_without_a_known_answer_between_them_are_one_message():
    found = conversation("Rules.", [("One?", "")], "Two?")
    assert [message["role"] for message in found] == ["system", "user"]
    assert found[1]["content"] == "One?\n\nTwo?"
