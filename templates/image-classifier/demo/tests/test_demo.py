"""The demo predicts, follows another image, takes an upload, and refuses what is none."""

import re

import pytest
from pictures import file_of, picture
from reporting.opened import APP, opened_on

from portfolio_project.contract import read_contract


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


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
    assert "it is not a whole PNG" in opened.error[0].value


def test_the_canvas_sends_a_picture_and_loads_nothing_from_the_net():
    html = (APP.parent / "canvas" / "index.html").read_text(encoding="utf-8")
    assert "streamlit:" in html
    assert "toDataURL" in html
    assert not re.search(r"https?://|src=", html)
