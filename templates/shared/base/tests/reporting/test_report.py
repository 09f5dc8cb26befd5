"""What is written: only between the markers, the same bytes everywhere, and text stays text."""

import json
import re

import pytest
from matplotlib.figure import Figure

from portfolio_project.reporting import (
    card,
    report,
    run,
    style,
)
from portfolio_project.reporting.project import (
    Project,
    write_json,
    write_text,
)
from portfolio_project.reporting.shares import TOO_SMALL

TITLE = 'A "quoted" \\ title | with <tags>, $name and\na second *line*'


PAIRS = ("served_vs_trivial", "challenger_vs_trivial", "challenger_vs_simple")


def number(value):
    return {"value": value, "ci_low": value - 0.1, "ci_high": value + 0.1}


def result(gap=(0.1, 0.05, 0.2), higher_is_better=True):
    diff, low, high = gap
    comparison = {"diff": diff, "ci_low": low, "ci_high": high}
    models = {
        tier: {"name": f"{tier.title()}Model(a=1)", "metrics": {"score": number(0.5)}}
        for tier in ("trivial", "simple", "challenger")
    }
    return {
        "primary_metric": {"name": "score", "higher_is_better": higher_is_better},
        "data": {
            "name": "Some data",
            "license": "CC0",
            "synthetic": False,
            "n": {"train": 8, "val": 0, "test": 2},
        },
        "split": {"strategy": "stratified", "seed": 1, "dropped": {"duplicates": 3}},
        "interval": {"unit": "row", "n": 2, "level": 0.95},
        "models": models,
        "served": "simple",
        "comparison": dict.fromkeys(PAIRS, comparison),
        "slices": {"age: 1 to 2": {"n": 2, "metrics": {"score": number(0.5)}}},
        "leakage": {"ids": {"observed": 0, "op": "==", "threshold": 0, "passed": True}},
        "gates": {"good": {"observed": 0.1, "op": ">=", "threshold": 0.5, "passed": False}},
    }


@pytest.fixture
def project(tmp_path):
    (tmp_path / "docs").mkdir()
    quoted = json.dumps(TITLE)
    about = f'[project]\nname = "some-name"\ndescription = {quoted}\nlicense = "MIT"\n'
    about += 'dependencies = ["numpy>=2"]\n'
    (tmp_path / "pyproject.toml").write_text(about, encoding="utf-8")
    return Project(tmp_path)


FIGURES = [("fig", "alt text"), ("second", "more")]
TOLD = {"findings": ["The long ones fail."], "protocol": ["As it was measured."]}


def filled(project, found, text):
    (project.root / "README.md").write_text(text, encoding="utf-8")
    return report.readme(project, found, {"score": "the score"}, FIGURES, TOLD).get("README.md")


def test_readme_changes_between_the_markers_and_nowhere_else(project):
    kept = "# Mine\n\n{}\n\nMy words, with \\1 and $x.\n"
    text = kept.format("<!-- result:start -->\nold\n<!-- result:end -->")
    page = filled(project, result(), text)
    before, _, rest = page.partition("<!-- result:start -->")
    assert (before, rest.partition("<!-- result:end -->")[2]) == tuple(kept.split("{}"))
    assert "old" not in page
    assert "| the score |" in page
    assert 'src="reports/figures/fig.png"' in page
    assert filled(project, result(), page) == page


def test_each_block_is_told_in_its_place_and_further_figures_go_with_the_findings(project):
    text = "".join(f"<!-- {name}:start --><!-- {name}:end -->\n" for name in (*TOLD, "full"))
    page = filled(project, result(), text)
    findings, _, rest = page.partition("<!-- findings:end -->")
    assert "The long ones fail." in findings
    assert "reports/figures/second.png" in findings
    assert "reports/figures/fig.png" not in page
    assert "As it was measured." in rest
    assert "| metric |" in rest


