"""The split: nothing from the future, no group and no duplicate on both sides, every row once."""

import numpy as np
import pytest
from tables import make_table, two_fields

from portfolio_project.reporting.project import InputError
from portfolio_project.split import folds, nearest, split

SHARES = {"test": 0.25, "validation": 0.2}
SEARCH = {"folds": 4, "repeats": 2}
PARAMS = {"split": SHARES, "search": SEARCH, "seed": 0}


def parts_of(table, shares=SHARES):
    parts = split(table, PARAMS | {"split": shares})
    everything = np.concatenate([parts.train, parts.val, parts.test])
    assert len(np.unique(everything)) == len(everything)
    assert len(everything) + parts.dropped == len(table.y)
    return parts


def test_without_roles_the_parts_have_equal_shares_of_the_target():
    table = make_table(*two_fields(400))
    parts = parts_of(table)
    assert parts.strategy == "stratified"
    assert len(parts.test) == pytest.approx(100, abs=2)
    assert len(parts.val) == pytest.approx(80, abs=8)
    for rows in (parts.train, parts.val, parts.test):
        assert table.y[rows].mean() == pytest.approx(table.y.mean(), abs=0.03)


def test_without_a_validation_share_there_is_no_validation_part():
    assert len(parts_of(make_table(*two_fields(80)), {"test": 0.25, "validation": 0.0}).val) == 0


def test_time_puts_the_latest_rows_into_test_and_rows_of_one_moment_together():
    fields, y = two_fields(300)
    times = np.random.default_rng(1).integers(0, 40, 300).astype("datetime64[D]")
    parts = parts_of(make_table(fields, y, time=times))
    assert parts.strategy == "time"
    assert times[parts.train].max() < times[parts.val].min()
    assert times[parts.val].max() < times[parts.test].min()


def test_no_group_stands_on_both_sides():
    fields, y = two_fields(300)
    groups = np.random.default_rng(1).integers(0, 30, 300).astype(str)
    parts = parts_of(make_table(fields, y, group=groups))
    assert parts.strategy == "group"
    assert set(groups[parts.train]).isdisjoint(groups[parts.test])
    assert set(groups[parts.train]).isdisjoint(groups[parts.val])
    assert set(groups[parts.val]).isdisjoint(groups[parts.test])


def test_the_official_test_part_is_kept_whole_and_duplicates_leave_the_training_part():
    fields, y = two_fields(200)
    official = np.array(["train", "test"])[np.arange(200) % 2]
    fields["a"][:20] = fields["a"][1]
    fields["b"][:20] = fields["b"][1]  # ten rows of each part are equal
    parts = parts_of(make_table(fields, y, split=official), {"test": 0.5, "validation": 0.0})
    assert parts.strategy == "official"
    assert np.array_equal(parts.test, np.flatnonzero(official == "test"))
    assert parts.dropped == 10


def test_equal_and_nearly_equal_rows_never_stand_on_both_sides():
    fields, y = two_fields(200)
    twice = {name: np.concatenate([v, v, v + 1e-6]) for name, v in fields.items()}
    table = make_table(twice, np.tile(y, 3))
    parts = parts_of(table)
    fitted = np.concatenate([parts.train, parts.val])
    assert set(table.contents[fitted]).isdisjoint(table.contents[parts.test])
    distances = nearest(table.X.iloc[parts.test], table.X.iloc[fitted])
    assert distances.min() > 1e-3
    assert parts.dropped > 0


def test_distance_counts_the_worst_field_and_a_category_as_one():
    table = make_table({"a": [0.0, 1.0, 0.0], "c": ["x", "x", "y"]}, [0, 0, 1])
    row, further, other = (table.X.iloc[[i]] for i in range(3))
    spread = np.std([0.0, 1.0], ddof=1)
    assert nearest(row, further)[0] == pytest.approx(1 / spread)
    assert nearest(row, other)[0] == 1
    assert nearest(row, row)[0] == 0


def test_folds_cover_every_row_once_in_each_repeat_and_keep_duplicates_together():
    fields, y = two_fields(100)
    table = make_table({n: np.tile(v, 2) for n, v in fields.items()}, np.tile(y, 2))
    rows = np.arange(200)
    cuts = folds(table, rows, PARAMS)
    assert len(cuts) == 8
    for repeat in (cuts[:4], cuts[4:]):
        validated = np.concatenate([validate for _, validate in repeat])
        assert np.array_equal(np.sort(validated), rows)
    for fit, validate in cuts:
        assert set(table.contents[fit]).isdisjoint(table.contents[validate])


def test_folds_of_time_never_look_ahead():
    fields, y = two_fields(100)
    times = np.random.default_rng(0).permutation(100).astype("datetime64[D]")
    for fit, validate in folds(make_table(fields, y, time=times), np.arange(100), PARAMS):
        assert times[fit].max() < times[validate].min()


@pytest.mark.parametrize("share", [0.1, 0.25, 0.4, 0.6])
def test_the_test_part_has_the_share_that_was_asked_for(share):
    parts = parts_of(make_table(*two_fields(400)), {"test": share, "validation": 0.0})
    assert len(parts.test) == pytest.approx(400 * share, abs=4)


def test_folds_that_hold_one_class_are_left_out():
    fields, _ = two_fields(100)
    y = np.arange(100) % 2 * (np.arange(100) >= 50)  # no positive in the first half
    cuts = folds(make_table(fields, y, time=np.arange(100)), np.arange(100), PARAMS)
    assert len(cuts) == 2
    with pytest.raises(InputError, match="none of 4 folds"):
        folds(make_table(fields, y, time=np.arange(100)), np.arange(50), PARAMS)


@pytest.mark.parametrize(
    ("fields", "y", "part"),
    [
        ({"a": np.arange(40.0)}, np.arange(40) < 20, "test part has 10 rows"),
        ({"a": np.arange(40.0)}, np.arange(40) >= 30, "training part has 30 rows"),
        ({"a": np.tile(["x", "y"], 20)}, np.arange(40) % 3 == 0, "training part has 0 rows"),
    ],
)
def test_a_part_that_cannot_be_learned_or_measured_is_refused(fields, y, part):
    table = make_table(fields, y, time=np.arange(40))
    with pytest.raises(InputError, match=part):
        split(table, PARAMS | {"split": {"test": 0.25, "validation": 0.0}})


def test_the_same_seed_gives_the_same_parts():
    table = make_table(*two_fields(120))
    first, again, other = (split(table, PARAMS | {"seed": s}) for s in (0, 0, 1))
    assert np.array_equal(first.test, again.test)
    assert not np.array_equal(first.test, other.test)
