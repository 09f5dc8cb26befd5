"""The demo recommends, and follows a changed choice."""

import pytest
from reporting.opened import opened_on


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


def listed(page):
    return list(page.dataframe[0].value["item"])


def test_another_user_and_a_new_one_are_answered(opened):
    before = listed(opened)
    assert len(before) == 10
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
