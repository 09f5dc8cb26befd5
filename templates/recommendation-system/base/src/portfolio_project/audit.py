"""Leak checks of recommendations, and the list of all checks."""

from dataclasses import replace
from typing import Any

import numpy as np

from .baseline import ItemKNN
from .contract import Contract
from .data import Interactions, Ints
from .held_out import HeldOut
from .metrics import PRIMARY, Hits, K, hits_of, ndcg, per_user
from .reporting import leakage
from .split import Split

SHUFFLED = 500  # users of the test part, and others; so that large data takes no longer


def audit(held: HeldOut, settings: dict[str, Any], seed: int) -> dict[str, Any]:
    """Run every check that applies.

    Parameters
    ----------
    held : HeldOut
        The test part, and what was recommended.
    settings : dict
        Of the fastest tier that learns from the events, as chosen.
    seed : int
        Of the shuffles.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """
    events, parts = held.log.events, held.parts
    fitted, test = events.take(parts.fitted), events.take(parts.test)
    checks = {
        "test_pairs_disjoint": leakage.disjoint(pairs(fitted), pairs(test), "L1.1 test set"),
        "near_duplicates": near_duplicates(fitted, test),
        "known_at_prediction": known_at_prediction(held.log.contract),
        "time_order": time_order(events, parts),
        "nothing_seen_is_recommended": nothing_seen(held, fitted),
        "label_shuffle": label_shuffle(events, parts, settings, seed),
    }
    if parts.strategy == "random":
        del checks["time_order"]  # nothing is in order
    return checks | too_good(held)


def too_good(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Warn of a result that honest work is not known to reach on this data, under this split.

    That is more than the true tastes reach, where the data is synthetic; or ``[alarm]`` of
    params.toml, which names a number for a split, or none.
    """
    mean = {name: float(values[PRIMARY].mean()) for name, values in held.values.items()}
    alarm = held.project.params.get("alarm", {}).get(held.parts.strategy)
    bound = mean.get("ceiling", alarm)
    if bound is None:
        return {}
    observed, most = round(mean[held.bundle.served], 6), round(bound, 6)
    kind = "L1 too good to be true"
    return {"not_too_good": leakage.check(observed, "<=", most, warns=True, kind=kind)}


def pairs(events: Interactions) -> list[str]:
    """Give what an event is known by: its user and its item."""
    names = zip(events.users[events.user], events.items[events.item], strict=True)
    return [f"{user}\t{item}" for user, item in names]


def near_duplicates(fitted: Interactions, test: Interactions) -> dict[str, Any]:
    """Check that no test event is a fitted one in another spelling of user or item."""
    sides = [{" ".join(pair.casefold().split()) for pair in pairs(x)} for x in (fitted, test)]
    return leakage.check(len(sides[0] & sides[1]), "==", 0, kind="L1.4 duplicates")


def known_at_prediction(contract: Contract) -> dict[str, Any]:
    """Check that what is used of an event exists when the recommendation is made."""
    used = [column for column in contract.columns if column.role != "excluded"]
    unknown = [column.name for column in used if not column.known_at_prediction]
    facts: dict[str, Any] = {"field": unknown[0]} if unknown else {}
    return leakage.check(len(unknown), "==", 0, kind="L2 illegitimate field", **facts)


def time_order(events: Interactions, parts: Split) -> dict[str, Any]:
    """Check that no event used for fitting is later than the user's first test event.

    Under the global split it must not be later than anybody's, nor at the same time.
    """
    fitted, test = events.take(parts.fitted), events.take(parts.test)
    if parts.strategy == "global":
        return leakage.time_order(fitted.time, test.time)
    first = np.full(len(events.users), np.inf)
    np.minimum.at(first, test.user, test.time)
    late = int((fitted.time > first[fitted.user]).sum())
    return leakage.check(late, "==", 0, kind="L3.1 temporal")


def nothing_seen(held: HeldOut, fitted: Interactions) -> dict[str, Any]:
    """Check that no list holds what its user took before, liked or not: it would be no use."""
    seen = [hits_of(held.lists[tier], fitted, held.users)[0].sum() for tier in held.bundle.tiers]
    return leakage.check(int(sum(seen)), "==", 0, kind="L1.4 duplicates")


def label_shuffle(
    events: Interactions, parts: Split, settings: dict[str, Any], seed: int
) -> dict[str, Any]:
    """Give users other items, drawn evenly, and fit: only what has seen the test part does well.

    Chance puts the relevant items anywhere among those that the user had not taken.
    """
    size, rng = len(events.items), np.random.default_rng(seed)
    liked_rows = parts.test[events.liked[parts.test]]
    tested = np.isin(np.arange(len(events.users)), events.user[liked_rows])
    some = [rng.permutation(np.flatnonzero(side))[:SHUFFLED] for side in (tested, ~tested)]
    users = np.sort(np.concatenate(some))
    sides = [part[np.isin(events.user[part], users)] for part in (parts.fitted, liked_rows)]
    targets, relevant = np.unique(events.user[sides[1]], return_counts=True)
    taken = np.bincount(events.user[sides[0]], minlength=len(events.users))[targets]

    def run(rng: np.random.Generator) -> leakage.Scores:
        other = rng.permuted(np.tile(np.arange(size), (len(users), 1)), axis=1)
        position = np.searchsorted(users, events.user)
        item = other[np.minimum(position, len(users) - 1), events.item]
        fitted, test = (replace(events, item=item).take(side) for side in sides)
        lists = ItemKNN(**settings).fit(fitted).recommend(events.users[targets], K)
        score = float(per_user(lists, test, targets, np.ones(size))["ndcg_at_10"].mean())
        chances = [ndcg(by_chance(relevant, size - taken, rng), relevant) for _ in range(20)]
        return score, np.mean(chances, axis=1)

    return leakage.label_shuffle(run, seed + SHUFFLED)  # seeds that nothing else uses


def by_chance(relevant: Ints, unseen: Ints, rng: np.random.Generator) -> Hits:
    """Draw which of K ranks hold a relevant item, without replacement, shape (users, K)."""
    remaining, hits = relevant.copy(), np.zeros((len(relevant), K), dtype=bool)
    for rank in range(K):
        hits[:, rank] = rng.random(len(remaining)) < remaining / np.maximum(unseen - rank, 1)
        remaining -= hits[:, rank]
    return hits
