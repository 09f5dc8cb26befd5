"""The two official files become one table, with what the files write in ways of their own."""

# YOURS: goes together with `source.py`, where the rows come from a file of yours.

from sample import ROWS

from portfolio_project.contract import read_contract
from portfolio_project.data import load, prepare
from portfolio_project.reporting.rows import read_csv


def test_both_parts_are_read_and_stay_apart(quick_project):
    prepare(quick_project)
    rows = read_csv(quick_project.root / read_contract(quick_project).data["file"])
    assert list(rows["part"].value_counts()) == list(ROWS.values())
    assert set(rows["income"]) == {"<=50K", ">50K"}  # without the dots of the test file
    assert (rows["work_class"] == "").sum() == sum(ROWS.values()) // 20  # written as ? there
    assert not rows.eq("?").any(axis=None)


def test_the_weight_of_the_survey_is_no_feature(finished):
    assert "census_weight" not in load(finished).X
