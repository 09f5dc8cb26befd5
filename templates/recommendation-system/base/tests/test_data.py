"""Each kind of bad row is refused by name, and what is odd but right is not."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.data import load
from portfolio_project.held_out import open_test_part
from portfolio_project.predict import serve
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.split import split

CONTRACT = """
[data]
name = "mine"
version = "1"
license = "CC0-1.0"
synthetic = false
file = "data/mine.csv"
repeats = "REPEATS"

[columns]
who = { kind = "text", role = "user", known_at_prediction = true, meaning = "a user" }
what = { kind = "text", role = "item", known_at_prediction = true, meaning = "an item" }
stars = { kind = "number", role = "value", range = [1, 5], meaning = "five is best" }
day = { kind = "date", role = "time", known_at_prediction = true, meaning = "the day" }
"""
HEAD = "who,what,stars,day"
GOOD = ["a,x,5,2026-01-02", "a,y,4,2026-01-03", "b,x,3,2026-01-01"]


@pytest.fixture
def own(quick_project):
    """Give a function that puts the owner's events and contract in place."""

    def put(rows, head=HEAD, repeats="refuse", contract=CONTRACT):
        folder = quick_project.root / "data"
        text = contract.replace("REPEATS", repeats)
        (folder / "contract.toml").write_text(text, encoding="utf-8")
        (folder / "mine.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        set_param(quick_project, "minimum", 1.0)
        return quick_project

    return put


def set_param(project, name, value):
    path = project.root / "params.toml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^{name} = \S+", f"{name} = {value}", text, count=1)
    path.write_text(text, encoding="utf-8")


def without(*names):
    return "\n".join(line for line in CONTRACT.splitlines() if not line.startswith(names))


def edit(project, old, new):
    path = project.root / "data" / "contract.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_good_rows_are_read(own):
    project = own(GOOD)
    set_param(project, "minimum", 1.0)
    events = load(project).events
    assert list(events.users) == ["a", "b"] and list(events.items) == ["x", "y"]
    assert list(events.user) == [0, 0, 1] and list(events.item) == [0, 1, 0] and events.liked.all()
    assert events.time[2] < events.time[0] < events.time[1]


def test_numbers_of_users_and_items_are_names(own):
    events = load(own(["007,1.50,5,2026-01-02", "7,12,4,2026-01-03"])).events
    assert list(events.users) == ["007", "7"] and list(events.items) == ["1.50", "12"]
    contract = CONTRACT.replace('kind = "text", role = "user"', 'kind = "integer", role = "user"')
    with pytest.raises(InputError, match=r"do not go together \(category, text would\)"):
        load(own(GOOD, contract=contract))


def test_moments_of_a_time_zone_are_read(own):
    events = load(own([f"a,{item},5,2026-01-02T0{hour}:00Z" for item, hour in ("x2", "y1")])).events
    assert list(events.items) == ["x", "y"] and events.time[1] < events.time[0]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("c,x,many,2026-01-02", "row 4, column 'stars': 'many' is not a number"),
        ("c,x,6,2026-01-02", "row 4, column 'stars': '6' is outside 1 to 5"),
        ("c,x,inf,2026-01-02", "row 4, column 'stars': 'inf' is infinite"),
        (",x,5,2026-01-02", "row 4, column 'who': '' is empty"),
        ("c,,5,2026-01-02", "row 4, column 'what': '' is empty"),
        ("c,x,5,yesterday", "row 4, column 'day': 'yesterday' is not an ISO 8601 date"),
        ("a,x,5,2026-01-09", "user 'a' has item 'x' in rows 1 and 4: remove them, or set repeats"),
    ],
)
def test_a_bad_row_is_named(own, capsys, row, fault):
    assert main(["data"], own([*GOOD, row])) == 2
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("who,what,stars,date", "column 'day' is missing"),
        ("who,whta,stars,day", "column 'what' is missing; is 'whta' the same?"),
        ("who,what,stars,day,mood", "column 'mood' is not in data/contract.toml: give it a role"),
    ],
)
def test_columns_that_do_not_fit_are_named(own, capsys, head, fault):
    rows = [row + ",good" * (head.count(",") - 3) for row in GOOD]
    assert main(["data"], own(rows, head)) == 2
    assert fault in capsys.readouterr().err


