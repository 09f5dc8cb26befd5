"""What is written: only between the markers, the same bytes everywhere, and text stays text."""

import json

import pytest

from portfolio_project.project import (
    Project,
    write_json,
    write_text,
)
from portfolio_project.reporting import card, report

TITLE = 'A "quoted" \\ title | with <tags>, $name and\na second *line*'


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
        "data": {"name": "Some data", "license": "CC0", "n": {"train": 8, "val": 0, "test": 2}},
        "interval": {"unit": "row", "level": 0.95},
        "models": models,
        "served": "simple",
        "comparison": {"challenger_vs_trivial": comparison, "challenger_vs_simple": comparison},
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


def test_readme_changes_between_the_markers_and_nowhere_else(project):
    readme = project.root / "README.md"
    kept = "# Mine\n\n{}\n\nMy words, with \\1 and $x.\n"
    readme.write_text(kept.format("<!-- result:start -->\nold\n<!-- result:end -->"))
    report.fill_readme(project, result(), {"score": "the score"}, "fig", "alt text")
    once = readme.read_text()
    before, _, rest = once.partition("<!-- result:start -->")
    assert (before, rest.partition("<!-- result:end -->")[2]) == tuple(kept.split("{}"))
    assert "old" not in once
    assert "| the score |" in once
    assert 'src="reports/figures/fig.png"' in once
    report.fill_readme(project, result(), {"score": "the score"}, "fig", "alt text")
    assert readme.read_text() == once


def test_what_is_drawn_as_a_whole_is_said(project):
    (project.root / "README.md").write_text("<!-- result:start -->\n<!-- result:end -->\n")
    found = result()
    found["interval"]["clustered_by"] = "document"
    report.fill_readme(project, found, {"score": "s"}, "fig", "alt")
    assert "95% bootstrap intervals over documents." in (project.root / "README.md").read_text()


def test_a_readme_without_markers_is_left_alone(project):
    (project.root / "README.md").write_text("# Mine\n")
    report.fill_readme(project, result(), {"score": "s"}, "fig", "alt")
    assert (project.root / "README.md").read_text() == "# Mine\n"


@pytest.mark.parametrize(
    ("gap", "higher", "word"),
    [
        ((0.1, 0.05, 0.2), True, "beats the simple"),
        ((0.1, 0.05, 0.2), False, "loses to the simple"),
        ((0.1, -0.05, 0.2), True, "cannot be told apart from the simple"),
        ((-0.1, -0.2, -0.05), True, "loses to the simple"),
    ],
)
def test_a_defeat_is_called_a_defeat(gap, higher, word):
    assert word in report.verdict(result(gap, higher), {"score": "score"})


def test_a_failed_gate_stands_out_in_the_full_results():
    assert "| good | 0.1 | >= 0.5 | **no** |" in "\n".join(report.full_results(result()))


def test_card_holds_the_title_as_text_and_the_numbers_of_the_served_tier(project):
    prose = "---\nlicense: $license\nvalue: $score\n---\n# $title\nby $authors\n\n$results\n"
    (project.root / "docs" / "model-card.md").write_text(prose)
    card.write(project, result(), {"score": "the score"})
    text = (project.root / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert text.startswith("---\nlicense: mit\nvalue: 0.5\n---\n")
    assert r'# A "quoted" \\ title \| with \<tags\>, \$name and a second \*line\*' in text
    assert "by the authors of some-name" in text


def test_json_is_sorted_and_refuses_what_is_no_json(tmp_path):
    write_json(tmp_path / "a.json", {"b": 1, "a": {"z": 1, "y": "é"}})
    assert (tmp_path / "a.json").read_bytes() == (
        '{\n  "a": {\n    "y": "é",\n    "z": 1\n  },\n  "b": 1\n}\n'.encode()
    )
    with pytest.raises(ValueError, match="JSON"):
        write_json(tmp_path / "a.json", float("nan"))


def test_run_facts_of_the_stages_stand_side_by_side(project):
    report.write_run(project, "train", 0.0, trials=3)
    report.write_run(project, "evaluate", 0.0)
    run = json.loads((project.reports / "run.json").read_text())
    assert run["train"]["trials"] == 3
    assert run["evaluate"]["seconds"] > 0
    assert run["environment"]["numpy"]


def test_the_model_that_was_there_is_noted(project):
    noted = []
    for content in ("one", "one", "another"):
        write_text(project.root / "models" / "model", content)
        report.write_run(project, "evaluate", 0.0)
        run = json.loads((project.reports / "run.json").read_text())
        noted.append(run["evaluate"]["models_sha256"])
    assert noted[0] == noted[1] != noted[2]
