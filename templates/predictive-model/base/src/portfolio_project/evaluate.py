"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from typing import Any

import pandas as pd

from . import errors, explain, figures, task
from .audit import audit
from .decision import facts, gates, measures, predict_tier
from .held_out import HeldOut, open_test_part
from .metrics import HEADLINE, PRIMARY, SIGN
from .reporting.compare import Facts, compare
from .reporting.intervals import Estimate, bootstrap, subset
from .reporting.project import Project
from .reporting.publish import milliseconds, publish
from .reporting.slices import by_quantile, sliced


def evaluate(project: Project) -> bool:
    """Open the test part once, and write reports/, MODEL_CARD.md and the README's result."""
    start, held = time.perf_counter(), open_test_part(project)
    result = measure(held)
    figures.draw(held)
    explain.write(held)
    rows = [held.X.iloc[[i % len(held.X)]] for i in range(50)]
    latency = milliseconds(lambda row: predict_tier(held.served, row), rows)
    blocks = {"findings": errors.write(held)}
    return publish(project, result, HEADLINE, figures.README, blocks, start, latency_ms=latency)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.parts, held.project.params
    estimates: dict[str, dict[str, Estimate]] = {}
    for name, tier in tiers.items():
        statistics = measures(tier.decision, held.y, held.predictions[name])
        estimates[name] = bootstrap(statistics, len(held.y), **held.resampling)
    decision = held.served.decision
    context = Facts(
        task=task.TASK,
        primary_metric=PRIMARY,
        higher_is_better=SIGN > 0,
        data=held.table.contract.data | {"sha256": held.table.sha256},
        n={part: len(getattr(parts, part)) for part in ("train", "val", "test")},
        split={"strategy": parts.strategy, "dropped": parts.dropped, "said": held.notes},
        interval=held.interval,
        slices=slices(held),
        leakage=audit(held.table, parts, tiers["simple"].settings, params["seed"]),
        **facts(held.y, held.p, decision, held.resampling),
    )
    added = gates(decision, held.interval["n"], parts.strategy == "time")
    return compare(context, estimates, held.bundle, params | {"gates": params["gates"] | added})


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier on the levels and quantiles of the owner's columns.

    Returns
    -------
    dict
        ``column: slice`` to ``n`` and each of the owner's metrics with its interval.
    """
    settings, found = held.project.params["slices"], {}
    for name in settings["columns"]:
        column = held.X[name]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            column = by_quantile(column, settings["quantiles"])
        for part in column.cat.remove_unused_categories().cat.categories:
            rows = (column == part).to_numpy()
            every = measures(held.served.decision, held.y[rows], held.p[rows])
            stats = {metric: every[metric] for metric in settings["metrics"]}
            found[f"{name}: {part}"] = sliced(stats, int(rows.sum()), subset(held.resampling, rows))
    return found
