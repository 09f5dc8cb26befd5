"""What has changed from one file of rows to a newer one, in sentences."""

from collections.abc import Iterable

import pandas as pd

from .contract import Column
from .reporting.newer import ALARM, LEAST, shift


def differences(before: pd.DataFrame, after: pd.DataFrame, columns: list[Column]) -> Iterable[str]:
    """Say in sentences how two tables differ: their sizes, then each column that has changed.

    Numbers and dates are compared by the largest gap of their distributions (Kolmogorov and
    Smirnov), levels by a chi-squared test. Both need a gap of ``LEAST`` beside a chance below
    ``ALARM``, which is divided by the number of columns (Bonferroni).
    """
    yield f"{len(after):,} rows, {len(after) - len(before):+,} against the old file"
    used = [column for column in columns if column.role in ("feature", "target", "time")]
    shared = [column for column in used if column.name in before]
    for column in shared:
        old, new = before[column.name], after[column.name]
        empty = [part.isna().mean() for part in (old, new)]
        if abs(empty[1] - empty[0]) > LEAST:
            yield f"{column.name} is empty in {empty[1]:.0%} of the rows, {empty[0]:.0%} before"
        old, new = old.dropna(), new.dropna()
        if min(len(old), len(new)) > 0 and column.role != "time":
            yield from shift(column, old, new, ALARM / len(shared))
