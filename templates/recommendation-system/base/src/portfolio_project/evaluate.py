"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from functools import partial
from typing import Any

import numpy as np

from . import errors, figures, protocol
from .audit import audit
from .held_out import HeldOut, open_test_part
from .metrics import HEADLINE, PRIMARY, K, hits_of, recall
from .reporting.compare import Facts, compare
from .reporting.intervals import Statistic, bootstrap, describe
from .reporting.project import Project
from .reporting.publish import milliseconds, publish
from .reporting.shares import Floats, ratio
from .reporting.slices import sliced

RECALL = "recall_at_10"


def evaluate(project: Project) -> bool:
    """Open the test part once, and write reports/, MODEL_CARD.md and the README's result."""
    start, held = time.perf_counter(), open_test_part(project)
    result = measure(held)
    figures.draw(held, result)
    errors.write(held, result["calibration"]["protocol"]["line"])
    blocks = {"findings": errors.findings(held, result), "protocol": protocol.paragraphs(result)}
    names = held.test.users[held.users[:50]]
    latency = milliseconds(lambda name: held.model.recommend([name], K), names)
    return publish(project, result, HEADLINE, figures.README, blocks, start, latency_ms=latency)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.parts, held.project.params
    estimates = {
        name: bootstrap(means(values), len(held.users), **held.resampling)
        for name, values in held.values.items()
    }
    bounds = {name: estimates[name][PRIMARY].interval() for name in estimates if name not in tiers}
    facts = Facts(
        task="recommendation",
        primary_metric=PRIMARY,
        data=held.log.contract.data | {"sha256": held.log.sha256},
        n={p: len(np.unique(held.log.events.user[getattr(parts, p)])) for p in protocol.PARTS},
        split={"strategy": parts.strategy, "dropped": {"repeats_of_an_item": held.log.repeats}},
        interval=describe(held.resampling, "user", len(held.users)),
        calibration=protocol.facts(held) | {"reference": bounds},
        slices=slices(held),
        leakage=audit(held, tiers["simple"].settings, params["seed"]),
    )
    return compare(facts, estimates, held.bundle, params)


def mean(x: Floats, w: Floats) -> Floats:
    """Average over users, shape (users,), under weights of shape (b, users)."""
    return ratio(w @ x, w.sum(-1))


def means(values: dict[str, Floats]) -> dict[str, Statistic]:
    """Make a statistic of each metric: its mean over users."""
    return {name: partial(mean, x) for name, x in values.items()}


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier for cold and for warm users, and on head and on tail items.

    An item slice is the recall of the relevant items that are in it, over users who have any. Each
    slice has the paired difference to popularity: how hard a slice is says nothing about the tier.
    """
    settings, served, catalogue = (
        held.project.params["slices"],
        held.bundle.served,
        held.model.catalogue,
    )
    tiers, cold, found = (served, "trivial"), held.before <= settings["cold"], {}
    for name, rows in {f"cold, at most {settings['cold']} events": cold, "warm": ~cold}.items():
        parts = [{m: held.values[tier][m][rows] for m in (PRIMARY, RECALL)} for tier in tiers]
        found[f"users: {name}"] = parts
    inside = np.isin(held.test.item, catalogue[: round(settings["head"] * len(catalogue))])
    for name, rows in {f"head, top {settings['head']:.0%}": inside, "tail": ~inside}.items():
        some = held.test.take(rows)
        hits = [hits_of(held.lists[tier], some, held.users) for tier in tiers]
        have = hits[0][1] > 0
        found[f"items: {name}"] = [{RECALL: recall(h[have], n[have])} for h, n in hits]
    return {
        name: sliced(means(mine | gain(mine, other)), n, held.resampling)
        for name, (mine, other) in found.items()
        if (n := len(mine[RECALL]))
    }


def gain(mine: dict[str, Floats], other: dict[str, Floats]) -> dict[str, Floats]:
    """Give how far one tier is above popularity, for each user and metric."""
    return {f"{metric}_above_popularity": mine[metric] - other[metric] for metric in mine}
