"""Tests of slices: every value of a property is in one named part, whatever the property is."""

import numpy as np
import pandas as pd
import pytest

from portfolio_project.reporting.slices import (
    by_quantile,
)

DAY = pd.to_datetime(["2024-01-01", "2024-03-01", "2024-03-01", "2024-12-31"])


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([1.0, 2.0, 3.0, 4.0], ["1 to 2.5", "1 to 2.5", "2.5 to 4", "2.5 to 4"]),
        ([1.0, 2.0, np.nan, 4.0], ["1 to 2", "1 to 2", None, "2 to 4"]),
        ([100001.0, 100002.0, 100004.0], ["100001 to 100002"] * 2 + ["100002 to 100004"]),
        ([7.0, 7.0, 7.0], ["7", "7", "7"]),
        ([7.0, 7.0, 7.0, 9.0], ["7 to 9"] * 4),
        ([np.nan, np.nan], [None, None]),
        (DAY, ["2024-01-01 to 2024-03-01"] * 3 + ["2024-03-01 to 2024-12-31"]),
        (DAY[:1], ["2024-01-01"]),
    ],
)
def test_every_value_is_in_one_part_that_is_named_by_its_ends(values, names):
    """Close numbers get more digits, a constant is one part, dates are dates, none is in none."""
    found = by_quantile(pd.Series(values), 2)
    assert [None if pd.isna(name) else str(name) for name in found] == names
    assert list(found.cat.categories) == sorted({name for name in names if name}, key=names.index)
