"""A whole run: what the parameters ask of a table is measured, and then a record is answered.

That two runs give the same bytes is in ``reporting/test_run.py``.
"""

import json

import pytest

from portfolio_project.__main__ import main
from portfolio_project.metrics import HEADLINE


@pytest.fixture(scope="module")
def result(finished):
    return json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))


def test_every_gate_slice_and_headline_of_the_owner_is_in_the_result(finished, result):
    params = finished.params
    assert set(params["gates"]) <= set(result["gates"])
    for column in params["slices"]["columns"]:
        assert any(name.startswith(column) for name in result["slices"]), column
    for tier in result["models"].values():
        assert set(HEADLINE) <= set(tier["metrics"])


def test_the_parts_are_the_table(finished, result):
    rows = (finished.reports / "trials.csv").read_text(encoding="utf-8").count("\n") - 1
    assert rows >= len(result["models"])
    assert min(result["data"]["n"]["train"], result["data"]["n"]["test"]) > 0


def test_the_example_is_answered_after_a_run(finished, capsys):
    example = finished.root / "data" / "example.json"
    assert main(["predict", "--json", str(example)], finished) == 0
    assert capsys.readouterr().out.strip()
