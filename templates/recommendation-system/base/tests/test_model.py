"""The known answer is found, fitting twice is equal, and so is what is read back."""

import io

import joblib
import numpy as np
import pytest
from logs import checkerboard, random_events

from portfolio_project.baseline import (
    ItemKNN,
    Popularity,
)
from portfolio_project.model import challenger


@pytest.mark.parametrize("tier", [ItemKNN, challenger], ids=lambda tier: tier.__name__)
def test_the_only_right_recommendation_is_the_withheld_item(tier):
    events, withheld = checkerboard()
    first = tier().fit(events).recommend(list(withheld), 1)[:, 0]
    assert [events.items[i] for i in first] == list(withheld.values())


def test_popularity_cannot_know_it():
    events, withheld = checkerboard()
    first = Popularity().fit(events).recommend(list(withheld), 1)[:, 0]
    right = [events.items[i] == item for i, item in zip(first, withheld.values(), strict=True)]
    assert np.mean(right) < 0.7


def test_fitting_twice_and_reading_back_give_the_same_lists():
    first, second = (challenger().fit(random_events()) for _ in range(2))
    file = io.BytesIO()
    joblib.dump(first, file)
    read = joblib.load(io.BytesIO(file.getvalue()))
    expected = first.scores(first.liked)
    for other in (second, read):
        assert np.array_equal(other.scores(other.liked), expected)
