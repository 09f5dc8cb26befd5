"""How the rules agree with a person: by hand, and on the answers that somebody judged."""

import json

import pytest

from portfolio_project.data import load
from portfolio_project.judged import agreement
from portfolio_project.questions import Question
from portfolio_project.reporting.project import (
    InputError,
)

DEV = [Question("1", "paraphrase", "Which?", "a.md", answer=(("red",),))]
SAID = {"id": "1", "answer": "It is red.", "citations": ["a.md"], "right": True}


def write(path, *lines):
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return path


def test_agreement_by_hand(tmp_path):
    """Right and said so, wrong and said so, wrong by the rules alone; another question."""
    lines = [
        SAID,
        SAID | {"answer": "Blue.", "right": False},
        SAID | {"answer": "Scarlet."},
        SAID | {"id": "2"},
    ]
    found = agreement(write(tmp_path / "judged.jsonl", *lines), DEV, "english", 0.95)
    (part,) = found.values()
    assert part["n"] == 3
    assert part["metrics"]["agreement"]["value"] == pytest.approx(2 / 3, abs=1e-6)


def test_without_judged_answers_nothing_is_said(tmp_path):
    assert agreement(tmp_path / "judged.jsonl", DEV, "english", 0.95) == {}
    other = write(tmp_path / "judged.jsonl", SAID | {"id": "2"})
    assert agreement(other, DEV, "english", 0.95) == {}


@pytest.mark.parametrize("change", [{"right": "yes"}, {"answer": None}, {"citations": "a.md"}])
def test_a_line_that_is_no_judged_answer_is_told(tmp_path, change):
    path = write(tmp_path / "judged.jsonl", SAID, SAID | change)
    with pytest.raises(InputError, match="not id, answer, citations, right: line 2"):
        agreement(path, DEV, "english", 0.95)


def test_the_rules_agree_with_whoever_judged(finished):
    """Otherwise the headline is about the rules and not about the answers."""
    path = finished.root / finished.params["data"]["questions"] / "judged.jsonl"
    language = finished.params["corpus"]["language"]
    found = agreement(path, load(finished).dev, language, 0.95)
    if not found:
        pytest.skip("nobody judged answers yet")
    (part,) = found.values()
    assert part["metrics"]["agreement"]["value"] >= 0.9
