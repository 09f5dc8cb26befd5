"""The split: nothing from the future, no group and no duplicate on both sides, every row once."""

import numpy as np
import pandas as pd
import pytest
from tables import make_table, two_fields

from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.split import (
    binding,
    crossing,
    folds,
    split,
)
from portfolio_project.units import clusters, few_levels

SHARES = {"test": 0.25, "validation": 0.2}
SEARCH = {"folds": 4, "repeats": 2}
PARAMS = {"split": SHARES, "search": SEARCH, "seed": 0}


def parts_of(table, shares=SHARES, seed=0):
    parts = split(table, PARAMS | {"split": shares, "seed": seed})
    everything = np.concatenate([parts.train, parts.val, parts.test])
    assert len(np.unique(everything)) == len(everything)
    assert len(everything) + sum(parts.dropped.values()) == len(table.y)
    return parts


def test_without_roles_the_parts_have_equal_shares_of_the_target():
    table = make_table(*two_fields(400))
    parts = parts_of(table)
    assert parts.strategy == "stratified"
    assert len(parts.test) == pytest.approx(100, abs=1)
    assert len(parts.val) == pytest.approx(80, abs=1)
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


def test_where_many_rows_share_a_moment_the_nearest_cut_is_taken_and_said():
    fields, y = two_fields(100)
    times = np.repeat([0, 1, 2, 3], [30, 10, 45, 15])  # from 2 on 60 %, from 3 on 15 %
    parts = parts_of(make_table(fields, y, time=times), {"test": 0.25, "validation": 0.0})
    assert len(parts.test) == 15
    assert any("15% of the rows, not 25%: moments" in note for note in parts.notes)
    with pytest.raises(InputError, match="all 100 rows are of one moment"):
        split(make_table(fields, y, time=np.zeros(100)), PARAMS)


def test_no_group_stands_on_both_sides():
    fields, y = two_fields(300)
    groups = np.random.default_rng(1).integers(0, 30, 300).astype(str)
    parts = parts_of(make_table(fields, y, group=groups))
    assert parts.strategy == "group"
    assert set(groups[parts.train]).isdisjoint(groups[parts.test])
    assert set(groups[parts.train]).isdisjoint(groups[parts.val])
    assert set(groups[parts.val]).isdisjoint(groups[parts.test])


def panel(n=40, moments=30, **facts):
    """Make a table with a row for each of n shops at each moment."""
    shops, times = np.repeat(np.arange(n), moments), np.tile(np.arange(moments), n)
    fields, y = two_fields(n * moments)
    return make_table(fields, y, group=shops, time=times, **facts), shops, times


def test_in_a_panel_groups_go_on_through_time():
    table, shops, times = panel()
    parts = parts_of(table)
    assert parts.strategy == "time"
    assert times[parts.train].max() < times[parts.test].min()
    assert set(shops[parts.train]) == set(shops[parts.test])
    assert parts.dropped["future"] == 0
    assert "groups" not in parts.dropped


def test_in_a_panel_new_groups_are_both_new_and_later_where_they_are_asked_for():
    table, shops, times = panel(unseen=True)
    parts = parts_of(table, {"test": 0.25, "validation": 0.0})
    assert times[parts.train].max() < times[parts.test].min()
    assert set(shops[parts.train]).isdisjoint(shops[parts.test])
    assert len(set(shops[parts.test])) == 10
    assert parts.dropped["groups"] > 0
    cuts = folds(table, parts.train, PARAMS)
    assert len(cuts) == 4
    for fit, validate in cuts:
        assert times[parts.train[fit]].max() < times[parts.train[validate]].min()
        assert set(shops[parts.train[fit]]).isdisjoint(shops[parts.train[validate]])


def test_the_official_test_part_is_kept_whole_and_duplicates_leave_the_training_part():
    fields, y = two_fields(200)
    official = np.array(["train", "test"])[np.arange(200) % 2]
    fields["a"][:20] = fields["a"][1]
    fields["b"][:20] = fields["b"][1]
    y[:20] = y[1]  # ten rows of each part are equal
    y[2] = 1 - y[1]  # all but one, whose label is another
    parts = parts_of(make_table(fields, y, split=official), {"test": 0.5, "validation": 0.0})
    assert parts.strategy == "official"
    assert np.array_equal(parts.test, np.flatnonzero(official == "test"))
    assert parts.dropped == {"duplicates": 9}
    assert "9 rows left training: they equal rows of a later part" in parts.notes


