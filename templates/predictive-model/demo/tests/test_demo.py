"""The demo predicts, and follows a changed value."""

import pytest
from reporting.opened import opened_on


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


def test_a_changed_value_changes_the_prediction(opened):
    before = [metric.value for metric in opened.metric]
    for field in opened.number_input:
        field.set_value(field.min)
    opened.run()
    assert not opened.exception
    assert [metric.value for metric in opened.metric] != before
