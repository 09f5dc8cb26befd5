"""The first step of every pipeline: fields as the table has them become fields a model can read.

It is inside the pipeline, so what it learns (the first date, the frequent levels) it learns
from the rows that are fitted, again in every fold.
"""

from typing import Any, Self

import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin

LEVELS = 254  # of a category; histogram trees take 255, and "other" is one
OTHER = "other levels"
CALENDAR = pd.CategoricalDtype(range(13))  # months count from 1, weekdays from 0: Monday
SAFE = str.maketrans("[]<", "⟦⟧≺")  # XGBoost refuses the plain ones in a name


class Fields(BaseEstimator, TransformerMixin):  # type: ignore[misc]
    """Turn dates into the calendar, and fold rare levels of a long category into one.

    A date becomes year, month, weekday and days since the first one that was fitted. A number that
    was empty in all rows that were fitted, as a new field is in early time, says nothing: it is 0.

    Attributes
    ----------
    start_ : dict of str to Timestamp
        The earliest date of each field that is a date.
    levels_ : dict of str to CategoricalDtype
        The levels of each category, the most frequent ones of a long one.
    empty_ : list of str
        Numbers that had no value in the rows that were fitted.
    """

    def fit(self, X: pd.DataFrame, y: Any = None) -> Self:
        """Learn the first date, and the frequent levels."""
        del y
        self.start_ = {name: X[name].min() for name in X.select_dtypes("datetime")}
        self.levels_ = {}
        for name in X.select_dtypes("category"):
            levels = X[name].cat.categories
            if len(levels) > LEVELS:
                frequent = X[name].value_counts().index[:LEVELS]
                levels = [*levels[levels.isin(frequent)], OTHER]
            self.levels_[name] = pd.CategoricalDtype(levels)
        numbers = self._expand(X).select_dtypes("number")
        self.empty_ = [name for name in numbers if numbers[name].isna().all()]
        return self

    def transform(self, X: pd.DataFrame) -> pd.DataFrame:
        """Give numbers and categories, a row for each row, shape (n, fields)."""
        return self._expand(X).assign(**dict.fromkeys(self.empty_, 0.0))

    def _expand(self, X: pd.DataFrame) -> pd.DataFrame:
        new: dict[str, pd.Series] = {}
        for name, x in X.items():
            if name in self.start_:
                new[f"{name}: year"] = x.dt.year.astype(float)
                for part, points in {"month": x.dt.month, "weekday": x.dt.day_of_week}.items():
                    new[f"{name}: {part}"] = points.astype(CALENDAR)
                new[f"{name}: days"] = (x - self.start_[name]).dt.total_seconds() / 86400
            elif name in self.levels_:
                dtype = self.levels_[name]
                rare = x.notna() & ~x.isin(dtype.categories)
                new[name] = (x.astype(object).mask(rare, OTHER) if rare.any() else x).astype(dtype)
            else:
                new[name] = x
        return pd.DataFrame(new, X.index).rename(columns=lambda name: name.translate(SAFE))
