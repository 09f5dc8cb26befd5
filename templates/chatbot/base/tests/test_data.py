"""Questions: each kind of bad one is refused by file, line and value."""

import json

import pytest
from library import KINDS

from portfolio_project.data import read_questions
from portfolio_project.project import InputError

CONTRACT = {"questions": KINDS}
GOOD = {"id": "1", "kind": "paraphrase", "question": "What?", "source": "a.md#a"}


def write(path, *lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "odd"}, "line 2, kind: 'odd' is none of paraphrase, unanswerable, follow-up"),
        ({"source": "a.md#b"}, "line 2, source: 'a.md#b' is no passage"),
        ({"source": None}, "line 2, source: None does not go with kind 'paraphrase'"),
        ({"kind": "unanswerable"}, "line 2, source: 'a.md#a' does not go with kind 'unanswerable'"),
        ({"kind": "follow-up"}, "line 2, before: None does not go with kind 'follow-up'"),
        ({"before": "Who?"}, "line 2, before: 'Who\\?' does not go with kind 'paraphrase'"),
        ({"question": ""}, "line 2, the question is empty"),
        ({"question": "  "}, "line 2, the question is empty"),
        ({"question": "x" * 1001}, "line 2, the question has 1001 characters"),
        ({"question": 3}, "line 2, question: 3 is not text"),
        ({"question": None}, "line 2, question: None is not text"),
        ({"id": "1"}, "line 2, id: '1' stands in another line"),
        ({"answer": "x"}, "line 2 is not a question: .*answer"),
    ],
)
def test_a_bad_question_is_refused_by_line_and_field(tmp_path, change, message):
    path = write(tmp_path / "dev.jsonl", GOOD, GOOD | {"id": "2"} | change)
    with pytest.raises(InputError, match=f"dev.jsonl, {message}"):
        read_questions(path, CONTRACT, {"a.md#a"})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{not json", "dev.jsonl, line 1 is not a question"),
        (b"[1]", "dev.jsonl, line 1 is not a question"),
        (b"null", "dev.jsonl, line 1 is not a question"),
        (b'{"id": "1"}', "dev.jsonl, line 1 is not a question: .*missing"),
        (b"\xff", "dev.jsonl cannot be read"),
        (b"", "dev.jsonl holds no question that a passage answers"),
    ],
)
def test_what_is_no_file_of_questions_is_refused(tmp_path, content, message):
    (tmp_path / "dev.jsonl").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_questions(tmp_path / "dev.jsonl", CONTRACT, {"a.md#a"})
    with pytest.raises(InputError, match=r"test.jsonl cannot be read"):
        read_questions(tmp_path / "test.jsonl", CONTRACT, {"a.md#a"})


def test_a_good_file_is_read_in_order(tmp_path):
    nothing = {"id": "2", "kind": "unanswerable", "question": "Who?", "source": None}
    found = read_questions(write(tmp_path / "dev.jsonl", GOOD, nothing), CONTRACT, {"a.md#a"})
    assert [question.source for question in found] == ["a.md#a", None]
