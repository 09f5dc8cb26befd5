"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from functools import partial
from typing import Any

import numpy as np

from . import errors, figures, protocol
from .audit import audit
from .held_out import HeldOut, open_test_part
from .metrics import HEADLINE, PRIMARY, K, hits_of, recall
from .project import Project
from .reporting.compare import compare
from .reporting.intervals import Floats, Statistic, bootstrap, ratio
from .reporting.publish import milliseconds, publish
from .reporting.slices import sliced


def evaluate(project: Project) -> bool:
    """Open the test part once, and write reports/, MODEL_CARD.md and the README's result.

    Returns
    -------
    bool
        Whether every gate passed; the report is written either way.
    """
    start, held = time.perf_counter(), open_test_part(project)
    result = measure(held)
    figures.draw(held, result)
    errors.write(held)
    blocks = {"findings": list[str](), "protocol": protocol.told(result)}
    names = held.test.users[held.users[:50]]
    latency = milliseconds(lambda name: held.model.recommend([name], K), names)
    return publish(project, result, HEADLINE, [figures.README], blocks, start, latency_ms=latency)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.parts, held.project.params
    found = {
        name: bootstrap(means(values), len(held.users), **held.how)
        for name, values in held.values.items()
    }
    bounds = {name: found[name][PRIMARY].interval() for name in found if name not in tiers}
    users = {p: len(np.unique(held.log.events.user[getattr(parts, p)])) for p in protocol.PARTS}
    dropped = {"repeated": held.log.repeats, "below_relevance": held.log.unliked}
    facts = {
        "task": "recommendation",
        "primary_metric": {"name": PRIMARY, "higher_is_better": True},
        "data": held.log.contract.data | {"sha256": held.log.sha256, "n": users},
        "split": {"strategy": parts.strategy, "seed": params["seed"], "dropped": dropped},
        "interval": {"unit": "user", "n": len(held.users), "resamples": held.how["resamples"]},
        "calibration": protocol.facts(held) | {"reference": bounds},
        "slices": slices(held),
        "leakage": audit(held, tiers["simple"].settings, params["seed"]),
    }
    return compare(facts, found, held.bundle, params)


def mean(x: Floats, w: Floats) -> Floats:
    """Average over users, shape (users,), under weights of shape (b, users)."""
    return ratio(w @ x, w.sum(-1))


def means(values: dict[str, Floats]) -> dict[str, Statistic]:
    """Make a statistic of each metric: its mean over users."""
    return {name: partial(mean, x) for name, x in values.items()}


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier for cold and for warm users, and on head and on tail items.

    An item slice is the recall of the relevant items that are in it, over users who have any.
    """
    owner, events = held.project.params["slices"], held.log.events
    before = np.bincount(events.user[held.parts.fitted], minlength=len(events.users))[held.users]
    cold = before <= owner["cold"]
    values = {m: held.values[held.bundle.served][m] for m in (PRIMARY, "recall_at_10")}
    users = {f"cold, at most {owner['cold']} events": cold, "warm": ~cold}
    parts = {f"users: {n}": {m: x[rows] for m, x in values.items()} for n, rows in users.items()}
    head = held.model.catalogue[: round(owner["head"] * len(held.model.catalogue))]
    inside, lists = np.isin(held.test.item, head), held.lists[held.bundle.served]
    items, found = {f"head, top {owner['head']:.0%}": inside, "tail": ~inside}, {}
    for name, rows in items.items():
        hits, relevant = hits_of(lists, held.test.take(rows), held.users)
        have = relevant > 0
        parts[f"items: {name}"] = {"recall_at_10": recall(hits[have], relevant[have])}
    for name, part in parts.items():
        if n := len(part["recall_at_10"]):
            found[name] = sliced(means(part), n, held.how)
    return found