@pytest.mark.parametrize("role", ["user", "item"])
def test_a_contract_without_users_or_items_is_refused(own, role):
    lines = [line for line in CONTRACT.splitlines() if f'"{role}"' not in line]
    with pytest.raises(InputError, match=f"needs exactly one {role}"):
        load(own(GOOD, contract="\n".join(lines)))


def test_the_earliest_of_repeats_counts_where_the_contract_says_so(own):
    log = load(own([*GOOD, "a,x,2,2025-12-31"], repeats="first"))
    assert log.repeats == 1 and len(log.events.user) == 3
    assert log.events.time.argmin() == 0  # a and x: the later row is the earlier event


def test_of_repeats_at_one_time_the_lowest_value_counts(own):
    for rows in (
        ["a,x,5,2026-01-02", "a,x,2,2026-01-02"],
        ["a,x,2,2026-01-02", "a,x,5,2026-01-02"],
    ):
        project = own([*rows, "a,y,5,2026-01-03"], repeats="first")
        set_param(project, "minimum", 4.0)
        assert list(load(project).events.liked) == [False, True]


def test_every_repeat_is_counted_where_it_is_refused(own):
    rows = [*GOOD, "b,x,4,2026-02-01", "a,x,3,2026-02-02", "a,x,3,2026-02-03"]
    fault = "3 events repeat another: user 'b' has item 'x' in rows 3 and 4"
    with pytest.raises(InputError, match=fault):
        load(own(rows))


def test_a_rule_for_repeats_that_does_not_exist_is_refused(own):
    with pytest.raises(InputError, match="= 'best' will not do: one of refuse, first, last, count"):
        load(own(GOOD, repeats="best"))


@pytest.mark.parametrize(
    ("rule", "minimum", "liked"),
    [("first", 4.0, True), ("last", 4.0, False), ("count", 7.0, True), ("count", 8.0, False)],
)
def test_which_of_repeats_counts_is_the_contracts_to_say(own, rule, minimum, liked):
    project = own(["a,x,2,2026-01-05", "a,x,5,2026-01-02", "b,y,9,2026-01-03"], repeats=rule)
    edit(project, "range = [1, 5]", "range = [1, 9]")
    set_param(project, "minimum", minimum)
    events = load(project).events
    assert list(events.liked) == [liked, True] and load(project).repeats == 1
    assert (events.time[0] > events.time[1]) == (rule == "last")


def test_without_a_value_every_event_of_a_repeat_counts_one(own):
    contract = without("stars")
    rows = ["a,x,2026-01-02", "a,x,2026-01-03", "b,x,2026-01-03"]
    project = own(rows, "who,what,day", repeats="count", contract=contract)
    set_param(project, "minimum", 2.0)
    assert list(load(project).events.liked) == [True, False]


def test_rows_that_the_contract_leaves_out_are_no_events(own):
    project = own([*GOOD, ",x,5,2026-01-02", "b,y,NA,2026-01-02"])
    for name in ("who", "stars"):
        edit(project, f"{name} = {{", f'{name} = {{ left_out = [""],')
    assert len(load(project).events.user) == len(GOOD)


def test_values_below_the_relevance_rule_are_kept_and_not_liked(own):
    project = own(GOOD)
    set_param(project, "minimum", 4.0)
    events = load(project).events
    assert list(events.users) == ["a", "b"] and list(events.liked) == [True, True, False]
    other = own(GOOD)
    other.__dict__.pop("params")
    set_param(other, "minimum", 9.0)
    with pytest.raises(InputError, match=r"relevance.minimum in params.toml is above every value"):
        load(other)


def test_the_order_of_the_file_changes_nothing(own):
    rng = np.random.default_rng(0)
    rows = [f"u{u},i{i},{1 + (u * i) % 5},2026-01-0{1 + i % 3}" for u in range(9) for i in range(9)]
    found = []
    for _ in range(3):
        project = own([*rng.permutation(rows), rows[0]], repeats="first")
        project.__dict__.pop("params", None)
        set_param(project, "minimum", 3.0)
        set_param(project, "last", 1)
        events = load(project).events
        found.append((events, split(events, project.params)))
    for events, parts in found[1:]:
        for name in vars(events):
            assert np.array_equal(getattr(events, name), getattr(found[0][0], name))
        assert np.array_equal(parts.test, found[0][1].test)


