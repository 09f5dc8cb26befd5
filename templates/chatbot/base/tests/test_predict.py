"""One path for evaluation and conversation; everything that cannot be asked has an answer."""

import io
import json
import shutil

import pytest

from portfolio_project import predict
from portfolio_project.__main__ import main
from portfolio_project.assistant import (
    UNKNOWN,
    Assistant,
)
from portfolio_project.conversation import depends
from portfolio_project.data import load
from portfolio_project.extract import Reply
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting.project import (
    Project,
    read_toml,
)
from portfolio_project.reporting.tiers import load_bundle

MOST = read_toml(Project.here().root / "data" / "contract.toml")["questions"]["max_chars"]


def answers_alone(assistant, question):
    return not depends(question, assistant.index.language) and assistant.reply(question).citations


def ask(project, capsys, *args):
    code = main(["predict", *args], project)
    said = capsys.readouterr()
    return json.loads(said.out) if code == 0 else (code, said.err)


def chat(project, capsys, monkeypatch, text, *args):
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert main(["chat", *args], project) == 0
    return capsys.readouterr().out.splitlines()


@pytest.fixture(scope="module")
def answered(finished):
    """A test question that is answered."""
    assistant = Assistant.of(finished, load_bundle(finished))
    asked = (q for q in load(finished).test if answers_alone(assistant, q.question))
    return next(asked, None) or pytest.skip("no test question that stands alone is answered")


@pytest.fixture(scope="module")
def held(finished):
    return open_test_part(finished)


