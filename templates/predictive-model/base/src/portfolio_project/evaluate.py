"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import itertools
import time
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import card, explain, figures, report, task
from .audit import audit
from .decision import calibration, measures
from .held_out import HeldOut, open_test_part
from .intervals import Estimate, bootstrap
from .leakage import check
from .metrics import HEADLINE, PRIMARY, SIGN
from .project import Project, write_json

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
    write_json(project.reports / "metrics.json", result)
    figures.draw(held)
    explain.write(held)
    report.fill_readme(project, result, HEADLINE, *figures.README)
    card.write(project, result, HEADLINE)
    facts = {"rows_dropped": held.parts.dropped, "latency_ms": milliseconds(held)}
    report.write_run(project, "evaluate", start, **facts)
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    print(f"evaluate: {report.verdict(result, HEADLINE)}")
    print("evaluate:", f"gates failed: {', '.join(failed)}" if failed else "all gates passed")
    return not failed


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
    others = ("trivial", "simple")
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
        "gates": gates(held, metrics[held.bundle.served], primary, leaks),
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


def gates(
    held: HeldOut, metrics: dict[str, Any], primary: dict[str, Estimate], leaks: dict[str, Any]
) -> dict[str, Any]:
    """Decide whether the served tier may be used.

    Two gates are always there: no leak check failed, and the served tier beats the trivial one with
    the whole interval. The rest is the owner's, from ``[gates]`` in params.toml.
    """
    gain = primary[held.bundle.served].minus(primary["trivial"])
    surest = min(SIGN * (gain[end] or 0.0) for end in ("ci_low", "ci_high"))
    failed = sum(not leak["passed"] for leak in leaks.values())
    decided = {"no_leak": check(failed, "==", 0), "beats_trivial": check(surest, ">", 0)}
    for name, gate in held.project.params["gates"].items():
        decided[name] = check(metrics[gate["metric"]]["value"], gate["op"], gate["threshold"])
    return decided


def milliseconds(held: HeldOut) -> dict[str, float]:
    """Time the prediction of single rows: median and 95th percentile."""
    marks = [time.perf_counter()]
    for i in range(50):
        task.predict(held.served.model, held.X.iloc[[i % len(held.X)]])
        marks.append(time.perf_counter())
    taken = 1000 * np.diff(marks)
    return {f"p{q}": round(float(np.percentile(taken, q)), 3) for q in (50, 95)}