@pytest.mark.parametrize("roles", [{}, {"group": np.arange(300) // 3}, {"time": np.zeros(300)}])
def test_equal_rows_never_stand_on_both_sides_and_rows_that_are_only_alike_may(roles):
    fields, y = two_fields(200)
    twice = {n: np.concatenate([v, v[:50], v[50:100] + 1e-9]) for n, v in fields.items()}
    table = make_table(twice, np.concatenate([y, y[:50], y[50:100]]), **roles)
    if "time" in roles:
        table.roles["time"] = np.random.default_rng(0).integers(0, 50, 300)
    parts = parts_of(table)
    fitted = np.concatenate([parts.train, parts.val])
    assert set(table.contents[fitted]).isdisjoint(table.contents[parts.test])
    assert set(table.contents[parts.train]).isdisjoint(table.contents[parts.val])
    alike = {*range(50, 100), *range(250, 300)}
    assert parts.dropped["duplicates"] <= 50
    assert len(alike & {*parts.train, *parts.val, *parts.test}) > 90 or "group" in roles


def test_where_most_rows_have_a_twin_equal_rows_are_different_cases():
    rng = np.random.default_rng(0)
    fields = {name: rng.integers(0, 3, 600).astype(float) for name in "abcd"}
    table = make_table(fields, rng.integers(0, 2, 600))
    parts = parts_of(table)
    assert few_levels(table)
    assert parts.dropped["duplicates"] == 0
    assert len(parts.test) == 150
    assert any("different cases" in note for note in parts.notes)


def test_folds_cover_every_row_once_in_each_repeat_and_keep_duplicates_together():
    fields, y = two_fields(150)
    table = make_table({n: np.append(v, v[:50]) for n, v in fields.items()}, np.append(y, y[:50]))
    rows = np.arange(200)
    cuts = folds(table, rows, PARAMS)
    assert len(cuts) == 8
    for repeat in (cuts[:4], cuts[4:]):
        validated = np.concatenate([validate for _, validate in repeat])
        assert np.array_equal(np.sort(validated), rows)
    for fit, validate in cuts:
        assert set(table.contents[fit]).isdisjoint(table.contents[validate])


def test_folds_of_time_never_look_ahead_and_keep_a_moment_together():
    fields, y = two_fields(100)
    times = np.random.default_rng(0).integers(0, 25, 100).astype("datetime64[D]")
    cuts = folds(make_table(fields, y, time=times), np.arange(100), PARAMS)
    assert len(cuts) == 4
    for fit, validate in cuts:
        assert times[fit].max() < times[validate].min()
    ends = [times[validate].max() for _, validate in cuts]
    starts = [times[validate].min() for _, validate in cuts]
    assert all(end < start for end, start in zip(ends[:-1], starts[1:], strict=True))


@pytest.mark.parametrize("share", [0.1, 0.25, 0.3, 0.4, 0.6])
@pytest.mark.parametrize("size", [1, 4])
def test_the_test_part_has_the_share_that_was_asked_for(share, size):
    fields, y = two_fields(400)
    groups = {"group": np.arange(400) // size} if size > 1 else {}
    parts = parts_of(make_table(fields, y, **groups), {"test": share, "validation": 0.0})
    assert len(parts.test) == pytest.approx(400 * share, abs=4)


@pytest.mark.parametrize("seed", range(5))
def test_groups_of_very_different_sizes_give_about_the_share(seed):
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(60), np.ceil(rng.lognormal(2, 1, 60)).astype(int))
    fields, y = two_fields(len(groups))
    parts = parts_of(make_table(fields, y, group=groups), {"test": 0.3, "validation": 0.0}, seed)
    assert len(parts.test) / len(y) == pytest.approx(0.3, abs=0.08)


def test_few_groups_give_an_answer():
    fields, y = two_fields(90)
    parts = parts_of(make_table(fields, y, group=np.arange(90) % 3), {"test": 0.3, "validation": 0})
    assert len(parts.test) == 30
    with pytest.raises(InputError, match="all rows are of one group"):
        split(make_table(fields, y, group=np.zeros(90)), PARAMS)
    with pytest.raises(InputError, match="few groups"):
        folds(make_table(fields, y, group=np.zeros(90)), np.arange(90), PARAMS)


def test_folds_that_hold_one_class_are_left_out():
    fields, _ = two_fields(100)
    y = np.arange(100) % 2 * (np.arange(100) >= 50)  # no positive in the first half
    cuts = folds(make_table(fields, y, time=np.arange(100)), np.arange(100), PARAMS)
    assert len(cuts) == 2
    with pytest.raises(InputError, match="none of 4 folds"):
        folds(make_table(fields, y, time=np.arange(100)), np.arange(50), PARAMS)


@pytest.mark.parametrize(
    ("y", "part"),
    [
        (np.arange(40) < 20, "test part has 10 rows"),
        (np.arange(40) >= 30, "training part has 30 rows"),
    ],
)
def test_a_part_that_cannot_be_learned_or_measured_is_refused(y, part):
    table = make_table({"a": np.arange(40.0)}, y, time=np.arange(40))
    with pytest.raises(InputError, match=part):
        split(table, PARAMS | {"split": {"test": 0.25, "validation": 0.0}})


def test_the_same_seed_gives_the_same_parts():
    table = make_table(*two_fields(120))
    first, again, other = (split(table, PARAMS | {"seed": s}) for s in (0, 0, 1))
    assert np.array_equal(first.test, again.test)
    assert not np.array_equal(first.test, other.test)


def random_table(seed):
    """Make a table of a form that real ones have: tails, outliers, levels, constants, gaps."""
    rng = np.random.default_rng(seed)
    n, width = int(rng.integers(60, 400)), int(rng.integers(1, 40))
    draws = [
        lambda: rng.lognormal(0, 3, n),
        lambda: np.where(rng.random(n) < 0.01, 1e9, rng.normal(size=n)),
        lambda: rng.integers(0, int(rng.integers(1, 5)), n).astype(float),
        lambda: np.where(rng.random(n) < 0.3, np.nan, rng.standard_cauchy(n)),
        lambda: np.full(n, 7.0),
        lambda: pd.Categorical.from_codes(rng.integers(-1, 3, n), ["x", "y", "z"]),
        lambda: rng.normal(size=n).round(1),
    ]
    fields = {f"f{i}": draws[rng.integers(len(draws))]() for i in range(width)}
    copies = rng.integers(0, n, int(n * rng.choice([0, 0.2, 1])))
    rows = np.append(np.arange(n), copies)
    y = rng.integers(0, 2, n) if rng.random() < 0.5 else rng.lognormal(0, 2, n)
    roles, n = {}, len(rows)
    if rng.random() < 0.4:
        roles["time"] = rng.integers(0, int(rng.integers(8, 200)), n)
    if rng.random() < 0.4:
        roles["group"] = rng.integers(0, int(rng.integers(8, 50)), n)
        roles["unseen"] = bool(rng.random() < 0.3)
    if rng.random() < 0.2:
        roles["split"] = np.where(rng.random(n) < 0.3, "test", "train")
    return make_table(pd.DataFrame(fields).iloc[rows].reset_index(drop=True), y[rows], **roles)


@pytest.mark.parametrize("seed", range(60))
def test_every_split_passes_its_own_audit(seed):
    table, shares = random_table(seed), {"test": 0.3, "validation": 0.2 * (seed % 2)}
    parts, binds = parts_of(table, shares, seed), binding(table)
    later = np.append(parts.val, parts.test)
    for rows, after in ((parts.train, later), (parts.val, parts.test)):
        for why, crosses in crossing(table, rows, after).items():
            assert not (binds[why] and crosses.any()), why
    if parts.strategy == "official":
        assert np.array_equal(parts.test, np.flatnonzero(table.roles["split"] == "test"))


def test_intervals_are_drawn_over_what_the_split_draws():
    fields, y = two_fields(720)
    rows, groups = np.arange(720), np.arange(720) // 9
    hours = np.datetime64("2024-01-01T00") + np.arange(720)
    assert clusters(make_table(fields, y), rows) == ("row", None)
    unit, drawn = clusters(make_table(fields, y, group=groups), rows[90:])
    assert (unit, drawn.min(), drawn.max() + 1) == ("group", 0, 70)
    unit, drawn = clusters(make_table(fields, y, time=hours), rows)
    assert (unit, drawn.max() + 1) == ("day", 30)  # 30 days, but only 5 weeks
    unit, drawn = clusters(make_table(fields, y, time=hours, group=groups), rows)
    assert unit == "day"
    unit, drawn = clusters(make_table(fields, y, time=np.arange(720)), rows)
    assert 20 <= drawn.max() + 1 <= 21
