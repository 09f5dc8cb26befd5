"""Each leak of events, injected, turns its check red; without one they are green."""

from dataclasses import replace

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project import audit
from portfolio_project.baseline import ItemKNN
from portfolio_project.contract import Column, Contract
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting import leakage
from portfolio_project.split import Split, split

PARAMS = {"seed": 0, "split": {"strategy": "last", "last": 2, "share": 0.1}}


def test_what_ran_has_no_leak(finished):
    checks = audit.audit(open_test_part(finished), {"neighbours": 50}, 0)
    assert {name for name, check in checks.items() if leakage.fails(check)} == set()


def test_a_fitted_event_in_the_test_part_is_found(finished):
    held = open_test_part(finished)
    shared = np.append(held.parts.train, held.parts.test[:3])
    checks = audit.audit(replace(held, parts=replace(held.parts, train=shared)), {}, 0)
    assert checks["test_pairs_disjoint"]["observed"] == 3
    assert not checks["test_pairs_disjoint"]["passed"]


def test_the_same_item_in_another_spelling_is_found():
    fitted = make_events([("a", "The Item"), ("b", "x")])
    test = make_events([("a", "the  item "), ("b", "y")])
    assert audit.near_duplicates(fitted, test)["observed"] == 1
    assert audit.near_duplicates(fitted, make_events([("b", "The Item")]))["passed"]


def test_a_column_of_the_future_is_found():
    columns = [Column("user", "text", "user", "", True), Column("stars", "number", "value", "")]
    check = audit.known_at_prediction(Contract({}, {}, columns))
    assert (check["passed"], check["field"]) == (False, "stars")


@pytest.mark.parametrize("strategy", ["last", "global"])
def test_an_event_of_the_future_in_training_is_found(strategy):
    events = random_events()
    rule = PARAMS | {"split": PARAMS["split"] | {"strategy": strategy}}
    parts = split(events, rule)
    assert audit.time_order(events, parts)["passed"]
    turned = Split(parts.test, parts.val, parts.train, strategy)
    assert not audit.time_order(events, turned)["passed"]


def test_a_list_with_what_was_seen_is_found(finished):
    held = open_test_part(finished)
    fitted = held.log.events.take(held.parts.fitted)
    lists = held.lists["challenger"].copy()
    lists[0, 0] = fitted.item[fitted.user == held.users[0]][0]
    seen = replace(held, lists=held.lists | {"challenger": lists})
    assert audit.nothing_seen(held, fitted)["passed"]
    assert audit.nothing_seen(seen, fitted)["observed"] == 1
    disliked = replace(fitted, liked=np.zeros(len(fitted.user), dtype=bool))
    assert audit.nothing_seen(seen, disliked)["observed"] == 1


def test_a_fit_that_sees_the_test_part_is_found(monkeypatch):
    """Shuffled items can only be known by who has seen them."""
    events = random_events(users=60, items=40, size=900)
    parts = split(events, PARAMS)
    assert audit.label_shuffle(events, parts, {"neighbours": 20}, 0)["passed"]
    leaking = replace(parts, train=parts.test, val=parts.test[:0])
    fit = ItemKNN.fit

    def forgetful(self, interactions, fewest=1):
        fitted = fit(self, interactions, fewest)
        fitted.seen = fitted.seen.copy()
        fitted.seen.data[:] = 0.0  # so that it may recommend what it has seen
        return fitted

    monkeypatch.setattr(ItemKNN, "fit", forgetful)
    assert not audit.label_shuffle(events, leaking, {"neighbours": 20}, 0)["passed"]


def test_shuffles_work_where_every_test_user_is_new():
    """Under the global split that can be, and nothing is left to fit on for them."""
    old = [(f"a{i}", f"i{j}") for i in range(12) for j in range(12)]
    new = [(f"b{i}", f"i{j}") for i in range(12) for j in range(12)]
    events = make_events([*old, *new])
    rows = np.arange(len(old) + len(new))
    parts = Split(rows[:72], rows[72:144], rows[144:], "global")
    assert audit.label_shuffle(events, parts, {}, 0)["observed"] is not None
