"""The demo starts, predicts, follows another image, and shows results and limits."""

import json
import re
from pathlib import Path

import pytest
from pictures import file_of, picture
from streamlit.testing.v1 import AppTest

from portfolio_project.contract import read_contract
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


def test_the_page_opens_and_warns_only_where_a_gate_failed(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    said = [f"Gates failed: {', '.join(failed)}. Do not rely on this model."] if failed else []
    assert not opened.exception
    assert [error.value for error in opened.error] == said
    assert len(opened.title) == 1


def test_the_served_result_and_the_limits_are_shown(opened, finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert "license:" not in text(opened)


def test_another_image_gets_another_answer(opened, finished):
    answers, last = set(), len(opened.selectbox[0].options) - 1
    for i in range(0, last + 1, max(1, last // 5)):  # of every class, where they lie in its order
        opened.selectbox[0].select_index(i).run()
        assert not opened.exception
        answers.add((opened.metric[0].value, opened.caption[0].value))
    assert len(answers) > 2
    assert {answer for answer, _ in answers} <= {*read_contract(finished).classes, "not sure"}


def test_an_upload_is_answered_and_a_broken_one_is_refused(opened):
    opened.radio[0].set_value("Upload").run()
    assert not opened.exception
    assert opened.info
    good = file_of(picture("RGB", (60, 60), (200, 30, 30)))
    opened.file_uploader[0].upload("a.png", good, "image/png").run()
    assert not opened.exception
    assert len(opened.metric) == 1
    opened.file_uploader[0].upload("b.png", b"broken", "image/png").run()
    assert not opened.exception
    assert "no image that can be read" in opened.error[0].value


def test_the_canvas_sends_a_picture_and_loads_nothing_from_the_net():
    html = (APP.parent / "canvas" / "index.html").read_text(encoding="utf-8")
    assert "streamlit:" in html
    assert "toDataURL" in html
    assert not re.search(r"https?://|src=", html)
