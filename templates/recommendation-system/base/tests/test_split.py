"""Nobody's future is learned from, and every event is in one part."""

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.split import split

RULE = {"last": 2, "share": 0.1}
LAST, GLOBAL, RANDOM = (
    {"seed": 0, "split": RULE | {"strategy": name}} for name in ("last", "global", "random")
)


@pytest.mark.parametrize("params", [LAST, GLOBAL, RANDOM], ids=["last", "global", "random"])
@pytest.mark.parametrize("seed", range(5))
def test_every_event_is_in_exactly_one_part(params, seed):
    events = random_events(seed=seed, liked=0.6)
    parts = split(events, params)
    rows = np.concatenate([parts.train, parts.val, parts.test])
    assert sorted(rows) == list(range(len(events.user)))
    assert sorted(parts.fitted) == sorted([*parts.train, *parts.val])


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_each_users_last_liked_events_are_held_out(seed, share):
    events = random_events(seed=seed, liked=share)
    parts = split(events, LAST)
    every = (parts.train, parts.val, parts.test)
    for user in range(len(events.users)):
        train, val, test = (events.time[part][events.user[part] == user] for part in every)
        liked = [int((events.liked[part] & (events.user[part] == user)).sum()) for part in every]
        total = sum(liked)
        assert liked[1:] == [2 * (total > 4), 2 * (total > 2)]
        if len(test):
            assert max([*train, *val]) <= min(test)
        if len(val):
            assert max([*train, -1]) <= min(val)


def test_the_test_part_starts_with_a_liked_event_and_what_came_before_is_history():
    liked = [True, False, True, False, True, False, True, False]
    events = make_events([("a", f"i{i}") for i in range(8)], liked=liked)
    parts = split(events, LAST | {"split": RULE | {"strategy": "last", "last": 1}})
    assert [list(x) for x in (parts.train, parts.val, parts.test)] == [[0, 1, 2, 3], [4, 5], [6, 7]]


@pytest.mark.parametrize("seed", range(5))
def test_under_the_global_split_nothing_is_as_late_as_a_later_part(seed):
    events = random_events(seed=seed)
    parts = split(events, GLOBAL)
    assert events.time[parts.train].max() < events.time[parts.val].min()
    assert events.time[parts.val].max() < events.time[parts.test].min()


@pytest.mark.parametrize(
    ("times", "held"),
    [
        ([0] * 40 + [1] * 30 + [2] * 12 + [3] * 18, 18),  # 30 would be no nearer to 20
        ([0] * 40 + [1] * 30 + [2] * 15 + [3] * 15, 15),  # 30 is farther away
        ([0] * 40 + [1] * 20 + [2] * 35 + [3] * 5, 5),
    ],
)
def test_a_tied_moment_is_cut_on_the_side_that_is_nearer_to_the_share(times, held):
    events = make_events([(f"u{i}", "x") for i in range(100)], time=times)
    parts = split(events, GLOBAL | {"split": RULE | {"strategy": "global", "share": 0.2}})
    assert len(parts.test) == held


def test_equal_times_are_ordered_by_a_draw_and_not_by_place_or_name():
    pairs = [(f"u{u:02d}", f"i{i}") for u in range(40) for i in range(6)]
    events = make_events(pairs, time=[7] * 240)
    parts = split(events, LAST)
    held = np.bincount(events.item[parts.test], minlength=6)
    assert held.sum() == 80 and held.min() >= 5  # each of six items about 13 times
    assert list(split(events, LAST).test) == list(parts.test)
    assert list(split(events, LAST | {"seed": 1}).test) != list(parts.test)


def test_without_time_each_users_events_are_drawn():
    events = random_events(seed=3, liked=0.7)
    parts, earlier = split(events, RANDOM), split(events, LAST)
    liked = [np.bincount(events.user[x.test[events.liked[x.test]]]) for x in (parts, earlier)]
    assert np.array_equal(*liked) and set(parts.test) != set(earlier.test)


def test_a_user_with_one_event_keeps_it_for_training():
    events = make_events([("a", f"i{i}") for i in range(6)] + [("b", "i0")])
    parts = split(events, LAST)
    assert 6 in parts.train


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        (LAST | {"split": RULE | {"strategy": "first"}}, "'first' is none of"),
        (LAST | {"split": RULE | {"strategy": "last", "last": 50}}, "part has no liked event"),
        (GLOBAL | {"split": RULE | {"strategy": "global", "share": 0.6}}, "part has no liked"),
    ],
)
def test_what_cannot_be_split_is_refused(params, fault):
    with pytest.raises(InputError, match=fault):
        split(random_events(), params)
