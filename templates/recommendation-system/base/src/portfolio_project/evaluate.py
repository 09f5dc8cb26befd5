"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from typing import Any

import numpy as np

from . import errors, figures, protocol
from .audit import audit
from .gates import gates
from .held_out import HeldOut, open_test_part
from .intervals import Estimate, Floats, bootstrap
from .metrics import HEADLINE, PRIMARY, K, hits_of, recall
from .project import Project
from .publish import milliseconds, publish

PROVENANCE = ("name", "version", "license", "synthetic")


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
    protocol.fill_readme(held, result)
    names = held.test.users[held.users[:50]]
    latency = milliseconds(lambda name: held.model.recommend([name], K), names)
    return publish(project, result, HEADLINE, figures.README, start, latency_ms=latency)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.parts, held.project.params
    found = {name: means(values, held) for name, values in held.values.items()}
    primary = {name: estimates[PRIMARY] for name, estimates in found.items()}
    metrics = {n: {m: e.interval() for m, e in found[n].items()} for n in tiers}
    users = {p: len(np.unique(held.log.events.user[getattr(parts, p)])) for p in protocol.PARTS}
    leaks = audit(held, tiers["simple"].settings, params["seed"])
    others, gain = ("trivial", "simple"), primary[held.bundle.served].minus(primary["trivial"])
    return {
        "schema_version": 1,
        "task": "recommendation",
        "primary_metric": {"name": PRIMARY, "higher_is_better": True},
        "data": {key: held.log.contract.data[key] for key in PROVENANCE}
        | {"sha256": held.log.sha256, "n": users},
        "split": {"strategy": parts.strategy, "seed": params["seed"]},
        "interval": {"method": "percentile bootstrap", "unit": "user", **params["interval"]},
        "models": {n: {"name": tiers[n].name, "metrics": metrics[n]} for n in tiers},
        "served": held.bundle.served,
        "comparison": {f"selected_vs_{o}": primary["selected"].minus(primary[o]) for o in others},
        "calibration": protocol.facts(held)
        | {"reference": {n: primary[n].interval() for n in primary if n not in tiers}},
        "slices": slices(held),
        "leakage": leaks,
        "gates": gates(params["gates"], metrics[held.bundle.served], gain, leaks, True),
    }


def means(values: dict[str, Floats], held: HeldOut) -> dict[str, Estimate]:
    """Average each metric over users, with its resamples."""
    statistics = {name: (lambda w, x=x: w @ x / w.sum(-1)) for name, x in values.items()}
    return bootstrap(statistics, len(next(iter(values.values()))), **held.how)


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
            metrics = {m: e.interval() for m, e in means(part, held).items()}
            found[name] = {"n": n, "metrics": metrics}
    return found
