"""The rule for time: what it was at the same point of the season, and never later."""

import numpy as np
import pandas as pd
import pytest
from tables import make_table, two_fields

from portfolio_project import season


def series(step, n, **roles):
    times = pd.date_range("2024-01-01", periods=n, freq=step).to_numpy()
    return make_table({"a": np.arange(float(n))}, np.arange(float(n)), time=times, **roles)


@pytest.mark.parametrize(
    ("step", "name", "back"),
    [
        ("h", "hour of the week", 168),
        ("D", "weekday", 7),
        ("W", "week of the year", 52),
        ("MS", "month", 12),
        ("YS", "last moment", 1),
    ],
)
def test_the_season_follows_from_the_step_in_time(step, name, back):
    table = series(step, 3 * back)
    assert season.season_of(table, {"split": {}}) == name
    last = season.last_values(table, name)["last"].to_numpy()
    assert np.isnan(last[:back]).all()
    assert np.array_equal(last[back : 2 * back], np.arange(back))


def test_the_owner_may_state_the_season():
    assert season.season_of(series("h", 50), {"split": {"season": "month"}}) == "month"


def test_numbers_have_no_calendar():
    table = make_table({"a": [0.0, 1.0, 2.0]}, [5, 6, 7], time=[2001, 2002, 2003])
    assert season.season_of(table, {"split": {}}) == "last moment"
    last = season.last_values(table, "last moment")["last"]
    assert np.array_equal(last, [np.nan, 5, 6], equal_nan=True)


def test_rows_of_one_moment_look_back_to_the_mean_of_the_moment_before():
    table = make_table({"a": np.zeros(4)}, [1, 3, 10, 20], time=[1, 1, 2, 2])
    last = season.last_values(table, "last moment")["last"]
    assert np.array_equal(last, [np.nan, np.nan, 2, 2], equal_nan=True)


def test_each_group_looks_back_to_itself():
    times, shops = np.tile([1, 2], 2), np.repeat(["x", "y"], 2)
    table = make_table({"a": np.zeros(4)}, [1, 3, 10, 20], time=times, group=shops)
    last = season.last_values(table, "last moment")["last"]
    assert np.array_equal(last, [np.nan, 1, np.nan, 10], equal_nan=True)


def test_where_nothing_came_before_the_constant_is_said():
    X, y = pd.DataFrame({"last": [np.nan, 1.0, 0.0]}), np.array([1.0, 1.0, 1.0])
    constant = season.trivial().fit(X, y)
    rule = season.trivial("weekday").fit(X, y)
    assert rule[-1].predict(X)[0] == constant.predict(X)[0]
    assert list(rule[-1].predict(X)[1:]) == [1, 0]


def test_what_is_looked_back_to_does_not_depend_on_later_rows():
    fields, y = two_fields(200)
    times = np.arange(200)
    changed = np.where(times >= 150, 9.0, y)
    before, after = (
        season.last_values(make_table(fields, target, time=times), "last moment")
        for target in (y, changed)
    )
    assert before.iloc[:151].equals(after.iloc[:151])
    assert not before.equals(after)
