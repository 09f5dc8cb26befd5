"""Every leak, injected into a table, turns the check that it belongs to red."""

from dataclasses import replace

import numpy as np
import pytest
from tables import QUANTITY, make_table, two_fields

from portfolio_project.audit import audit
from portfolio_project.reporting import leakage
from portfolio_project.split import split

PARAMS = {"split": {"test": 0.25, "validation": 0.0}, "seed": 0}


@pytest.fixture(autouse=True)
def few_shuffles(monkeypatch):
    """Spare most of the label shuffles, which are tested by themselves."""
    monkeypatch.setattr(leakage, "SHUFFLES", 2)


def checks(table, change=lambda parts: parts):
    parts = change(split(table, PARAMS))
    return audit(table, parts, settings={}, seed=0)


def red(found):
    return {name for name, check in found.items() if not check["passed"]}


def test_clean_data_passes_every_check():
    fields, y = two_fields(200)
    for role, check in {"time": "time_order", "group": "groups_disjoint"}.items():
        found = checks(make_table(fields, y, **{role: np.arange(200)}))
        assert red(found) == set()
        assert check in found


def test_checks_of_roles_that_the_data_does_not_have_are_not_claimed():
    assert not {"time_order", "groups_disjoint"} & set(checks(make_table(*two_fields(200))))


def test_a_test_row_in_training_is_found_by_its_id_and_its_content():
    found = checks(
        make_table(*two_fields(200)),
        lambda parts: replace(parts, train=np.append(parts.train, parts.test[0])),
    )
    assert {"test_ids_disjoint", "exact_duplicates"} <= red(found)


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
    assert red(checks(table, lambda _: crossed)) == {"exact_duplicates"}


def test_a_field_that_is_not_known_yet_is_found():
    found = checks(make_table(*two_fields(200), unknown=["b"]))
    assert red(found) == {"known_at_prediction"}
    assert found["known_at_prediction"]["field"] == "b"


RNG = np.random.default_rng(3)
NOISE = RNG.normal(size=400)
DISGUISES = {  # a field that gives the target away, and one of the same form that does not
    "copy": lambda y: y,
    "negative": lambda y: 3 - 2 * y,
    "monotone": lambda y: np.exp(1.5 * y),
    "code": lambda y: np.array([3.0, 1.0, 4.0, 2.0])[(2 * y + (NOISE > 0)).astype(int)],
    "category": lambda y: np.where(y > np.median(y), "yes", "no"),
    "present": lambda y: np.where(y > np.median(y), NOISE, np.nan),
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("quantity", [False, True] if QUANTITY else [False])
def test_a_field_that_gives_the_target_away_is_found_and_its_twin_is_not(disguise, quantity):
    fields, y = two_fields(400)
    y = fields["a"] + 0.5 * NOISE if quantity else y
    if quantity and disguise in ("category", "present", "code"):
        y = np.round(y.clip(-0.4, 0.4)) + (y > 0)  # 0 or 1, told as a quantity
    for truth, leaks in ((y, True), (RNG.permutation(y), False)):
        found = checks(make_table(fields | {"leak": DISGUISES[disguise](truth)}, y))
        assert ("single_field" in red(found)) is leaks
        assert found["single_field"]["field"] == "leak" or not leaks


@pytest.mark.parametrize("many", [1, 2, 40])
def test_an_identifier_tells_nothing(many):
    fields, y = two_fields(400)
    fields["id"] = np.char.add("case-", (np.arange(400) // many).astype(str))
    assert "single_field" not in red(checks(make_table(fields, y)))
    fields["id"] = np.arange(400.0) // many
    assert "single_field" not in red(checks(make_table(fields, y)))


def test_a_value_that_names_a_copied_row_tells_nothing():
    fields, y = two_fields(400)
    twice = {name: np.append(values, values[:100]) for name, values in fields.items()}
    assert red(checks(make_table(twice, np.append(y, y[:100])))) == set()


def test_a_value_that_names_a_group_tells_nothing():
    fields, y = two_fields(400)
    groups = np.arange(400) // 8
    fields["height"] = RNG.normal(size=50)[groups]  # the same in every row of a person
    y = (RNG.random(50) < 0.5)[groups]
    assert "single_field" not in red(checks(make_table(fields, y, group=groups)))


def test_a_noisy_copy_of_the_target_warns_and_names_the_field():
    fields, y = two_fields(400)
    target = fields.pop("a")
    fields["nearly"] = 0.1 * NOISE + target if QUANTITY else 0.32 * NOISE + y
    found = checks(make_table(fields, target if QUANTITY else y))
    assert red(found) == {"strong_field"}
    assert found["strong_field"]["warns"]
    assert found["strong_field"]["field"] == "nearly"


def test_a_field_that_its_owner_has_kept_warns_and_fails_nothing():
    fields, y = two_fields(400)
    table = make_table(fields | {"told": 2 * y + 1}, y)
    assert {"single_field", "linear_reconstruction"} <= red(checks(table))
    columns = [replace(c, kept="I know it" * (c.name == "told")) for c in table.contract.columns]
    kept = checks(replace(table, contract=replace(table.contract, columns=columns)))
    assert red(kept) == {"strong_field"}
    assert kept["strong_field"]["field"] == "told"


def test_as_many_fields_as_rows_are_no_leak():
    fields = {f"f{i}": RNG.normal(size=60) for i in range(60)}
    found = checks(make_table(fields, RNG.permutation(np.arange(60) % 2)))
    assert red(found) == set()
    assert "too few to tell" in found["linear_reconstruction"]["reason"]


@pytest.mark.parametrize("few", [True, False])
def test_equal_rows_that_cross_are_a_warning_where_there_are_few_levels(few):
    rng = np.random.default_rng(0)
    fields = {name: rng.integers(0, 3 if few else 300, 600).astype(float) for name in "abc"}
    found = checks(make_table(fields, rng.integers(0, 2, 600)))["exact_duplicates"]
    assert found.get("warns", False) is few
    assert (found["observed"] > 0) is few


def test_groups_of_a_panel_may_cross_and_an_official_part_is_the_sources_own():
    fields, y = two_fields(400)
    roles = {"time": np.arange(400), "group": np.arange(400) % 7}
    assert "groups_disjoint" not in checks(make_table(fields, y, **roles))
    official = np.where(np.arange(400) % 3 == 0, "test", "train")
    found = checks(make_table(fields, y, split=official, time=np.arange(400)))
    assert found["time_order"]["warns"]
    assert found["time_order"]["observed"] > 200


def test_labels_of_one_class_in_a_small_test_part_tell_nothing():
    fields, _ = two_fields(24)
    found = checks(make_table(fields, np.arange(24) % 6 == 0))["label_shuffle"]
    assert -1 <= found["mean"] <= 1  # and not NaN


def test_fields_that_add_up_to_the_target_are_found():
    fields, y = two_fields(200)
    fields["part"] = np.random.default_rng(1).normal(size=200)
    fields["rest"] = y - fields["part"]
    assert red(checks(make_table(fields, y))) == {"linear_reconstruction"}


def test_a_sum_that_is_off_by_a_thousandth_is_not_the_target():
    fields, y = two_fields(400)
    fields["part"] = RNG.normal(size=400)
    fields["rest"] = y - fields["part"] + 0.001 * NOISE
    assert "linear_reconstruction" not in red(checks(make_table(fields, y)))


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
