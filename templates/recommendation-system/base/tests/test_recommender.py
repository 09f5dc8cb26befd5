"""One interface: batch equals single, ties are settled, and whatever is unknown has an answer."""

import numpy as np
import pytest
from logs import make_events, random_events

from portfolio_project import recommender
from portfolio_project.baseline import (
    ItemKNN,
    Popularity,
)
from portfolio_project.model import challenger
from portfolio_project.recommender import top

TIERS = [Popularity, ItemKNN, challenger]


@pytest.fixture(params=TIERS, ids=lambda tier: tier.__name__)
def fitted(request):
    """Each tier, on random events."""
    return request.param().fit(random_events())


def test_a_batch_answers_what_each_alone_is_answered(fitted, monkeypatch):
    users = [*fitted.users, "nobody"]
    batch = fitted.recommend(users, 7)
    assert np.array_equal(batch, np.concatenate([fitted.recommend([u], 7) for u in users]))
    monkeypatch.setattr(recommender, "BLOCK", 4)
    assert np.array_equal(batch, fitted.recommend(users, 7))


def test_batch_scores_are_the_same_to_the_last_bit(fitted):
    histories = fitted.rows(fitted.users, fitted.liked)
    alone = [fitted.rank(histories[[i]], 5, None)[1] for i in range(len(fitted.users))]
    assert np.array_equal(fitted.rank(histories, 5, None)[1], np.concatenate(alone))


def test_what_was_seen_is_left_out_only_if_asked(fitted):
    size = len(fitted.items)
    seen = fitted.rows(fitted.users, fitted.seen)
    for user, some in enumerate(fitted.recommend(fitted.users, size)):
        kept = some[some >= 0]
        assert not set(kept) & set(fitted.catalogue[seen[[user]].indices])
        assert len(kept) == len(set(kept)) == size - seen[[user]].nnz
    assert (fitted.recommend(fitted.users, size, exclude_seen=False) >= 0).all()


@pytest.mark.parametrize("tier", TIERS, ids=lambda tier: tier.__name__)
def test_what_was_taken_without_liking_it_is_seen_and_teaches_nothing(tier):
    """The same events without the disliked ones give the same scores, and other lists."""
    events = random_events(seed=2, liked=0.5)
    fitted, other = tier().fit(events), tier().fit(events.take(events.liked))
    assert np.array_equal(fitted.scores(fitted.liked), other.scores(other.liked))
    disliked = events.take(~events.liked)
    shown = 0
    for user, some in enumerate(fitted.recommend(fitted.users, 10)):
        assert not set(some) & set(events.item[events.user == user])
        again = other.recommend(other.users[[user]], 10)[0]
        shown += len(set(again) & set(disliked.item[disliked.user == user]))
    assert shown > 0


@pytest.mark.parametrize("tier", TIERS, ids=lambda tier: tier.__name__)
def test_who_rated_everything_low_gets_what_is_popular_and_none_of_it_back(tier):
    events = make_events(
        [("a", "x"), ("b", "x"), ("c", "x"), ("a", "y"), ("b", "y"), ("a", "z"), ("low", "x")],
        liked=[True] * 6 + [False],
    )
    best = tier().fit(events).recommend(["low", "nobody"], 3)
    assert [[str(events.items[i]) for i in some if i >= 0] for some in best] == [
        ["y", "z"],
        ["x", "y", "z"],
    ]


def test_an_unknown_user_gets_what_is_popular(fitted):
    popular = Popularity().fit(random_events()).recommend(["nobody"], 5)
    assert np.array_equal(fitted.recommend(["nobody", ""], 5), np.repeat(popular, 2, axis=0))


def test_no_users_get_no_lists(fitted):
    assert fitted.recommend([], 5).shape == (0, 5)


@pytest.mark.parametrize("tier", TIERS, ids=lambda tier: tier.__name__)
def test_an_item_never_taken_is_never_recommended(tier):
    events = random_events()
    more = make_events([("u", "i")], users=events.users, items=["never"])
    fitted = tier().fit(more)
    never = list(more.items).index("never")
    assert never not in fitted.recommend([*more.users], len(more.items))


def test_an_item_below_the_limit_is_neither_recommended_nor_counted():
    events = make_events([("a", "x"), ("b", "x"), ("a", "rare"), ("c", "rare2")])
    fitted = Popularity().fit(events, fewest=2)
    assert [events.items[i] for i in fitted.catalogue] == ["x"]
    assert fitted.rows(["c"], fitted.liked).nnz == 0  # and so c is answered with what is popular
    assert fitted.recommend(["c"], 2).tolist() == [[list(events.items).index("x"), -1]]


def test_equal_scores_are_ranked_by_place():
    positions, scores = top(np.array([[1.0, 2.0, 1.0, 2.0, 1.0]]), 4)
    assert positions.tolist() == [[1, 3, 0, 2]] and scores.tolist() == [[2, 2, 1, 1]]


@pytest.mark.parametrize("seed", range(20))
def test_the_best_equal_a_full_stable_sort(seed):
    rng = np.random.default_rng(seed)
    scores = rng.integers(0, 4, (6, 15)).astype(float)  # many ties
    scores[rng.random(scores.shape) < 0.3] = -np.inf
    n = int(rng.integers(1, 18))
    full = np.argsort(-scores, axis=1, kind="stable")[:, :n]
    full = np.where(np.isneginf(np.take_along_axis(scores, full, 1)), -1, full)
    full = np.pad(full, ((0, 0), (0, n - full.shape[1])), constant_values=-1)
    assert np.array_equal(top(scores, n)[0], full)