@pytest.mark.parametrize(
    ("unit", "n", "expected"),
    [
        ("row", 2, "Measured on 2 test rows that took no part"),
        ("group", 1, "Measured on 2 test cases in 1 groups that took no part"),
        ("block of time", 1, "in 1 blocks of time that took"),
    ],
)
def test_what_is_drawn_as_a_whole_is_said(project, unit, n, expected):
    found = result()
    found["interval"] |= {"unit": unit, "n": n}
    assert expected in filled(project, found, "<!-- result:start -->\n<!-- result:end -->\n")


def test_a_readme_without_markers_is_left_alone_and_none_is_made(project):
    assert filled(project, result(), "# Mine\n") == "# Mine\n"
    (project.root / "README.md").unlink()
    assert report.readme(project, result(), {"score": "s"}, FIGURES, TOLD) == {}


@pytest.mark.parametrize(
    ("gap", "higher", "word"),
    [
        ((0.1, 0.05, 0.2), True, "beats the trivial"),
        ((0.1, 0.05, 0.2), False, "loses to the trivial"),
        ((0.1, -0.05, 0.2), True, "cannot be told apart from the trivial"),
        ((-0.1, -0.2, -0.05), True, "loses to the trivial"),
        ((0.1, None, None), True, "cannot be told apart from the trivial"),
    ],
)
def test_a_defeat_is_called_a_defeat_first(gap, higher, word):
    expected = report.verdict(result(gap, higher), {"score": "score"})
    assert expected.startswith(f"**The served model {word} one.**")


@pytest.mark.parametrize(
    ("saved", "first"),
    [
        ((5.0, 1.0, 9.0), "**Deciding by the model saves 5.000 [1.000,"),
        ((5.0, 0.0, 9.0), "**No better than “always yes”**"),
        ((5.0, None, None), "**Nobody can say yet whether it beats “always yes”**"),
        ((-5.0, -9.0, -1.0), "**Worse than “always yes”**"),
    ],
)
def test_where_errors_have_costs_the_first_line_is_about_the_decision(saved, first):
    found = result()
    measured = dict(zip(("value", "ci_low", "ci_high"), saved, strict=True))
    found["decision"] = {"per": "1,000 cases", "against": "always yes", "saved": measured}
    assert report.verdict(found, {"score": "score"}).startswith(first)


def test_invented_data_is_called_so_wherever_its_numbers_stand():
    found = result()
    found["data"]["synthetic"] = True
    assert report.verdict(found, {"score": "score"}).startswith("**SYNTHETIC data.**")
    tables = [report.results_table(found, {"score": "score"}), *report.full_results(found)]
    assert all("SYNTHETIC" in text.splitlines()[0] for text in tables if text.startswith("|"))


@pytest.mark.parametrize(
    ("measured", "text"),
    [
        (number(0.5), "0.500 [0.400,\u00a00.600]"),
        ({"value": 0.5, "ci_low": None, "ci_high": None}, "0.500 (no interval)"),
        ({"value": None, "ci_low": None, "ci_high": None}, "undefined"),
        (
            {"value": 1.0, "ci_low": None, "ci_high": None, "interval_reason": TOO_SMALL},
            "1.000 (n too small to say)",
        ),
    ],
)
def test_a_number_without_an_interval_says_why(measured, text):
    assert report.cell(measured) == text


def test_what_the_split_left_out_is_said():
    assert "Left out of training: 3 as duplicates." in report.left_out(result()["split"])


def test_a_failed_gate_stands_out_in_the_full_results():
    assert "| good | 0.1 | >= 0.5 | **no** |" in "\n".join(report.full_results(result()))


def test_a_screenshot_of_the_demo_is_shown_where_there_is_one(project):
    kept = "# Mine\n\n<!-- demo:start -->\n\nNone yet.\n\n<!-- demo:end -->\n"
    (project.root / "README.md").write_text(kept)
    assert "None yet." in report.readme(project, result(), {"score": "s"}, [], {})["README.md"]
    (project.root / "docs" / "demo.png").write_bytes(b"")
    shown = report.readme(project, result(), {"score": "s"}, [], {})["README.md"]
    assert "(docs/demo.png)" in shown
    assert "None yet." not in shown


