"""What anybody would expect of recommendations, whatever the metrics are."""

# YOURS: add what everybody expects who knows your catalogue.

import numpy as np
import pytest

from portfolio_project.data import load
from portfolio_project.predict import liked, serve
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def served(finished):
    """The served tier."""
    bundle = load_bundle(finished)
    return bundle.tiers[bundle.served].model


def names(reply):
    return [entry["item"] for entry in reply["items"]]


def test_minimum_the_served_tier_beats_chance_on_its_own_training_events(served):
    """Shown half of a history, it finds the other half far more often than chance does."""
    rng, hits, chance = np.random.default_rng(0), 0, 0.0
    rows = [row for row in range(len(served.users)) if served.liked[[row]].nnz >= 6][:100]
    for row in rows:
        taken = rng.permutation(served.liked[[row]].indices)
        half, rest = np.split(taken, [len(taken) // 2])
        some = [str(served.items[i]) for i in served.catalogue[half]]
        hits += len(
            set(names(serve(served, {"liked": some}))) & set(served.items[served.catalogue[rest]])
        )
        chance += 10 * len(rest) / (len(served.catalogue) - len(half))
    assert hits > 2 * chance


def test_invariance_the_order_of_what_was_liked_does_not_matter(served):
    some = [str(served.items[i]) for i in served.catalogue[[5, 1, 9]]]
    assert serve(served, {"liked": some}) == serve(served, {"liked": some[::-1]})
    assert serve(served, {"liked": some}) == serve(served, {"liked": [*some, some[0]]})


def test_invariance_a_longer_list_starts_with_the_shorter_one(served):
    user = str(served.users[0])
    ten, four = (names(serve(served, {"user": user, "n": n})) for n in (10, 4))
    assert ten[:4] == four


def test_direction_what_goes_with_an_item_rises_when_it_is_liked(served):
    one = liked(served, [str(served.items[served.catalogue[0]])])
    best = served.rank(one, 1, one)[0][0, 0]
    both = liked(served, [str(served.items[i]) for i in served.catalogue[[3, 4]]])
    more = both.copy().tolil()
    more[0, 0] = 1.0
    assert served.scores(more.tocsr())[0, best] > served.scores(both)[0, best]


def test_users_of_different_tastes_get_different_lists(served, finished):
    events = load(finished).events
    lists = served.recommend(events.users[:50], 10)
    assert len({tuple(row) for row in lists}) > 25
