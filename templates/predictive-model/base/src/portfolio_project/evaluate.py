"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import itertools
import time
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import card, charts, errors, explain, figures, report, task
from .audit import audit
from .calibration import calibration
from .data import Table, load
from .intervals import Estimate, Floats, bootstrap
from .leakage import check
from .metrics import HEADLINE, PRIMARY, SIGN, measures
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
    start, params = time.perf_counter(), project.params
    table, bundle = load(project), load_bundle(project)
    parts = split(table, params["split"], params["seed"])
    if bundle.fingerprint != fingerprint(project, table, parts):
        raise InputError(f"the model is not of this data: run `python -m {__package__} train`")
    X, y = table.X.iloc[parts.test], table.y[parts.test]
    predictions = {name: task.predict(tier.model, X) for name, tier in bundle.tiers.items()}
    result = measure(table, parts, bundle, predictions, params)
    write_json(project.reports / "metrics.json", result)

    served = bundle.tiers[bundle.served]
    matters = explain.importance(served.model, X, y, params["interval"], params["seed"])
    depends = explain.dependence(served.model, bundle.background, list(matters["field"][:4]))
    figures.draw(project, y, predictions, bundle)
    charts.draw_importance(project, matters, bundle.served)
    charts.draw_dependence(project, depends, bundle.served)
    errors.write(project, table, parts, predictions[bundle.served], served)
    report.fill_readme(project, result, HEADLINE, *figures.README)
    card.write(project, result, HEADLINE)
    latency = milliseconds(served, X)
    report.write_run(project, "evaluate", start, rows_dropped=parts.dropped, latency_ms=latency)
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    print(f"evaluate: {report.verdict(result, HEADLINE)}")
    print(
        f"evaluate: gates failed: {', '.join(failed)}" if failed else "evaluate: all gates passed"
    )
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
    y, settings, seed = table.y[parts.test], params["interval"], params["seed"]
    level, data, served = settings["level"], table.contract.data, bundle.served
    tier, p = bundle.tiers[served], predictions[served]
    found = {}
    for name, t in bundle.tiers.items():  # the same seed gives the same resamples: tiers are paired
        statistics = {m: partial(f, y, predictions[name]) for m, f in measures(t.decision).items()}
        found[name] = bootstrap(statistics, len(y), settings["resamples"], seed)
    primary = {name: estimates[PRIMARY] for name, estimates in found.items()}
    metrics = {n: {m: e.interval(level) for m, e in found[n].items()} for n in found}
    leaks = audit(table, parts, bundle.tiers["simple"].settings, seed)
    return {
        "schema_version": 1,
        "task": task.TASK,
        "primary_metric": {"name": PRIMARY, "higher_is_better": SIGN > 0},
        "data": {
            **{key: data[key] for key in ("name", "version", "license", "synthetic")},
            "sha256": table.sha256,
            "n": {part: len(getattr(parts, part)) for part in ("train", "val", "test")},
        },
        "split": {"strategy": parts.strategy, "seed": seed},
        "interval": {"method": "percentile bootstrap", "unit": "row", **settings},
        "models": {n: {"name": t.name, "metrics": metrics[n]} for n, t in bundle.tiers.items()},
        "served": served,
        "comparison": {
            f"selected_vs_{other}": primary["selected"].minus(primary[other], level)
            for other in ("trivial", "simple")
        },
        "calibration": calibration(y, p, tier.decision, settings, seed),
        "slices": slices(table, parts, p, tier, params),
        "leakage": leaks,
        "gates": gates(metrics[served], primary, served, leaks, params),
    }


def slices(
    table: Table, parts: Split, p: Floats, tier: Tier, params: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """Measure the served tier on the levels and quantiles of the owner's columns.

    Returns
    -------
    dict
        ``column: slice`` to ``n`` and each of the owner's metrics with its interval.
    """
    y, settings, found = table.y[parts.test], params["interval"], {}
    chosen = {name: measures(tier.decision)[name] for name in params["slices"]["metrics"]}
    for name in params["slices"]["columns"]:
        column = table.X[name].iloc[parts.test]
        if not isinstance(column.dtype, pd.CategoricalDtype):
            column = by_quantile(column, params["slices"]["quantiles"])
        for part, n in column.value_counts(sort=False).items():
            rows = (column == part).to_numpy()
            statistics = {m: partial(f, y[rows], p[rows]) for m, f in chosen.items()}
            done = bootstrap(statistics, n, settings["resamples"], params["seed"]) if n else {}
            intervals = {m: e.interval(settings["level"]) for m, e in done.items()}
            found[f"{name}: {part}"] = {"n": int(n), "metrics": intervals}
    return found


def by_quantile(column: pd.Series, parts: int) -> pd.Series:
    """Name the quantile that each value falls into, such as ``9.5 to 12.1``."""
    edges = np.unique(column.quantile(np.linspace(0, 1, parts + 1)))
    names = [f"{low:.4g} to {high:.4g}" for low, high in itertools.pairwise(edges)]
    return pd.cut(column, edges, labels=names, include_lowest=True)


def gates(
    metrics: dict[str, dict[str, float | None]],
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
    surest = min(SIGN * (gain[end] or 0.0) for end in ("ci_low", "ci_high"))
    failed = sum(not leak["passed"] for leak in leaks.values())
    decided = {"no_leak": check(failed, "==", 0), "beats_trivial": check(surest, ">", 0)}
    for name, gate in params["gates"].items():
        decided[name] = check(metrics[gate["metric"]]["value"], gate["op"], gate["threshold"])
    return decided


def milliseconds(tier: Tier, X: pd.DataFrame) -> dict[str, float]:
    """Time predictions of single rows: median and 95th percentile."""
    marks = [time.perf_counter()]
    for i in range(50):
        task.predict(tier.model, X.iloc[[i % len(X)]])
        marks.append(time.perf_counter())
    p50, p95 = np.quantile(1000 * np.diff(marks), [0.5, 0.95])
    return {"p50": round(p50, 3), "p95": round(p95, 3)}
