"""Every leak, injected into a table, turns the check that it belongs to red."""

from dataclasses import replace

import numpy as np
import pytest
from tables import make_table, two_fields

from portfolio_project.audit import audit
from portfolio_project.reporting import leakage
from portfolio_project.split import split

PARAMS = {"split": {"test": 0.25, "validation": 0.0}, "seed": 0}


@pytest.fixture(autouse=True)
def few_shuffles(monkeypatch):
    """Spare most of the label shuffles, which are tested by themselves."""
    monkeypatch.setattr(leakage, "SHUFFLES", 10)


def checks(table, change=lambda parts: parts):
    parts = change(split(table, PARAMS))
    return audit(table, parts, settings={}, seed=0)


def red(found):
    return {name for name, check in found.items() if not check["passed"]}


def test_clean_data_passes_every_check():
    fields, y = two_fields(200)
    found = checks(make_table(fields, y, time=np.arange(200), group=np.arange(200)))
    assert red(found) == set()
    assert {"time_order", "groups_disjoint"} <= set(found)


def test_checks_of_roles_that_the_data_does_not_have_are_not_claimed():
    assert not {"time_order", "groups_disjoint"} & set(checks(make_table(*two_fields(200))))


def test_a_test_row_in_training_is_found_by_its_id_and_its_content():
    found = checks(
        make_table(*two_fields(200)),
        lambda parts: replace(parts, train=np.append(parts.train, parts.test[0])),
    )
    assert {"test_ids_disjoint", "exact_duplicates", "near_duplicates"} <= red(found)


def test_a_copy_of_a_test_row_is_found():
    fields, y = two_fields(200)
    table = make_table({n: np.append(v, v[0]) for n, v in fields.items()}, np.append(y, y[0]))
    parts = split(table, PARAMS)
    sides = {0: parts.train, 1: parts.test}
    crossed = replace(
        parts,
        train=np.append(np.setdiff1d(sides[0], [0, 200]), 200),
        test=np.append(np.setdiff1d(sides[1], [0, 200]), 0),
    )
    assert red(checks(table, lambda _: crossed)) == {"exact_duplicates", "near_duplicates"}


def test_a_test_row_measured_twice_is_found():
    fields, y = two_fields(200)
    copy = {n: np.append(v, v[0] + 1e-5) for n, v in fields.items()}
    table = make_table(copy, np.append(y, y[0]))
    parts = split(table, PARAMS)
    crossed = replace(
        parts,
        train=np.append(np.setdiff1d(parts.train, [0, 200]), 200),
        test=np.append(np.setdiff1d(parts.test, [0, 200]), 0),
    )
    assert red(checks(table, lambda _: crossed)) == {"near_duplicates"}


def test_a_field_that_is_not_known_yet_is_found():
    found = checks(make_table(*two_fields(200), unknown=["b"]))
    assert red(found) == {"known_at_prediction"}
    assert found["known_at_prediction"]["field"] == "b"


@pytest.mark.parametrize("disguise", ["copy", "negative", "category", "identifier", "empty"])
def test_a_field_that_gives_the_target_away_is_found(disguise):
    fields, y = two_fields(200)
    fields["leak"] = {
        "copy": y,
        "negative": 3 - 2 * y,
        "category": np.where(y == 1, "yes", "no"),
        "identifier": np.char.add("case-", np.arange(200).astype(str)),
        "empty": np.where(y == 1, fields["a"], np.nan),  # only filled in for one class
    }[disguise]
    found = checks(make_table(fields, y))
    assert "single_field" in red(found)
    assert found["single_field"]["field"] == "leak"


def test_labels_of_one_class_in_a_small_test_part_tell_nothing():
    fields, _ = two_fields(24)
    found = checks(make_table(fields, np.arange(24) % 6 == 0))["label_shuffle"]
    assert -1 <= found["mean"] <= 1  # and not NaN


def test_fields_that_add_up_to_the_target_are_found():
    fields, y = two_fields(200)
    fields["part"] = np.random.default_rng(1).normal(size=200)
    fields["rest"] = y - fields["part"]
    assert red(checks(make_table(fields, y))) == {"linear_reconstruction"}


def test_a_row_of_the_future_in_training_is_found():
    def swap(parts):
        last, first = parts.test[-1], parts.train[0]
        return replace(
            parts, train=np.append(parts.train[1:], last), test=np.append(parts.test[:-1], first)
        )

    fields, y = two_fields(200)
    assert "time_order" in red(checks(make_table(fields, y, time=np.arange(200)), swap))


def test_a_group_on_both_sides_is_found():
    fields, y = two_fields(200)
    groups = np.arange(200) // 4
    table = make_table(fields, y, group=groups)
    halves = replace(split(table, PARAMS), train=np.arange(150), test=np.arange(150, 200))
    torn = replace(halves, train=np.arange(149), test=np.arange(149, 200))
    assert "groups_disjoint" in red(checks(table, lambda _: torn))
