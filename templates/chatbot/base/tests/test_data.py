"""Questions: everything that is wrong is said at once, by file, line, field and value."""

import json
import re
import shutil

import pytest
from library import KINDS

from portfolio_project.__main__ import main
from portfolio_project.corpus import Faults
from portfolio_project.data import load
from portfolio_project.questions import (
    NO_FACTS,
    Question,
    read_questions,
)
from portfolio_project.reporting.project import (
    InputError,
    Project,
)

BAD_ANSWERS = ["x", [], ["x"], [[]], [["..."]], [[3]], [["a"]] * 4]
GOOD = {"id": "1", "kind": "paraphrase", "question": "What?", "source": "a.md#a"}


def write(path, *lines):
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def read(path, sources=("a.md#a",)):
    """Read a file, and give its questions and what is wrong with it, in one text."""
    faults = Faults()
    questions = read_questions(path, KINDS, None if sources is None else set(sources), faults)
    try:
        faults.stop()
    except InputError as error:
        return questions, str(error)
    return questions, ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "odd"}, "kind is none of paraphrase, unanswerable, follow-up: line 2 ('odd')"),
        ({"source": "a.md#b"}, "source is not a passage: line 2 ('a.md#b')"),
        ({"source": None}, "source does not go with kind 'paraphrase': line 2 (None)"),
        (
            {"kind": "unanswerable"},
            "source does not go with kind 'unanswerable': line 2 ('a.md#a')",
        ),
        ({"kind": "follow-up"}, "before does not go with kind 'follow-up': line 2 (None)"),
        ({"before": "Who?"}, "before does not go with kind 'paraphrase': line 2 ('Who?')"),
        ({"kind": "follow-up", "before": " "}, "the question is empty: ask something: line 2"),
        ({"question": ""}, "the question is empty: ask something: line 2"),
        ({"question": "  "}, "the question is empty: ask something: line 2"),
        ({"question": "x" * 1001}, "the question has 1001 characters, and 1000 are the most"),
        ({"question": "a\ud800"}, "the question holds half a letter"),
        ({"question": 3}, "question is not text: line 2 (3)"),
        ({"question": None}, "question is not text: line 2 (None)"),
        ({"id": ["a"]}, "id is not text: line 2 (['a'])"),
        ({"id": "1"}, "id is in an earlier line: line 2 ('1')"),
        ({"reply": "x"}, "'reply' is not a field: line 2"),
        *(({"answer": wrong}, f"{NO_FACTS}: line 2") for wrong in BAD_ANSWERS),
    ],
)
def test_a_bad_question_is_refused_by_line_and_field(tmp_path, change, message):
    path = write(tmp_path / "dev.jsonl", GOOD, GOOD | {"id": "2"} | change)
    assert read(path)[1].startswith(f"dev.jsonl, {message}")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{not json", "dev.jsonl, not a JSON object: line 1"),
        (b"[1]", "dev.jsonl, not a JSON object: line 1"),
        (b"null", "dev.jsonl, not a JSON object: line 1"),
        (b"[" * 100_000, "dev.jsonl, not a JSON object: line 1"),
        (b'{"id": "1"}', "dev.jsonl, kind is missing: line 1"),
        (b"\xff", "dev.jsonl cannot be read"),
        (b"", "no question that a passage answers; write some: dev.jsonl"),
    ],
)
def test_what_is_no_file_of_questions_is_refused(tmp_path, content, message):
    (tmp_path / "dev.jsonl").write_bytes(content)
    assert message in read(tmp_path / "dev.jsonl")[1]
    assert "test.jsonl cannot be read" in read(tmp_path / "test.jsonl")[1]


def test_a_good_file_is_read_in_order(tmp_path):
    nothing = {"id": "2", "kind": "unanswerable", "question": "Who?", "source": None}
    found, wrong = read(write(tmp_path / "dev.jsonl", GOOD, nothing))
    assert found == [Question(**GOOD), Question(**nothing)]
    assert not wrong


def test_a_gold_answer_is_read_and_goes_with_a_source(tmp_path):
    facts = [["red", "scarlet"], ["two"]]
    found, _ = read(write(tmp_path / "dev.jsonl", GOOD | {"answer": facts}))
    assert found[0].answer == (("red", "scarlet"), ("two",))
    nothing = {"id": "2", "kind": "unanswerable", "question": "Who?", "source": None}
    _, wrong = read(write(tmp_path / "dev.jsonl", GOOD, nothing | {"answer": facts}))
    assert "answer does not go with a question that nothing answers: line 2" in wrong


