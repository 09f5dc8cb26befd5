"""The handbook is the one that its contract describes, and may stand anywhere."""

# YOURS: goes together with `source.py`, where the documents come from a file of yours.

import re

import pytest

from portfolio_project.__main__ import main
from portfolio_project.data import load


def rewrite(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def corpus(project):
    return project.root / project.params["data"]["corpus"]


def test_the_data_is_the_one_that_the_contract_describes(quick_project, capsys):
    """Where the contract has a hash; it may be left out while one writes."""
    found = load(quick_project).sha256
    contract = quick_project.root / "data" / "contract.toml"
    text = re.sub(r"(?m)^sha256 = .*\n", "", contract.read_text(encoding="utf-8"))
    contract.write_text(text.replace("[data]", f'[data]\nsha256 = "{found}"\n#', 1), "utf-8")
    assert main(["data"], quick_project) == 0
    (corpus(quick_project) / "more.md").write_text("# More\n\nOne line.\n", encoding="utf-8")
    assert main(["data"], quick_project) == 2
    assert "which is not in data/contract.toml" in capsys.readouterr().err


def test_line_ends_do_not_change_what_the_data_is(quick_project):
    before = load(quick_project).sha256
    for path in corpus(quick_project).rglob("*.md"):
        lines = path.read_bytes().replace(b"\r\n", b"\n")
        path.write_bytes(lines.replace(b"\n", b"\r\n"))
    assert load(quick_project).sha256 == before


def test_folders_that_are_not_there_are_named_at_once(quick_project, capsys):
    for name, folder in quick_project.params["data"].items():
        rewrite(quick_project.root / "params.toml", f'"{folder}"', f'"no/{name}"')
    quick_project.__dict__.pop("params")
    assert main(["data"], quick_project) == 2
    said = capsys.readouterr().err
    assert "corpus = 'no/corpus', questions = 'no/questions'" in said


@pytest.mark.parametrize("name", ["corpus", "questions"])
def test_folders_may_be_anywhere(quick_project, name):
    folder = quick_project.params["data"][name]
    rewrite(quick_project.root / "params.toml", f'"{folder}"', f'"elsewhere/{name}"')
    (quick_project.root / "elsewhere").mkdir()
    (quick_project.root / folder).rename(quick_project.root / "elsewhere" / name)
    quick_project.__dict__.pop("params")
    assert main(["data"], quick_project) == 0


def test_every_question_that_a_section_answers_has_a_gold_answer(finished):
    material = load(finished)
    for question in [*material.dev, *material.test]:
        assert bool(question.answer) == bool(question.source), question.id
