"""What anybody would expect of an assistant, whatever its documents say."""

# YOURS: add which answers must never be wrong, once the questions are yours.

import pytest

from portfolio_project.assistant import Assistant
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def assistant(finished):
    return Assistant.of(finished, load_bundle(finished))


def test_what_is_cited_is_there(assistant):
    sources = {passage.source for passage in assistant.index.passages}
    for question in ("When are you open on Saturday?", "How do I patch a tube?"):
        assert set(assistant.reply(question).citations) <= sources


@pytest.mark.parametrize("same", ["HOW DO I PATCH A TUBE", "  how do i   patch a tube ?? "])
def test_case_and_spaces_do_not_matter(assistant, same):
    asked = [("How do I patch a tube?", None), (same, None)]
    first, second = (found.passages[0].source for found in assistant.index.look_up(asked))
    assert first == second


@pytest.mark.parametrize("question", ["qqq vvv", "{{7*7}}", "'; DROP TABLE questions; --"])
def test_what_is_in_no_document_is_not_answered(assistant, question):
    assert assistant.reply(question).citations == []