def test_marks_empty_lines_and_other_line_ends_are_no_fault(tmp_path):
    """Two of the characters that Python ends a line at may be in a JSON text."""
    second = json.dumps(GOOD | {"id": "2", "question": "a\u2028b\x85c"}, ensure_ascii=False)
    text = f"\ufeff{json.dumps(GOOD)}\r\n\r\n{second}\n  \n"
    (tmp_path / "dev.jsonl").write_bytes(text.encode())
    found, wrong = read(tmp_path / "dev.jsonl")
    assert [question.id for question in found] == ["1", "2"]
    assert not wrong


def test_every_fault_of_a_file_is_told_at_once_with_its_places(tmp_path):
    lines = [GOOD | {"id": str(i), "source": f"b.md#{i}"} for i in range(8)]
    lines += [GOOD | {"id": "x", "kind": "odd", "question": ""}, [], GOOD | {"id": "0"}]
    _, wrong = read(write(tmp_path / "dev.jsonl", GOOD | {"id": "y"}, *lines))
    assert wrong.splitlines() == [
        "this cannot be used",
        "  dev.jsonl, source is not a passage: line 2 ('b.md#0'), line 3 ('b.md#1'), "
        "line 4 ('b.md#2'), line 5 ('b.md#3'), line 6 ('b.md#4') and 3 more",
        "  dev.jsonl, kind is none of paraphrase, unanswerable, follow-up: line 10 ('odd')",
        "  dev.jsonl, the question is empty: ask something: line 10",
        "  dev.jsonl, not a JSON object: line 11",
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (r"(?m)^wrong = .*\n(.*\n)*?silent = \S+", "wrong = 0\nsilent = 0", "not both 0"),
        (r"(?m)^wrong = \S+", "wrong = -1", "cost.wrong = -1 will not do"),
        (r"(?m)^language = \S+", 'language = "klingon"', "corpus.language = 'klingon' will not do"),
        (r"(?m)^kinds = .*", 'kinds = ["odd"]', "slices.kinds = ['odd'] will not do"),
        (r"(?m)^metrics = .*", 'metrics = ["bleu"]', "slices.metrics = ['bleu'] will not do"),
        (r"(?m)^metric = .*", 'metric = "bleu"', "metric = 'bleu' will not do"),
        (r"(?m)^sentences = ", "sentence = ", "is 'answer.sentences' meant?"),
        (r"(?m)^weight = \S+", "weight = true", "conversation.weight = 'true' will not do"),
    ],
)
def test_a_parameter_that_will_not_do_is_refused_before_anything_runs(
    quick_project, capsys, old, new, message
):
    path = quick_project.root / "params.toml"
    path.write_text(re.sub(old, new, path.read_text(encoding="utf-8")), encoding="utf-8")
    quick_project.__dict__.pop("params", None)
    for command in (["data"], ["train"], ["predict", "--question", "a"]):
        assert main(command, quick_project) == 2
        assert message in capsys.readouterr().err


def test_documents_and_both_files_of_questions_are_told_at_once(finished, tmp_path, capsys):
    own = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    where = {name: own.root / folder for name, folder in own.params["data"].items()}
    (where["corpus"] / "binary.md").write_bytes(b"a\0b")
    (where["corpus"] / "latin.md").write_bytes(b"caf\xe9")
    for part in ("dev", "test"):
        with (where["questions"] / f"{part}.jsonl").open("a", encoding="utf-8") as file:
            file.write("{}\n")
    assert main(["train"], own) == 2
    said = capsys.readouterr().err
    for fault in ("binary.md", "latin.md (byte 3)", "dev.jsonl, id is", "test.jsonl, id is"):
        assert fault in said
    assert "not a passage" not in said  # a question on a document that cannot be read is not wrong


def test_every_citation_is_listed(finished, capsys):
    assert main(["data", "--sections"], finished) == 0
    listed = capsys.readouterr().out.splitlines()
    sources = list(dict.fromkeys(passage.source for passage in load(finished).passages))
    assert listed[-len(sources) :] == sources


def test_weights_that_are_not_there_are_refused_by_name(quick_project, capsys):
    path = quick_project.root / "nowhere"
    assert main(["data", "--weights", str(path)], quick_project) == 2
    assert str(path) in capsys.readouterr().err
