"""The demo predicts, and follows a changed value."""

import numpy as np
import pandas as pd
import pytest
from reporting.opened import opened_on

from portfolio_project.data import load
from portfolio_project.decision import predict_tier
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


def test_the_values_of_another_case_change_the_prediction(opened, finished):
    table, bundle = load(finished), load_bundle(finished)
    p = predict_tier(bundle.tiers[bundle.served], table.X).reshape(len(table.y), -1)[:, 0]
    far = table.X.iloc[np.abs(p - p[bundle.parts.test[0]]).argmax()]
    before = [metric.value for metric in opened.metric]
    for field in [*opened.number_input, *opened.selectbox]:
        if field.label in far.index and pd.notna(value := far[field.label]):
            field.set_value(value if isinstance(value, str) else float(value))
    opened.run()
    assert not opened.exception
    assert [metric.value for metric in opened.metric] != before