def test_words_about_other_data_are_left_out_of_the_card(project):
    prose = "---\ndata: $data_id\n---\n<!-- written for: Some data -->\n"
    prose += "# $title\n\nA word on bees.\n"
    path = project.root / "docs" / "model-card.md"
    path.write_text(prose)
    assert "A word on bees." in card.card(project, result(), {"score": "s"})
    path.write_text(prose.replace("Some data", "Bees"))
    text = card.card(project, result(), {"score": "s"})
    assert text.startswith("---\ndata: some-data\n---\n")
    assert "bees" not in text
    assert "written for other data (Bees)" in text
    assert "| s |" in text
    assert not re.search(r"(?<!\\)\$", text)
    path.write_text("# $title\n\nNo name, so the owner answers for it: bees.\n")
    assert "bees" in card.card(project, result(), {"score": "s"})


def test_card_holds_the_title_as_text_and_the_numbers_of_the_served_tier(project):
    prose = "---\nlicense: $license\nvalue: $score\n---\n# $title\nby $authors\n\n$results\n"
    (project.root / "docs" / "model-card.md").write_text(prose)
    text = card.card(project, result(), {"score": "the score"})
    assert text.startswith("---\nlicense: mit\nvalue: 0.5\n---\n")
    assert r'# A "quoted" \\ title \| with \<tags\>, \$name and a second \*line\*' in text
    assert "by the authors of some-name" in text


@pytest.mark.parametrize(
    ("fields", "author", "terms"),
    [
        ('license = { text = "MIT" }\nauthors = [{ email = "a@b.c" }]', "a@b.c", "mit"),
        ('license = { file = "LICENSE" }', "the authors of some-name", "other"),
        ('dynamic = ["version", "description"]', "the authors of some-name", "other"),
        ('license = "MIT"\nauthors = [{ name = "A" }, { name = "B" }]', "A, B", "mit"),
    ],
)
def test_a_card_is_made_of_any_legal_project_table(project, fields, author, terms):
    (project.root / "docs" / "model-card.md").write_text("$license, $authors, $title")
    about = f'[project]\nname = "some-name"\n{fields}\n'
    (project.root / "pyproject.toml").write_text(about, encoding="utf-8")
    text = card.card(project, result(), {"score": "the score"})
    assert text == f"{terms}, {author}, some-name"


def test_json_is_sorted_and_refuses_what_is_no_json(tmp_path):
    write_json(tmp_path / "a.json", {"b": 1, "a": {"z": 1, "y": "é"}})
    assert (tmp_path / "a.json").read_bytes() == (
        '{\n  "a": {\n    "y": "é",\n    "z": 1\n  },\n  "b": 1\n}\n'.encode()
    )
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "a.json", float("nan"))


def test_run_facts_of_the_stages_stand_side_by_side(project):
    run.write_run(project, "train", 0.0, trials=3)
    run.write_run(project, "evaluate", 0.0)
    found = json.loads((project.reports / "run.json").read_text())
    assert found["train"]["trials"] == 3
    assert found["evaluate"]["seconds"] > 0
    assert found["environment"]["numpy"]


def test_the_model_that_was_there_is_noted(project):
    noted = []
    for content in ("one", "one", "another"):
        write_text(project.root / "models" / "model", content)
        run.write_run(project, "evaluate", 0.0)
        found = json.loads((project.reports / "run.json").read_text())
        noted.append(found["evaluate"]["models_sha256"])
    assert noted[0] == noted[1] != noted[2]


def test_a_figure_says_which_letters_have_no_font(tmp_path, monkeypatch):
    monkeypatch.setattr(style, "fonts", lambda: ["DejaVu Sans"])
    noted = []
    monkeypatch.setattr(Figure, "supxlabel", lambda _, text, **__: noted.append(text))
    style.draw(tmp_path / "a.png", "light", lambda figure: figure.text(0.5, 0.5, "名前"), 2.0)
    style.draw(tmp_path / "b.png", "light", lambda figure: figure.text(0.5, 0.5, "name"), 2.0)
    assert len(noted) == 1
    assert "no font" in noted[0]
