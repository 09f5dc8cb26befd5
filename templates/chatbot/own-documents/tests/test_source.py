"""Documents that have changed are refused, and questions are made where there are none."""

import hashlib
import json
import re

import pytest

from portfolio_project.__main__ import main
from portfolio_project.corpus import Faults, Passage, read_corpus
from portfolio_project.data import load, read_contract
from portfolio_project.evaluate import unproven
from portfolio_project.questions import MADE, Question
from portfolio_project.starter import ask


def corpus(project):
    return project.root / project.params["data"]["corpus"]


def questions(project, part):
    return project.root / project.params["data"]["questions"] / f"{part}.jsonl"


def list_documents(project):
    """Put a list of the documents into the contract."""
    paths = sorted(corpus(project).iterdir())
    listed = [f"{path.name},{hashlib.sha256(path.read_bytes()).hexdigest()}," for path in paths]
    rows = ["path,sha256,left_out", *listed, "scan.pdf,,it holds no text"]
    text = "\n".join(rows) + "\n"
    (project.root / "data" / "documents.csv").write_text(text, encoding="utf-8")
    contract = project.root / "data" / "contract.toml"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    source = f'[source]\nlist = "data/documents.csv"\nlist_sha256 = "{sha256}"\n\n[corpus]'
    whole = contract.read_text(encoding="utf-8").replace("[corpus]", source, 1)
    contract.write_text(whole, encoding="utf-8")


def test_the_documents_of_the_list_are_taken(quick_project):
    list_documents(quick_project)
    assert main(["data"], quick_project) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "tyres.md").unlink(), "that are not there .*: tyres.md"),
        (
            lambda folder: (folder / "tyres.md").write_text("# Other\n\nWords.\n", "utf-8"),
            "that are not as documents.csv has them .*: tyres.md",
        ),
        (
            lambda folder: (folder / "more.md").write_text("# More\n\nWords.\n", "utf-8"),
            "that documents.csv does not name .*: more.md",
        ),
    ],
    ids=["gone", "changed", "added"],
)
def test_other_documents_are_refused_by_name(quick_project, capsys, change, message):
    list_documents(quick_project)
    change(corpus(quick_project))
    assert main(["data"], quick_project) == 2
    assert re.search(message, capsys.readouterr().err)


def test_a_list_that_was_changed_is_no_list(quick_project, capsys):
    list_documents(quick_project)
    with (quick_project.root / "data" / "documents.csv").open("a", encoding="utf-8") as file:
        file.write("new.md,abc,\n")
    assert main(["data"], quick_project) == 2
    assert "is not the list that data/contract.toml describes" in capsys.readouterr().err


def test_questions_are_made_where_there_are_none_and_every_number_says_so(quick_project, capsys):
    for part in ("dev", "test"):
        questions(quick_project, part).unlink()
    (quick_project.root / "data" / "example.json").unlink()
    assert main(["all"], quick_project) == 0
    material = load(quick_project)
    assert {question.kind for question in (*material.dev, *material.test)} == {MADE}
    assert not {q.source for q in material.dev} & {q.source for q in material.test}
    result = json.loads((quick_project.reports / "metrics.json").read_text(encoding="utf-8"))
    n = len(material.test)
    assert result["unproven"].startswith(f"{n} of {n} test questions were made from the documents")
    out = capsys.readouterr().out
    assert "they prove nothing, write yours" in out
    assert f"{n} of {n} test questions were made" in out
    made = questions(quick_project, "test").read_text(encoding="utf-8")
    assert main(["data"], quick_project) == 0
    assert questions(quick_project, "test").read_text(encoding="utf-8") == made


def test_it_is_said_as_long_as_one_question_is_left(finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert result["unproven"].startswith("4 of ")
    path = questions(finished, "test")
    kept = [one for one in path.read_text(encoding="utf-8").splitlines() if MADE not in one]
    own = [json.loads(one) for one in kept]
    assert unproven([Question(**one | {"answer": None}) for one in own]) == ""


def test_questions_are_made_in_any_language(tmp_path):
    texts = {
        "ja.md": "# 設定\n\n## 環境変数\n\n値を読み込みます。\n",
        "de.md": "# Küche\n\n## Zeiten\n\nVon acht bis zehn.\n\n## Schlüssel\n\nBeim Pförtner.\n",
        "ar.txt": "يفتح المكتب في الساعة الثامنة صباحا كل يوم ما عدا الجمعة",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    faults, rules = Faults(), {"suffixes": [".md", ".txt"], "max_bytes": 10_000, "max_words": 100}
    asked = {source: text for text, source in ask(read_corpus(tmp_path, rules, faults))}
    assert asked["ja.md#環境変数"] == "設定: 環境変数"
    assert asked["de.md#schlüssel"] == "Küche: Schlüssel"
    assert len(asked["ar.txt"].split()) == 5


def test_what_stands_in_a_document_or_is_asked_twice_is_not_asked():
    passages = [
        Passage("a.md#opening-hours", "Opening hours", "We open at eight."),
        Passage("b.md#opening-hours", "Opening hours", "They open at nine."),
        Passage("c.md#the-blue-bikes", "The blue bikes", "See below.\n\n- The blue bikes"),
        Passage("d.md#lost-keys", "Lost keys", "Ask at the desk."),
    ]
    assert ask(passages) == [("Lost keys", "d.md#lost-keys")]


def test_too_few_sections_are_refused_with_what_to_do(quick_project, capsys):
    for path in corpus(quick_project).iterdir():
        path.unlink()
    (corpus(quick_project) / "a.md").write_text("# One\n\nWord.\n", encoding="utf-8")
    for part in ("dev", "test"):
        questions(quick_project, part).unlink()
    assert main(["data"], quick_project) == 2
    assert "or write the questions yourself" in capsys.readouterr().err
    assert read_contract(quick_project)["questions"]["kinds"][0] == MADE
