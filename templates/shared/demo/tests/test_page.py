"""The page opens, shows the measured result and its limits, and warns where it has to."""

import json

import pytest
from opened import opened_on, text


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


@pytest.fixture(scope="module")
def result(finished):
    return json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))


def test_the_page_opens_and_warns_only_where_a_gate_failed(opened, result):
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    said = [f"Gates failed: {', '.join(failed)}. Do not rely on this model."] if failed else []
    assert not opened.exception
    assert [error.value for error in opened.error] == said
    assert len(opened.warning) == result["data"]["synthetic"]
    assert len(opened.title) == 1


def test_the_served_result_and_the_limits_are_shown(opened, result):
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert "license:" not in text(opened)


def test_what_cannot_be_made_is_said_and_tried_again(quick_project, capfd):
    (quick_project.root / "data" / "contract.toml").write_text("[", encoding="utf-8")
    with opened_on(quick_project) as page:
        page.run()
        assert not page.exception
        assert "says why" in page.error[0].value
        assert not page.tabs
    assert capfd.readouterr().err.count("contract.toml cannot be read") == 2