def test_the_command_answers_what_evaluation_measured(finished, held, capsys):
    for question, reply in list(zip(held.test, held.replies, strict=True))[::40]:
        before = ["--before", question.before] if question.before else []
        said = ask(finished, capsys, "--question", question.question, *before)
        assert (said["answer"], said["citations"]) == (reply.answer, reply.citations)
        assert said["served"] == held.bundle.served


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "give one question"),
        (["--question", "a", "--json", "b"], "give one question"),
        (["--question", ""], "the question is empty: ask something"),
        (["--question", " \n "], "the question is empty: ask something"),
        (["--question", "x " * MOST], f"and {MOST} are the most"),
        (["--json", "nowhere.json"], "nowhere.json is not one JSON object"),
        (
            ["--question", "a", "--folder", "nowhere"],
            "not a folder; give one that holds Markdown, HTML, PDF or text: nowhere",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(finished, capsys, args, message):
    code, said = ask(finished, capsys, *args)
    assert code == 2
    assert said.startswith("error: ")
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "text", ["[]", "{", '{"question": 1}', '{"q": "a"}', "{}", '{"question": "a\\ud800"}']
)
def test_a_file_that_is_no_question_is_refused(finished, capsys, tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    assert ask(finished, capsys, "--json", str(tmp_path / "a.json"))[0] == 2


@pytest.mark.parametrize("question", ["?", "...", "🚲🚲🚲", "\x1b[!"])
def test_what_nothing_is_like_is_not_answered(finished, capsys, question):
    said = ask(finished, capsys, "--question", question)
    assert said["answer"] == UNKNOWN
    assert said["citations"] == []


@pytest.mark.parametrize(
    "question",
    [
        "the of and",
        "\x00\x1b[31m",
        "qqq vvv",
        "'; DROP TABLE questions; --",
        "{{7*7}}",
        "Wo kann ich heute Abend etwas Warmes essen?",
        "自転車を修理したいのですが",
        "كيف أصلح الدراجة؟",
    ],
)
def test_whatever_is_asked_the_answer_is_cited_or_there_is_none(finished, held, capsys, question):
    said = ask(finished, capsys, "--question", question)
    assert set(said["citations"]) <= {p.source for p in held.assistant.index.passages}
    assert bool(said["citations"]) == (said["answer"] != UNKNOWN)


def test_a_folder_of_ones_own_answers_at_once(finished, capsys, tmp_path, answered):
    (tmp_path / "tea.md").write_text(
        "# Tea\n\n## Green tea\n\nSteep green tea for two minutes at 80 degrees."
    )
    (tmp_path / "notes.txt").write_text("The piano is tuned in March by a tuner from Vienna.")
    folder = ["--folder", str(tmp_path)]
    said = ask(finished, capsys, "--question", "How many minutes do I steep green tea?", *folder)
    if said["citations"]:
        assert said["citations"][0] == "tea.md#green-tea"
        assert "two minutes" in said["answer"]
        assert "learned on other documents" in said["note"]
    else:  # a confidence that was learned on other questions may doubt it
        assert said["note"] == "closest: tea.md#green-tea"
    own = ask(finished, capsys, "--question", answered.question)
    assert own["citations"], "the project's own index is as it was"
    assert own["note"] == ""


def test_on_other_documents_half_the_doubt_is_allowed(finished, tmp_path):
    (tmp_path / "tea.md").write_text("# Tea\n\nSteep it.")
    bundle = load_bundle(finished)
    other = Assistant.of(finished, bundle, tmp_path)
    doubt = 1 - bundle.tiers[other.served].decision.threshold
    assert 1 - other.confidence.threshold == pytest.approx(doubt / 2)


def test_chat_answers_in_a_pipe_and_goes_on_after_a_refusal(
    finished, capsys, monkeypatch, answered
):
    lines = chat(finished, capsys, monkeypatch, f"{'x' * 2 * MOST}\n🚲🚲\n{answered.question}\n")
    assert lines[0].startswith(f"error: the question has {2 * MOST} characters")
    assert lines[1] == UNKNOWN
    assert any(line.startswith("  [") for line in lines[2:])


def test_each_quote_is_printed_with_its_citation_and_no_line_is_too_wide():
    code, prose = f"```\n{'x' * 99}\n```", "word " * 30
    reply = Reply("", ["a.md", "b.md"], quotes=[f"{prose}\n\n- {prose}\n- two", code])
    first, second = predict.as_text(reply).split("\n  [a.md]\n\n")
    assert second == f"{code}\n  [b.md]"
    assert max(map(len, first.splitlines())) <= 80
    assert " ".join(first.split()) == f"{prose}- {prose}- two"


def test_chat_looks_a_follow_up_up_with_the_turn_before(
    finished, held, answered, capsys, monkeypatch
):
    first, look_up = answered.question, held.assistant.index.look_up
    source = look_up([("And that?", first)])[0].passages[0].source
    if source in [p.source for p in look_up([("And that?", None)])[0].passages[:1]]:
        pytest.skip("the follow-up alone finds the same")
    alone = chat(finished, capsys, monkeypatch, f"{first}\n")
    both = chat(finished, capsys, monkeypatch, f"{first}\nAnd that?\n")
    assert source in "\n".join(both[len(alone) :])


def test_questions_that_are_not_utf_8_are_refused(finished, monkeypatch, capsys):
    sent = io.TextIOWrapper(io.BytesIO(b"caf\xe9\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", sent)
    assert main(["chat"], finished) == 2
    assert "the questions are not UTF-8" in capsys.readouterr().err


def test_nothing_asked_ends_the_chat(finished, capsys, monkeypatch):
    assert chat(finished, capsys, monkeypatch, "") == []
    assert chat(finished, capsys, monkeypatch, "\nnever read\n") == []


def test_feedback_is_kept_with_its_question(finished, tmp_path, capsys, monkeypatch):
    own = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    chat(own, capsys, monkeypatch, "+\n🚲🚲\n-\nAnother <b>one</b>?\n+\n")
    path = own.root / "data" / "raw" / "feedback.jsonl"
    kept = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(line["verdict"], line["question"]) for line in kept] == [
        ("bad", "🚲🚲"),
        ("good", "Another <b>one</b>?"),
    ]
    assert kept[0]["answer"] == UNKNOWN


def test_feedback_does_not_grow_without_end(finished, tmp_path, monkeypatch):
    own = Project(shutil.copytree(finished.root, tmp_path / "copy"))
    monkeypatch.setattr(predict, "LARGEST", 5000)
    for i in range(200):
        predict.save_verdict(own, f"question {i}", Reply("x" * 100, []), "good")
    files = sorted(path.name for path in (own.root / "data" / "raw").glob("feedback*"))
    assert files == ["feedback-before.jsonl", "feedback.jsonl"]
    text = (own.root / "data" / "raw" / "feedback.jsonl").read_text(encoding="utf-8")
    assert json.loads(text.splitlines()[-1])["question"] == "question 199"
    assert len(text) < 6000


@pytest.mark.parametrize("command", [["predict", "--question", "a"], ["chat"]])
def test_without_a_model_the_command_is_named(quick_project, capsys, command):
    assert main(command, quick_project) == 2
    assert "run `python -m" in capsys.readouterr().err
