"""Nobody's future is learned from, and every event is in one part."""

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project.project import InputError
from portfolio_project.split import split

LAST = {"split": {"strategy": "last", "last": 2, "share": 0.1}}
GLOBAL = {"split": {"strategy": "global", "last": 2, "share": 0.1}}


@pytest.mark.parametrize("params", [LAST, GLOBAL], ids=["last", "global"])
@pytest.mark.parametrize("seed", range(5))
def test_every_event_is_in_exactly_one_part(params, seed):
    events = random_events(seed=seed)
    parts = split(events, params)
    rows = np.concatenate([parts.train, parts.val, parts.test])
    assert sorted(rows) == list(range(len(events.user)))
    assert sorted(parts.fitted) == sorted([*parts.train, *parts.val])


@pytest.mark.parametrize("seed", range(5))
def test_each_users_last_events_are_held_out(seed):
    events = random_events(seed=seed)
    parts = split(events, LAST)
    for user in range(len(events.users)):
        train, val, test = (
            events.time[part][events.user[part] == user]
            for part in (parts.train, parts.val, parts.test)
        )
        total = len(train) + len(val) + len(test)
        assert (len(test), len(val)) == (2 * (total > 2), 2 * (total > 4))
        if len(test):
            assert max([*train, *val]) <= min(test)
        if len(val):
            assert max(train) <= min(val)


@pytest.mark.parametrize("seed", range(5))
def test_under_the_global_split_nothing_is_as_late_as_a_later_part(seed):
    events = random_events(seed=seed)
    parts = split(events, GLOBAL)
    assert events.time[parts.train].max() < events.time[parts.val].min()
    assert events.time[parts.val].max() < events.time[parts.test].min()


def test_of_equal_times_the_later_rows_are_held_out():
    events = make_events([("a", f"i{i}") for i in range(6)], time=[7] * 6)
    parts = split(events, LAST)
    assert [list(x) for x in (parts.train, parts.val, parts.test)] == [[0, 1], [2, 3], [4, 5]]


def test_a_user_with_one_event_keeps_it_for_training():
    events = make_events([("a", f"i{i}") for i in range(6)] + [("b", "i0")])
    parts = split(events, LAST)
    assert 6 in parts.train


def test_the_order_of_the_file_does_not_matter():
    events = make_events([("a", f"i{i}") for i in range(8)])
    turned = events.take(np.arange(8)[::-1])
    first, second = split(events, LAST), split(turned, LAST)
    assert sorted(events.item[first.test]) == sorted(turned.item[second.test])


@pytest.mark.parametrize(
    ("params", "fault"),
    [
        (LAST | {"split": LAST["split"] | {"strategy": "random"}}, "neither last nor global"),
        (LAST | {"split": LAST["split"] | {"last": 50}}, "part is empty"),
    ],
)
def test_what_cannot_be_split_is_refused(params, fault):
    with pytest.raises(InputError, match=fault):
        split(random_events(), params)
