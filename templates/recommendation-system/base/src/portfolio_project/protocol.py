"""How it was measured, in words and numbers, to stand beside every result."""

from typing import Any

import numpy as np

from .held_out import HeldOut
from .metrics import HEADLINE, PRIMARY, K, coverage, exposure, gini
from .reporting.intervals import Measured
from .reporting.report import cell, fill_blocks, table

PARTS = ("train", "val", "test")
NOTE = "Coverage is the share of the catalogue in any list; Gini is 0 when all are shown equally."
SPLITS = {"last": "last {last} events of each user", "global": "latest {share:.0%} of all events"}


def facts(held: HeldOut) -> dict[str, Any]:
    """Give the protocol, and how much of the catalogue each tier shows.

    Returns
    -------
    dict
        ``protocol`` and ``catalogue``; coverage and inequality are of all lists together, and a
        resample would always show less, so they have no interval.
    """
    params, log, parts = held.project.params, held.log, held.parts
    events, fitted = log.events, log.events.take(parts.fitted)
    catalogue = held.model.catalogue
    shown = {n: exposure(some, len(events.items))[catalogue] for n, some in held.lists.items()}
    rule = f" of a value of {params['relevance']['minimum']:g} or more"
    words = {
        "split": SPLITS[parts.strategy].format(**params["split"]) + ", and as many for validation",
        "relevant": "every held-out event" + rule * bool(log.contract.role("value")),
        "candidates": "the whole catalogue, without sampled negatives",
        "catalogue": f"items with at least {params['catalogue']['fewest']} events before the test",
        "seen": "items that the user took before are left out of the list",
        "average": "every user with a test event counts once",
        "unknown": "a user without events gets what is popular; an item outside is a miss",
        "model": "fitted on everything before the test part",
    }
    numbers = {
        "k": K,
        "catalogue_items": len(catalogue),
        "test_events": len(held.test.user),
        "users_without_test_events": len(events.users) - len(held.users),
        "test_users_without_history": int(np.isin(held.users, fitted.user, invert=True).sum()),
        "test_events_of_items_outside": int(np.isin(held.test.item, catalogue, invert=True).sum()),
        "events_below_relevance": log.unliked,
        "events_repeated": log.repeats,
    }
    measured = {"coverage": coverage, "gini": gini}
    spread = {n: {m: round(f(x), 8) for m, f in measured.items()} for n, x in shown.items()}
    return {"protocol": words | numbers, "catalogue": spread}


def bounded(result: dict[str, Any]) -> dict[str, Measured]:
    """Collect nDCG of the tiers and of what bounds them, from the lowest bound up."""
    bounds = result["calibration"]["reference"]
    tiers = {name: model["metrics"][PRIMARY] for name, model in result["models"].items()}
    return {"random": bounds["random"]} | tiers | bounds


def fill_readme(held: HeldOut, result: dict[str, Any]) -> None:
    """Write the protocol into the README's block, with what bounds the result and the catalogue."""
    found, measured, rows = result["calibration"], bounded(result), []
    for name, spread in found["catalogue"].items():
        rows.append([name, cell(measured[name]), *[f"{x:.3f}" for x in spread.values()]])
    said = [f"- {name.replace('_', ' ')}: {fact}" for name, fact in found["protocol"].items()]
    kind = "The data is SYNTHETIC: these numbers say nothing about real people. "
    bounds = "`ceiling` ranks by the true tastes, which only a synthetic world has. "
    note = (kind + bounds) * result["data"]["synthetic"] + NOTE
    paragraphs = ["\n".join(said), table(["", HEADLINE[PRIMARY], "coverage", "Gini"], rows), note]
    fill_blocks(held.project, {"protocol": paragraphs})
