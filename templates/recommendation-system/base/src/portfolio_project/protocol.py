"""How it was measured, in words and numbers, to go with every result."""

from typing import Any

import numpy as np

from .held_out import HeldOut
from .metrics import HEADLINE, PRIMARY, K, coverage, exposure, gini
from .reporting.report import cell, label, mark, table
from .reporting.shares import Measured

PARTS = ("train", "val", "test")
NOTE = "Coverage is the share of the catalogue in any list; Gini is 0 when all are shown equally."
REPEATS = {
    "first": "the earliest counts, with its value",
    "last": "the latest counts, with its value",
    "count": "the earliest counts, with the sum of all",
}
CEILING = "`ceiling` ranks by the true tastes, which only a synthetic world has. "
AS_MANY = "; before them as many for validation"
SPLITS = {
    "last": "the last {last} liked events of each user, and what was taken between them" + AS_MANY,
    "global": "the moment that is nearest to the latest {share:.0%} of all events" + AS_MANY,
    "random": "{last} liked events of each user, drawn, as the data has no time: scores are higher"
    " than in the order of time" + AS_MANY,
}


def facts(held: HeldOut) -> dict[str, Any]:
    """Give the protocol, and how much of the catalogue each tier shows.

    Returns
    -------
    dict
        ``protocol`` and ``catalogue``; coverage and inequality are of all lists together, and a
        resample would always show less, so they have no interval.
    """
    params, log, parts = held.project.params, held.log, held.parts
    events, test = log.events, log.events.take(parts.test)
    catalogue, fewest = held.model.catalogue, params["catalogue"]["fewest"]
    shown = {n: exposure(some, len(events.items))[catalogue] for n, some in held.lists.items()}
    rule = f", which is one of a value of {params['relevance']['minimum']:g} or more"
    words = {
        "split": SPLITS[parts.strategy].format(**params["split"]),
        "ties": "events of a user at one time are ordered by a draw, not by the file",
        "relevant": "relevant is a liked test event" + rule * bool(log.contract.role("value")),
        "learned": "from liked events alone; every tier is fitted on all before the test part",
        "candidates": f"ranked are all {len(catalogue)} items with {fewest} or more liked events"
        " before the test part, without sampled negatives",
        "seen": "what the user took before, liked or not, is left out of the list",
        "unknown": "a user without a liked event gets what is popular; an item outside is a miss",
        "average": f"each of the {len(held.users)} users with a liked test event counts once",
        "map": f"MAP@{K} divides by the liked test events of a user, or by {K} if they are more",
    }
    line = "; ".join(words[key] for key in ("split", "relevant", "candidates", "seen"))
    words["line"] = f"Protocol: {line}; lists of {K}; {words['average']}; {words['map']}."
    if log.repeats:
        rule = REPEATS[log.contract.data["repeats"]]
        words["repeats"] = f"of a user's events with one item {rule}"
    tested, fitted = np.unique(test.user), log.events.take(parts.fitted)
    first, latest = np.full(len(events.users), np.inf), np.full(len(events.users), -np.inf)
    np.minimum.at(first, test.user, test.time)
    np.maximum.at(latest, fitted.user, fitted.time)
    numbers = {
        "k": K,
        "share_in_test": round(len(test.user) / len(events.user), 6),
        "test_events": len(test.user),
        "test_events_liked": len(held.test.user),
        "test_events_liked_of_items_outside": int((~np.isin(held.test.item, catalogue)).sum()),
        "users_without_test_events": len(events.users) - len(tested),
        "users_without_liked_test_events": len(tested) - len(held.users),
        "test_users_without_history": int((held.before == 0).sum()),
        "test_users_cut_between_equal_times": int((first == latest)[held.users].sum()),
        "events_not_liked": int((~events.liked).sum()),
        "events_repeated": log.repeats,
    }
    ranked = {n: t.model.ranked for n, t in held.bundle.tiers.items()}
    numbers |= {f"items_ranked_by_{n}": m for n, m in ranked.items() if m < len(catalogue)}
    measured = {"coverage": coverage, "gini": gini}
    spread = {n: {m: round(f(x), 8) for m, f in measured.items()} for n, x in shown.items()}
    return {"protocol": words | numbers, "catalogue": spread}


def caption(held: HeldOut) -> str:
    """Say in half a line what a number is of, for figures."""
    events = "latest events" if held.parts.strategy == "global" else "held-out liked events"
    ranked = f"{len(held.model.catalogue):,} items, seen ones left out"
    return f"{events} of {len(held.users):,} users, {ranked}, lists of {K}"


def with_bounds(result: dict[str, Any]) -> dict[str, Measured]:
    """Collect nDCG of the tiers and of what bounds them, from the lowest bound up."""
    bounds = result["calibration"]["reference"]
    tiers = {name: model["metrics"][PRIMARY] for name, model in result["models"].items()}
    return {"random": bounds["random"]} | tiers | bounds


def paragraphs(result: dict[str, Any]) -> list[str]:
    """Tell the protocol for the README, with what bounds the result and the catalogue."""
    facts, measured, rows = result["calibration"], with_bounds(result), []
    for name, spread in facts["catalogue"].items():
        shown = label(result, name) if name in result["models"] else name
        rows.append([shown, cell(measured[name]), *[f"{x:.3f}" for x in spread.values()]])
    protocol = {name: fact for name, fact in facts["protocol"].items() if name != "line"}
    lines = [f"- {name.replace('_', ' ')}: {fact}" for name, fact in protocol.items()]
    note = CEILING * ("ceiling" in measured) + NOTE
    head = [mark(result), HEADLINE[PRIMARY], "coverage", "Gini"]
    return ["\n".join(lines), table(head, rows), note]
