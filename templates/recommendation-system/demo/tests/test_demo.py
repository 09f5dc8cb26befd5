"""The demo starts, recommends, follows a changed choice, and shows results and limits."""

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


def listed(page):
    return list(page.dataframe[0].value["item"])


def test_the_page_opens_and_warns_only_where_a_gate_failed(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    said = [f"Gates failed: {', '.join(failed)}. Do not rely on this model."] if failed else []
    assert not opened.exception
    assert [error.value for error in opened.error] == said
    assert len(opened.title) == 1
    assert len(listed(opened)) == 10


def test_the_served_result_and_the_limits_are_shown(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert len(opened.warning) == result["data"]["synthetic"]


def test_another_user_and_a_new_one_are_answered(opened):
    before = listed(opened)
    opened.selectbox[0].set_value(opened.selectbox[0].options[1]).run()
    assert listed(opened) != before
    opened.selectbox[0].set_value("somebody new").run()
    assert not opened.exception
    assert "what is popular" in opened.info[0].value


def test_liked_items_are_answered_with_the_reason(opened):
    opened.radio[0].set_value("somebody who liked ...").run()
    assert not opened.exception
    liked = opened.multiselect[0].value
    assert opened.dataframe[0].value["because you liked"].iloc[0] in liked
    assert not set(listed(opened)) & set(liked)
    opened.multiselect[0].set_value([]).run()
    assert "what is popular" in opened.info[0].value
