"""The handbook is the one that its contract describes, and may stand anywhere."""

# YOURS: goes together with `source.py`, where the documents come from a file of yours.

import pytest

from portfolio_project.__main__ import main
from portfolio_project.data import load


def rewrite(path, old, new):
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_data_is_the_one_that_the_contract_describes(quick_project, capsys):
    material = load(quick_project)
    assert material.sha256 == material.contract["data"]["sha256"]
    assert min(len(material.dev), len(material.test)) >= 120
    some = next((quick_project.root / "data" / "corpus").glob("*.md"))
    some.write_text(some.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    assert main(["data"], quick_project) == 2
    assert "which is not in data/contract.toml" in capsys.readouterr().err


def test_line_ends_do_not_change_what_the_data_is(quick_project):
    before = load(quick_project).sha256
    for path in (quick_project.root / "data").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(quick_project).sha256 == before


def test_every_section_is_asked_about_in_both_parts(quick_project):
    material = load(quick_project)
    sources = {passage.source for passage in material.passages}
    for part in (material.dev, material.test):
        assert {question.source for question in part} - {None} == sources


def test_a_folder_that_is_not_there_is_named(quick_project, capsys):
    rewrite(quick_project.root / "params.toml", '"data/corpus"', '"data/nowhere"')
    assert main(["data"], quick_project) == 2
    assert "data/nowhere" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["corpus", "questions"])
def test_folders_may_be_anywhere(quick_project, name):
    rewrite(quick_project.root / "params.toml", f'"data/{name}"', f'"elsewhere/{name}"')
    (quick_project.root / "elsewhere").mkdir()
    (quick_project.root / "data" / name).rename(quick_project.root / "elsewhere" / name)
    quick_project.__dict__.pop("params", None)
    assert main(["data"], quick_project) == 0
