"""The demo starts, predicts, follows a changed value, and shows results and limits."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio_project.project import Project

APP = Path(__file__).absolute().parents[1] / "app" / "streamlit_app.py"


@pytest.fixture(scope="module")
def opened(finished):
    """Open the page on a project that has run, instead of this one."""
    patch = pytest.MonkeyPatch()
    patch.setattr(Project, "here", classmethod(lambda _: finished))
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    yield page
    patch.undo()


def text(page):
    return "\n".join(element.value for element in page.markdown)


def test_the_page_opens_without_an_error(opened):
    assert not opened.exception
    assert not opened.error
    assert len(opened.title) == 1


def test_the_served_result_and_the_limits_are_shown(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert "license:" not in text(opened)


def test_a_changed_value_changes_the_prediction(opened):
    before = [metric.value for metric in opened.metric]
    for field in opened.number_input:
        field.set_value(field.min + 0.4 * (field.max - field.min))
    opened.run()
    assert not opened.exception
    assert [metric.value for metric in opened.metric] != before
