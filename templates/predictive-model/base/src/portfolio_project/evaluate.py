"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import card, charts, errors, explain, figures, leakage, metrics, report, task
from .audit import audit
from .calibration import calibration
from .data import Table, load
from .intervals import Estimate, Floats, bootstrap
from .project import InputError, Project, write_json
from .split import Split, split
from .train import Bundle, Tier, fingerprint, load_bundle


def evaluate(project: Project) -> bool:
    """Measure the tiers on the test part and write ``reports/``, MODEL_CARD.md and the README.

    Returns
    -------
    bool
        Whether every gate passed; the report is written either way.

    Raises
    ------
    InputError
        When the model was trained on other data, another split or other parameters.
    """
    start = time.perf_counter()
    table, bundle, params = load(project), load_bundle(project), project.params
    parts = split(table, params["split"], params["seed"])
    if bundle.fingerprint != fingerprint(project, table, parts):
        raise InputError(f"the model is not of this data: run `python -m {__package__} train`")
    X, y = table.X.iloc[parts.test], table.y[parts.test]
    predictions = {name: task.predict(tier.model, X) for name, tier in bundle.tiers.items()}
    result = measure(table, parts, bundle, predictions, params)
    served = bundle.tiers[bundle.served]
    matters = explain.importance(served.model, X, y, params["interval"], params["seed"])
    depends = explain.dependence(served.model, bundle.background, list(matters["field"][:4]))

    write_json(project.reports / "metrics.json", result)
    figures.draw(project, y, predictions, bundle, params)
    charts.draw_importance(project, matters)
    charts.draw_dependence(project, depends)
    errors.write(project, table, parts, predictions[bundle.served], served)
    report.fill_readme(project, result, metrics.HEADLINE, figures.README)
    card.write(project, result, metrics.HEADLINE)
    latency = one_row_milliseconds(served, X)
    report.write_run(project, "evaluate", start, rows_dropped=parts.dropped, latency_ms=latency)
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    print(report.verdict(result, metrics.HEADLINE))
    print("evaluate: gate failed: " + ", ".join(failed) if failed else "evaluate: every gate passed")
    return not failed


def measure(
    table: Table,
    parts: Split,
    bundle: Bundle,
    predictions: dict[str, Floats],
    params: dict[str, Any],
) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds.

    Parameters
    ----------
    table, parts, bundle
        The rows, where they went, and the fitted tiers.
    predictions : dict of str to ndarray, shape (test rows,)
        Of each tier.
    params : dict
        The tables of params.toml.
    """
    y, level, seed = table.y[parts.test], params["interval"]["level"], params["seed"]
    estimates = estimate(y, predictions, bundle, params)
    tiers = {
        name: {
            "name": tier.name,
            "metrics": {m: e.interval(level) for m, e in estimates[name].items()},
        }
        for name, tier in bundle.tiers.items()
    }
    primary = {name: estimates[name][metrics.PRIMARY] for name in bundle.tiers}
    served, leaks = bundle.served, audit(table, parts, bundle.tiers["simple"].settings, seed)
    data = table.contract.data
    return {
        "schema_version": 1,
        "task": task.TASK,
        "primary_metric": {"name": metrics.PRIMARY, "higher_is_better": metrics.SIGN > 0},
        "data": {key: data[key] for key in ("name", "version", "license", "synthetic")}
        | {"sha256": table.sha256}
        | {"n": {p: len(getattr(parts, p)) for p in ("train", "val", "test")}},
        "split": {"strategy": parts.strategy, "seed": seed},
        "interval": {"method": "percentile bootstrap", "unit": "row", **params["interval"]},
        "models": tiers,
        "served": served,
        "comparison": {
            f"selected_vs_{other}": primary["selected"].minus(primary[other], level)
            for other in ("trivial", "simple")
        },
        "calibration": calibration(
            y, predictions[served], bundle.tiers[served].decision, params["interval"], seed
        ),
        "slices": slices(table, parts, predictions[served], bundle.tiers[served], params),
        "leakage": leaks,
        "gates": gates(tiers[served]["metrics"], primary, served, leaks, params),
    }


def estimate(
    y: Floats, predictions: dict[str, Floats], bundle: Bundle, params: dict[str, Any]
) -> dict[str, dict[str, Estimate]]:
    """Bootstrap every metric of every tier on the same resamples, so that tiers are paired."""
    statistics = {
        (name, metric): partial(function, y, predictions[name])
        for name, tier in bundle.tiers.items()
        for metric, function in metrics.measures(tier.decision).items()
    }
    keyed = {"/".join(key): statistic for key, statistic in statistics.items()}
    done = bootstrap(keyed, len(y), params["interval"]["resamples"], params["seed"])
    found: dict[str, dict[str, Estimate]] = {name: {} for name in bundle.tiers}
    for name, metric in statistics:
        found[name][metric] = done[f"{name}/{metric}"]
    return found


def slices(
    table: Table, parts: Split, predictions: Floats, tier: Tier, params: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Measure the served tier on the levels and quantiles of the owner's columns.

    Returns
    -------
    dict
        ``column: slice`` to ``n`` and each of the owner's metrics with its interval.
    """
    y, settings = table.y[parts.test], params["interval"]
    found: dict[str, dict[str, Any]] = {}
    for name in params["slices"]["columns"]:
        column = table.X[name].iloc[parts.test]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            column = pd.qcut(column, params["slices"]["quantiles"], duplicates="drop", precision=4)
        for part in column.cat.categories:
            rows = (column == part).to_numpy()
            if not rows.any():
                continue
            chosen = {m: metrics.measures(tier.decision)[m] for m in params["slices"]["metrics"]}
            statistics = {m: partial(f, y[rows], predictions[rows]) for m, f in chosen.items()}
            done = bootstrap(statistics, int(rows.sum()), settings["resamples"], params["seed"])
            measured = {m: e.interval(settings["level"]) for m, e in done.items()}
            found[f"{name}: {part}"] = {"n": int(rows.sum()), "metrics": measured}
    return found


def gates(
    measured: dict[str, dict[str, float | None]],
    primary: dict[str, Estimate],
    served: str,
    leaks: dict[str, Any],
    params: dict[str, Any],
) -> dict[str, Any]:
    """Decide whether the served tier may be used.

    Two gates are always there: no leak check failed, and the served tier beats the trivial one with
    the whole interval. The rest is the owner's, from ``[gates]`` in params.toml.
    """
    gain = primary[served].minus(primary["trivial"], params["interval"]["level"])
    surest = min(metrics.SIGN * (gain[end] or 0.0) for end in ("ci_low", "ci_high"))
    decided = {
        "no_leak": leakage.check(sum(not c["passed"] for c in leaks.values()), "==", 0),
        "beats_trivial": leakage.check(surest, ">", 0),
    }
    for name, gate in params["gates"].items():
        value = measured[gate["metric"]]["value"]
        decided[name] = leakage.check(value, gate["op"], gate["threshold"])
    return decided


def one_row_milliseconds(tier: Tier, X: pd.DataFrame) -> dict[str, float]:
    """Time predictions of single rows; median and 95th percentile."""
    taken = []
    for i in range(50):
        begin = time.perf_counter()
        task.predict(tier.model, X.iloc[[i % len(X)]])
        taken.append(1000 * (time.perf_counter() - begin))
    return {"p50": round(float(np.median(taken)), 3), "p95": round(float(np.quantile(taken, 0.95)), 3)}
