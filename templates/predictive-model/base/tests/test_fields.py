"""The first step of the pipelines: dates, long categories, and names that a library refuses."""

import numpy as np
import pandas as pd
import pytest
from tables import QUANTITY

from portfolio_project import baseline, model, task
from portfolio_project.fields import (
    LEVELS,
    OTHER,
    Fields,
)


def test_a_date_becomes_the_calendar_and_days_since_the_first_that_was_fitted():
    dates = pd.to_datetime(["2024-02-29T12:00", "2023-02-28", None], format="ISO8601")
    X = pd.DataFrame({"when": dates})
    made = Fields().fit(X.iloc[1:]).transform(X)
    assert list(made) == ["when: year", "when: month", "when: weekday", "when: days"]
    assert list(made.iloc[0]) == [2024, 2, 3, 366.5]  # a Thursday
    assert list(made.iloc[1]) == [2023, 2, 1, 0]
    assert made.iloc[2].isna().all()


def test_levels_beyond_what_trees_take_are_folded_by_how_frequent_they_are():
    names = [f"l{i}" for i in range(1000)]
    often = np.repeat(names[500:700], 3)
    X = pd.DataFrame({"c": pd.Categorical([*often, *names[:300], None], names)})
    made = Fields().fit(X).transform(X)["c"]
    assert len(made.cat.categories) == LEVELS + 1 == 255
    assert (made[: len(often)] == often).all()
    assert (made[len(often) : -1] == OTHER).sum() == 300 - (LEVELS - 200)
    assert pd.isna(made.iloc[-1])
    unseen = Fields().fit(X).transform(pd.DataFrame({"c": pd.Categorical(["l999"], names)}))
    assert unseen["c"].iloc[0] == OTHER


def hard_table(n=2000):
    """Make a table with everything that a library might refuse."""
    rng = np.random.default_rng(0)
    levels = [f"l{i}" for i in range(600)]
    late = np.where(np.arange(n) < n // 2, np.nan, rng.normal(size=n))
    X = pd.DataFrame(
        {
            "size [mm]": rng.normal(size=n),
            "a<b": rng.normal(size=n),
            "a]b": late,
            "nothing": np.full(n, np.nan),
            "no level": pd.Categorical([None] * n, ["x", "y"]),
            "long": pd.Categorical(rng.choice(levels, n), levels),
            "when": pd.to_datetime("2024-01-01") + pd.to_timedelta(rng.integers(0, 999, n), "D"),
            "never": pd.Series([pd.NaT] * n, dtype="datetime64[ns]"),
        }
    )
    y = (X["size [mm]"] + X["a<b"]).to_numpy()
    return X, y if QUANTITY else (y > 0).astype(float)


@pytest.mark.parametrize("build", [baseline.simple, model.challenger])
def test_both_tiers_learn_from_a_table_with_everything_that_is_hard(build):
    X, y = hard_table()
    fitted = build().fit(X.iloc[:1000], y[:1000])  # "a]b" is empty in these rows
    guess = task.predict(fitted, X.iloc[1000:], 2)
    assert guess.shape[0] == 1000
    assert np.isfinite(guess).all()
    assert task.knowledge(y[1000:], guess) > 0.5
