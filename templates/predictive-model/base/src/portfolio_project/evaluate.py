"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import itertools
import time
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import explain, figures, task
from .audit import audit
from .decision import calibration, measures
from .gates import gates
from .held_out import HeldOut, open_test_part
from .intervals import Estimate, bootstrap
from .metrics import HEADLINE, PRIMARY, SIGN
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
    figures.draw(held)
    explain.write(held)
    rows = [held.X.iloc[[i % len(held.X)]] for i in range(50)]
    latency = milliseconds(lambda row: task.predict(held.served.model, row), rows)
    facts = {"rows_dropped": held.parts.dropped, "latency_ms": latency}
    return publish(project, result, HEADLINE, figures.README, start, **facts)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.parts, held.project.params
    found: dict[str, dict[str, Estimate]] = {}
    for name, tier in tiers.items():
        named = measures(tier.decision).items()
        statistics = {m: partial(f, held.y, held.predictions[name]) for m, f in named}
        found[name] = bootstrap(statistics, len(held.y), **held.how)
    primary = {name: estimates[PRIMARY] for name, estimates in found.items()}
    metrics = {n: {m: e.interval() for m, e in found[n].items()} for n in found}
    leaks = audit(held.table, parts, tiers["simple"].settings, params["seed"])
    others, gain = ("trivial", "simple"), primary[held.bundle.served].minus(primary["trivial"])
    return {
        "schema_version": 1,
        "task": task.TASK,
        "primary_metric": {"name": PRIMARY, "higher_is_better": SIGN > 0},
        "data": {key: held.table.contract.data[key] for key in PROVENANCE}
        | {"sha256": held.table.sha256}
        | {"n": {part: len(getattr(parts, part)) for part in ("train", "val", "test")}},
        "split": {"strategy": parts.strategy, "seed": params["seed"]},
        "interval": {"method": "percentile bootstrap", "unit": "row", **params["interval"]},
        "models": {n: {"name": tiers[n].name, "metrics": metrics[n]} for n in tiers},
        "served": held.bundle.served,
        "comparison": {f"selected_vs_{o}": primary["selected"].minus(primary[o]) for o in others},
        "calibration": calibration(held.y, held.p, held.served.decision, held.how),
        "slices": slices(held),
        "leakage": leaks,
        "gates": gates(params["gates"], metrics[held.bundle.served], gain, leaks, SIGN > 0),
    }


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier on the levels and quantiles of the owner's columns.

    Returns
    -------
    dict
        ``column: slice`` to ``n`` and each of the owner's metrics with its interval.
    """
    owner, found = held.project.params["slices"], {}
    chosen = {name: measures(held.served.decision)[name] for name in owner["metrics"]}
    for name in owner["columns"]:
        column = held.X[name]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            edges = np.unique(column.quantile(np.linspace(0, 1, owner["quantiles"] + 1)))
            labels = [f"{low:.4g} to {high:.4g}" for low, high in itertools.pairwise(edges)]
            column = pd.cut(column, edges, labels=labels, include_lowest=True)
        for part, n in column[column.notna()].astype(str).value_counts().items():
            rows = (column == part).to_numpy()
            statistics = {m: partial(f, held.y[rows], held.p[rows]) for m, f in chosen.items()}
            done = bootstrap(statistics, n, **held.how)
            intervals = {m: e.interval() for m, e in done.items()}
            found[f"{name}: {part}"] = {"n": int(n), "metrics": intervals}
    return found