@pytest.mark.parametrize("strategy", ["last", "global"])
def test_without_time_an_order_of_time_is_refused_with_what_to_do(own, capsys, strategy):
    project = own(["b,y", "a,x"], "who,what", contract=without("stars", "day"))
    set_param(project, "strategy", f'"{strategy}"')
    assert main(["data"], project) == 2
    stderr = capsys.readouterr().err
    assert "has no time" in stderr and 'set strategy = "random" in params.toml' in stderr


def test_without_value_and_time_every_event_counts_and_the_split_is_drawn(own):
    rows = [f"u{u},i{i}" for u in range(12) for i in range(12) if (u + i) % 5]
    project = own(rows, "who,what", contract=without("stars", "day"))
    set_param(project, "strategy", '"random"')
    assert load(project).events.liked.all()
    assert main(["train"], project) == 0 and main(["evaluate"], project) in (0, 1)
    found = json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))
    assert found["split"]["strategy"] == "random" and "time_order" not in found["leakage"]


def test_no_list_holds_what_its_user_rated_low_before(own):
    """Held against the rows of the file, not against what the code remembers of them."""
    rng, rows = np.random.default_rng(1), []
    for user in range(40):
        for day, item in enumerate(rng.permutation(25)[:14], 1):
            rows.append((f"u{user}", f"i{item}", 1 if user == 0 else 1 + (user + item) % 5, day))
    project = own([f"{u},{i},{value},2026-01-{day:02d}" for u, i, value, day in rows])
    set_param(project, "minimum", 4.0)
    assert main(["train"], project) == 0
    held = open_test_part(project)
    assert "u0" not in held.test.users[held.users]  # who likes nothing cannot be measured
    events = held.log.events
    test = events.take(held.parts.test)
    first = {user: test.time[test.user == user].min() for user in held.users}
    given = {(u, i): pd.Timestamp(f"2026-01-{day:02d}").value for u, i, _, day in rows}
    for lists in held.lists.values():
        for user, some in zip(held.users, lists, strict=True):
            for item in events.items[some[some >= 0]]:
                rated = given.get((str(events.users[user]), str(item)))
                assert rated is None or rated >= first[user]
    bundle = load_bundle(project)
    low = {i for u, i, *_ in rows if u == "u0"}
    for tier in bundle.tiers.values():
        reply = serve(tier.model, {"user": "u0"})
        assert reply["basis"] == "popularity" and reply["items"]
        assert not {entry["item"] for entry in reply["items"]} & low


def test_a_user_with_one_event_is_kept_but_not_tested(own):
    rows = [f"a,i{i},5,2026-01-{i + 1:02d}" for i in range(9)]
    rows += [f"b,i{i},5,2026-02-{i + 1:02d}" for i in range(9)] + ["once,i0,5,2026-03-01"]
    project = own(rows)
    set_param(project, "last", 2)
    set_param(project, "fewest", 1)
    assert main(["data"], project) == main(["train"], project) == 0
    assert main(["evaluate"], project) in (0, 1)
    text = (project.reports / "metrics.json").read_text(encoding="utf-8")
    assert '"users_without_test_events": 1' in text


def test_too_few_events_are_refused_with_what_to_do(own, capsys):
    assert main(["train"], own(GOOD)) == 2
    assert "events are too few, or [split] in params.toml holds out" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "who,what,stars,day\n"])
def test_an_empty_file_is_refused(own, capsys, text):
    project = own(GOOD)
    (project.root / "data" / "mine.csv").write_text(text, encoding="utf-8")
    assert main(["data"], project) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_another_file_than_the_contract_describes_is_refused(own, capsys):
    text = CONTRACT.replace("[columns]", f'sha256 = "{"0" * 64}"\n\n[columns]')
    assert main(["data"], own(GOOD, contract=text)) == 2
    assert "which is not the one in the contract" in capsys.readouterr().err
