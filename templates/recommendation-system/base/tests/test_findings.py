"""What is said of the run is so: slices, sentences, and the order of errors.md."""

import re
from dataclasses import replace

import numpy as np
import pytest

from portfolio_project import audit, errors, evaluate
from portfolio_project.data import NEEDS
from portfolio_project.held_out import open_test_part
from portfolio_project.reporting.project import Project


@pytest.fixture(scope="module")
def held(finished):
    """The opened test part of a finished run, with the owner's slices."""
    return open_test_part(finished)


def history(held):
    """Count each test user's events before the test part, one by one."""
    fitted = held.log.events.take(held.parts.fitted)
    return np.array([(fitted.user == user).sum() for user in held.users])


def with_values(held, served, trivial):
    """Let every metric of two tiers be these numbers, for each user."""
    values = {m: x.astype(float) for m, x in [("ndcg_at_10", served), ("recall_at_10", served)]}
    others = {m: x.astype(float) for m, x in [("ndcg_at_10", trivial), ("recall_at_10", trivial)]}
    return replace(held, values=held.values | {held.bundle.served: values, "trivial": others})


def test_cold_users_are_those_with_few_events_and_each_slice_is_held_against_popularity(held):
    before, held = history(held), replace(held, project=Project(held.project.root))
    if before.min() == before.max():
        pytest.skip("every user has the same number of events before the test part")
    most = held.project.params["slices"]["cold"] = int(np.median([before.min(), before.max()]))
    found = evaluate.slices(with_values(held, before, before - np.where(before <= most, 2, 5)))
    cold, warm = found[f"users: cold, at most {most} events"], found["users: warm"]
    assert (cold["n"], warm["n"]) == ((before <= most).sum(), (before > most).sum())
    assert cold["metrics"]["ndcg_at_10"]["value"] == pytest.approx(before[before <= most].mean())
    assert cold["metrics"]["ndcg_at_10_above_popularity"]["value"] == 2
    assert warm["metrics"]["ndcg_at_10_above_popularity"]["value"] == 5


def test_head_and_tail_are_told_apart(held):
    """Lists of all that a user liked among the popular items find the head, and no tail."""
    share, catalogue = held.project.params["slices"]["head"], held.model.catalogue
    head = set(catalogue[: round(share * len(catalogue))])
    lists = np.full((len(held.users), 10), -1)
    for row, user in enumerate(held.users):
        found = [item for item in held.test.item[held.test.user == user] if item in head][:10]
        lists[row, : len(found)] = found
    nothing = np.full_like(lists, -1)
    made = replace(held, lists=held.lists | {held.bundle.served: lists, "trivial": nothing})
    found = evaluate.slices(made)
    top = found[f"items: head, top {share:.0%}"]["metrics"]
    assert top["recall_at_10"]["value"] == top["recall_at_10_above_popularity"]["value"] == 1
    assert found["items: tail"]["metrics"]["recall_at_10"]["value"] == 0


def rows_of(text, heading):
    lines = text.partition(f"## {heading}")[2].partition("## ")[0].splitlines()
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if "|" in line]
    return [[cell.strip().replace("\\|", "|") for cell in row] for row in cells[2:]]


def test_the_worst_come_first_and_of_them_those_with_the_longest_history(held, tmp_path):
    before, held = history(held), replace(held, project=Project(tmp_path))
    rank = np.random.default_rng(0).permutation(len(before)) % 3
    errors.write(with_values(held, rank / 2, rank), "how")
    text = (held.project.reports / "errors.md").read_text(encoding="utf-8")
    rows = rows_of(text, "Users who were served worst")
    expected = sorted(before[rank == 0], reverse=True)[:10]
    assert [int(row[1]) for row in rows] == expected
    fitted = held.log.events.take(held.parts.fitted)
    for name, _, taken, *_ in rows:
        mine = fitted.take(fitted.users[fitted.user] == name)
        times = dict(zip(mine.items[mine.item], mine.time, strict=True))
        listed = [item for item in times if item in taken]  # a name may be part of another one
        assert sorted(times[item] for item in listed)[-3:] == sorted(times.values())[-3:]


def test_the_most_wanted_of_what_nobody_is_shown_comes_first(held, tmp_path):
    held = replace(held, project=Project(tmp_path))
    errors.write(held, "how")
    text = (held.project.reports / "errors.md").read_text(encoding="utf-8")
    rows = rows_of(text, "Items that were wanted and recommended to nobody")
    shown = set(held.lists[held.bundle.served].ravel())
    wanted = np.bincount(held.test.item, minlength=len(held.test.items))
    expected = sorted((wanted[i] for i in range(len(wanted)) if i not in shown), reverse=True)[:10]
    assert [int(row[1]) for row in rows if row[3] == "0"] == expected[: len(rows)]


def test_of_people_no_page_repeats_a_name(held, tmp_path):
    log = held.log
    marked = {
        f"{role}s": np.array([f"§{x}" for x in getattr(log.events, f"{role}s")]) for role in NEEDS
    }
    columns = [replace(one, personal=one.role in NEEDS) for one in log.contract.columns]
    for contract, there in ((log.contract, True), (replace(log.contract, columns=columns), False)):
        other = replace(log, contract=contract, events=replace(log.events, **marked))
        project = Project(tmp_path / str(there))
        errors.write(replace(held, log=other, project=project), "how")
        text = (project.reports / "errors.md").read_text(encoding="utf-8")
        assert ("§" in text) == there


def test_sentences_count_who_finds_nothing_and_what_nobody_is_shown(held):
    result = evaluate.measure(held)
    about, text = errors.findings(held, result)
    assert result["calibration"]["protocol"]["line"] in about
    lists = held.lists[held.bundle.served]
    liked = [set(held.test.item[held.test.user == user]) for user in held.users]
    nothing = sum(not one & set(some) for one, some in zip(liked, lists, strict=True))
    missed = sum(len(one - set(lists.ravel())) for one in liked)
    assert f"**{nothing:,} of {len(liked):,} users find nothing" in text
    assert f"**{missed:,} of {sum(map(len, liked)):,} liked test events" in text


def test_a_result_above_the_alarm_warns_and_fails_nothing(held):
    strategy, served = held.parts.strategy, held.bundle.served
    known = {name: x for name, x in held.values.items() if name != "ceiling"}
    held = replace(held, project=Project(held.project.root))
    held.project.params["alarm"] = {strategy: 0.0}
    check = audit.too_good(replace(held, values=known))["not_too_good"]
    assert check["warns"] and not check["passed"]
    held.project.params["alarm"] = {"another": 0.0}
    assert audit.too_good(replace(held, values=known)) == {}
    worse = {"ceiling": {"ndcg_at_10": held.values[served]["ndcg_at_10"] - 0.1}}
    assert not audit.too_good(replace(held, values=known | worse))["not_too_good"]["passed"]
