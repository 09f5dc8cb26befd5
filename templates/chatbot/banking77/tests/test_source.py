"""The two files become documents and questions, and no question is in a document."""

# YOURS: goes together with `source.py`, where the documents come from a file of yours.

import csv
import json

import pytest
from sample import FILES, KNOWN, RULES, SIZES, TWIN

from portfolio_project.__main__ import main
from portfolio_project.data import load
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.source import (
    document,
    read_part,
    title,
)
from portfolio_project.words import (
    items,
    repeats,
    sentences,
)


@pytest.mark.parametrize(
    ("intent", "heading", "file"),
    [
        ("card_arrival", "Card arrival", "card-arrival.md"),
        ("reverted_card_payment?", "Reverted card payment", "reverted-card-payment.md"),
        ("Refund_not_showing_up", "Refund not showing up", "refund-not-showing-up.md"),
    ],
)
def test_intents_are_named_for_people(intent, heading, file):
    assert (title(intent), document(intent)) == (heading, file)


def test_each_intent_is_a_document_but_those_left_out(finished):
    sources = {passage.source for passage in load(finished).passages}
    assert sources == {f"{document(i)}#{document(i).removesuffix('.md')}" for i in KNOWN}


def test_questions_of_each_part_are_of_their_own_intents(finished):
    material = load(finished)
    per = {"dev": RULES["dev"], "test": SIZES["test"]}
    for part, n in per.items():
        questions = getattr(material, part)
        nothing = [question for question in questions if question.source is None]
        assert len(questions) - len(nothing) == n * len(KNOWN)
        assert len(nothing) == n * len(RULES["without_document"][part])
        assert {question.kind for question in nothing} == {"unknown"}
    assert {question.id.partition("/")[0] for question in material.test} == {"test"}


def test_the_text_is_the_one_of_the_line_that_the_id_names(finished):
    lines = list(csv.DictReader(FILES["test.csv"].decode().splitlines()))
    for question in load(finished).test:
        line = lines[int(question.id.removeprefix("test/")) - 1]
        assert line["text"] == question.question


def test_no_document_repeats_a_question_of_either_part(finished):
    material = load(finished)
    held = [item for passage in material.passages for item in items(passage.text)]
    asked = [question.question for question in [*material.dev, *material.test]]
    assert 100 < len(held) < len(KNOWN) * (SIZES["train"] - RULES["dev"])
    assert not repeats(held, asked).any()


def test_twice_is_the_same(finished, quick_project):
    assert main(["data"], quick_project) == 0
    assert load(quick_project).sha256 == load(finished).sha256


def test_an_intent_that_is_not_there_cannot_be_left_out(quick_project, capsys):
    contract = quick_project.root / "data" / "contract.toml"
    text = contract.read_text(encoding="utf-8").replace('"card_arrival"', '"moon_arrival"')
    contract.write_text(text, encoding="utf-8")
    assert main(["data"], quick_project) == 2
    assert "no moon_arrival" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["question,intent\na,b\n", "text,category\na,b,c\n", "text\na\n"])
def test_a_file_with_other_columns_is_named(tmp_path, text):
    (tmp_path / "train.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"train\.csv has other columns than text and category"):
        read_part(tmp_path / "train.csv")


def test_spaces_and_line_ends_inside_a_question_are_one_space(tmp_path):
    (tmp_path / "train.csv").write_text('text,category\n"\n  Why\n  now? ",a\n', encoding="utf-8")
    assert read_part(tmp_path / "train.csv") == {"a": [("train/1", "Why now?")]}


def test_questions_are_written_as_lines_that_say_where_they_are_from(finished):
    path = finished.root / "data" / "raw" / "questions" / "dev.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {line["id"].partition("/")[0] for line in lines} == {"train"}
    assert {line["kind"] for line in lines} == {"known", "unknown"}


def test_no_sentence_of_a_document_is_a_test_question(finished):
    texts = [passage.text for passage in load(finished).passages]
    held = [piece for text in texts for piece in (*items(text), *sentences(text))]
    assert not repeats([TWIN, *(q.question for q in load(finished).test)], held).any()
    assert "My card is new" not in "".join(texts)
