"""The rule to beat where there is time: what it was at the same point of the season."""

from typing import Any, Self

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.pipeline import Pipeline

from . import baseline
from .data import Table
from .reporting.shares import Floats

SEASONS = {  # name: the longest step between moments for which it is the season, and its points
    "hour of the week": (pd.Timedelta("6h"), lambda t: t.day_of_week * 24 + t.hour + t.minute / 60),
    "weekday": (pd.Timedelta("3D"), lambda t: t.day_of_week),
    "week of the year": (pd.Timedelta("20D"), lambda t: t.isocalendar().week.to_numpy()),
    "month": (pd.Timedelta("100D"), lambda t: t.month),
}
NO_SEASON = "last moment"


class LastValue(BaseEstimator):  # type: ignore[misc]
    """Say the last value of the same season; where there was none yet, the constant.

    Parameters
    ----------
    season : str
        Which season :func:`last_values` looked back to; for people.
    """

    def __init__(self, season: str) -> None:
        self.season = season

    def fit(self, X: pd.DataFrame, y: Floats) -> Self:
        """Learn the constant."""
        self.constant_ = baseline.trivial().fit(X, y)
        self.classes_ = np.unique(y)
        return self

    def predict(self, X: pd.DataFrame) -> Floats:
        """Give the last value, shape (n,)."""
        return X["last"].fillna(pd.Series(self.constant_.predict(X), X.index)).to_numpy(float)

    def predict_proba(self, X: pd.DataFrame) -> Floats:
        """Give the last value of a class that is 0 or 1 as a probability, shape (n, 2)."""
        known = pd.Series(self.constant_.predict_proba(X)[:, 1], X.index)
        p = X["last"].fillna(known).to_numpy(float)
        return np.stack([1 - p, p], axis=1)


def trivial(season: str | None = None) -> Pipeline:
    """Give the constant, or the last value of a season, as a tier."""
    return Pipeline([("model", LastValue(season))]) if season else baseline.trivial()


def season_of(table: Table, params: dict[str, Any]) -> str:
    """Say which season is looked back to: ``split.season``, or what the step in time suggests.

    ``last moment`` where time is a number, or steps are as long as a season.
    """
    moments = pd.Series(np.unique(table.roles["time"]))
    if "season" in params["split"] or not pd.api.types.is_datetime64_dtype(moments):
        return str(params["split"].get("season", NO_SEASON))
    step = moments.diff().median()
    return next((name for name, (most, _) in SEASONS.items() if step <= most), NO_SEASON)


def last_values(table: Table, season: str) -> pd.DataFrame:
    """Look back from each row to the last moment before it at the same point of the season.

    Returns
    -------
    DataFrame, shape (n, 1)
        ``last``: the mean target of the row's group, or of all rows, at that moment; NaN where
        there was none. It is known at the row's moment, whichever part the earlier row is in.
    """
    times = pd.Series(table.roles["time"], table.X.index)
    point = SEASONS[season][1](pd.DatetimeIndex(times)) if season in SEASONS else 0
    group = table.roles.get("group", 0)
    keys = pd.DataFrame({"group": group, "point": point, "time": times}, table.X.index)
    means = pd.Series(table.y, keys.index).groupby([keys[name] for name in keys]).mean()
    before = means.groupby(level=["group", "point"]).shift()
    found = before.reindex(pd.MultiIndex.from_frame(keys)).to_numpy()
    return pd.DataFrame({"last": found}, keys.index)
