"""The synthetic world is the one that was asked for, and says that it is synthetic."""

# YOURS: goes together with `source.py`, where the events come from a file of yours.

import json

import numpy as np
import pytest

from portfolio_project.contract import read_contract
from portfolio_project.data import NEEDS, load
from portfolio_project.reporting.project import Project
from portfolio_project.source import generate

pytestmark = pytest.mark.skipif(
    not read_contract(Project.here(), NEEDS).source, reason="the events come from the owner's file"
)

HOW = {"seed": 1, "users": 300, "items": 80, "events": 10.0, "cold_users": 0.25}
HOW |= {"late_users": 0.3, "late_items": 0.2, "skew": 0.9, "strength": 14.0, "drift": 0.3}


def test_the_same_numbers_give_the_same_events():
    assert generate(HOW).events.equals(generate(HOW).events)
    assert not generate(HOW).events.equals(generate(HOW | {"seed": 2}).events)


def test_nobody_takes_an_item_twice_or_before_it_is_out():
    world = generate(HOW)
    assert not world.events.duplicated(["user", "item"]).any()
    phase = world.events["day"].to_numpy() // 90
    user = [world.users.index(name) for name in world.events["user"]]
    item = [world.items.index(name) for name in world.events["item"]]
    assert np.isfinite(world.scores[phase, user, item]).all()


def test_some_users_are_cold_and_some_items_late():
    world = generate(HOW)
    counts = world.events["user"].value_counts()
    assert 0.15 < (counts <= 7).mean() < 0.4
    assert 0.05 < np.isinf(world.scores[0]).mean() < 0.35


@pytest.mark.parametrize(("number", "low", "high"), [("skew", 0.0, 2.0), ("strength", 0.0, 30.0)])
def test_skew_and_strength_do_what_they_say(number, low, high):
    """Skew concentrates the events of all; strength sets users apart from each other."""

    def measure(value):
        events = generate(HOW | {"strength": 0.0, "skew": 0.0, number: value}).events
        if number == "skew":
            return events["item"].value_counts().iloc[:8].sum() / len(events)
        genre = events["item"].str.partition("-")[0]
        shares = events.groupby("user")["item"].count()
        own = genre.groupby(events["user"]).agg(lambda some: some.value_counts().iloc[0])
        return (own / shares).mean()

    assert measure(high) > 1.5 * measure(low)


def test_the_result_lies_between_chance_and_the_true_tastes(finished):
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    reference, served = found["calibration"]["reference"], found["models"][found["served"]]
    value = served["metrics"]["ndcg_at_10"]["value"]
    assert reference["random"]["value"] < value < reference["ceiling"]["value"]


def test_it_says_that_it_is_synthetic_wherever_a_number_stands(finished):
    assert read_contract(finished, NEEDS).data["synthetic"] is True
    for name in ("README.md", "MODEL_CARD.md"):
        assert "SYNTHETIC" in (finished.root / name).read_text(encoding="utf-8")
    assert len(load(finished).events.users) == 1000
