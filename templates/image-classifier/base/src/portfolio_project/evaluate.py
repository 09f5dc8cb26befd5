"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import softmax

from . import errors, figures, grids, pretrained, robustness, seeds
from .audit import audit
from .cache import caching
from .decision import cheapest, priced, statistics
from .held_out import HeldOut, open_test_part
from .metrics import HEADLINE, PRIMARY, right
from .reporting.calibration import bins
from .reporting.compare import Facts, compare
from .reporting.intervals import Estimate, bootstrap, describe, subset
from .reporting.project import Project, write_text
from .reporting.publish import milliseconds, publish
from .reporting.shares import wilson
from .reporting.slices import by_quantile, sliced


def evaluate(project: Project) -> bool:
    """Open the test part once, and write reports/, MODEL_CARD.md and the README's result."""
    start = time.perf_counter()
    with caching():  # not while latency is measured
        held = open_test_part(project)
        robust = robustness.measure(held)
        result = measure(held, robust)
    figures.draw_learning(held)
    figures.draw_confusion(held)
    figures.draw_reliability(held)
    figures.draw_robustness(held, robust)
    grids.draw_mistakes(held)
    grids.draw_saliency(held)
    write_text(project.reports / "errors.md", errors.analysis(held))
    single = [held.X[[i % len(held.X)]] for i in range(50)]
    latency = milliseconds(held.served.model.predict_log_proba, single)
    bundle, skipped = held.bundle, len(held.images.skipped)
    counts = {"files_skipped": skipped}
    counts["network_parameters"] = bundle.tiers["challenger"].model.parameters
    shown = [figures.CONFUSION, grids.MISTAKES, figures.ROBUSTNESS]
    blocks = {"findings": errors.findings(held, result)}
    return publish(project, result, HEADLINE, shown, blocks, start, latency_ms=latency, **counts)


def measure(held: HeldOut, robust: robustness.Robust) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.bundle.parts, held.project.params
    estimates: dict[str, dict[str, Estimate]] = {}
    for name, tier in tiers.items():
        stats = statistics(tier.decision, held.y, held.probabilities[name])
        estimates[name] = bootstrap(stats, len(held.y), **held.resampling)
        test = held.y, held.log_p[name], held.resampling
        estimates[name]["cost_per_1000"] = priced(tier.decision, held.validation[name], test)
    hits = right(held.y, held.p)
    served = estimates[held.bundle.served]
    unit = "image" if held.resampling["clusters"] is None else "group"
    # The trivial tier gives every image the same probability, so it asks about all or about none.
    asks = not tiers["trivial"].decision.sure(held.probabilities["trivial"]).any()
    saved = gap(estimates["trivial"]["cost_per_1000"], served["cost_per_1000"])
    settings = tiers["challenger"].settings
    again = seeds.measured(held.project, held.images, parts, settings, held.resampling)
    facts = Facts(
        task="image-classification",
        primary_metric=PRIMARY,
        data=held.images.contract.data | {"sha256": held.images.sha256},
        n={part: len(getattr(parts, part)) for part in ("train", "val", "test")},
        split={"strategy": parts.strategy, "dropped": parts.dropped, "said": parts.note},
        interval=describe(held.resampling, unit, len(held.y)),
        decision={
            "per": "1,000 images",
            "against": "ask about every image" if asks else "always say the largest class",
            "saved": saved.interval(),
        },
        calibration=calibration(held, served),
        slices=recalls(held) | slices(held) | disturbed(held, robust) | again,
        leakage=audit(held.images, parts, params, tiers["simple"].settings["C"], hits),
        missing=pretrained.missing(held.project, held.images.contract),
    )
    return compare(facts, estimates, held.bundle, params)


def gap(more: Estimate, less: Estimate) -> Estimate:
    """Subtract two estimates that were made from the same resamples."""
    value, draws = more.value - less.value, more.draws - less.draws
    return replace(more, value=value, draws=draws, fixed=None)


def calibration(held: HeldOut, served: dict[str, Estimate]) -> dict[str, Any]:
    """Say whether the probabilities can be believed, and what asking saves.

    Returns
    -------
    dict
        The calibration error before and after the temperature; ``bins``; the threshold beside the
        one that was cheapest on validation; what 1,000 images cost under both, and where nobody is
        asked; and what asking saves against that.
    """
    chosen, y, p = held.served.decision, held.y, held.p
    before = statistics(chosen, y, softmax(held.log_p[held.bundle.served], axis=1))["ece"]
    labels, log_p, _ = held.validation[held.bundle.served]
    empirical = cheapest(labels, chosen.probabilities(log_p), chosen)
    thresholds = {"empirical": empirical, "never_ask": 0.0}
    rules = {name: replace(chosen, threshold=t) for name, t in thresholds.items()}
    costs = {name: partial(rule.cost_per_1000, y, p) for name, rule in rules.items()}
    estimates = bootstrap(costs | {"before": before}, len(y), **held.resampling)
    estimates |= {"served": served["cost_per_1000"], "after": served["ece"]}
    return {
        "temperature": chosen.temperature,
        "ece": {name: estimates[name].interval() for name in ("before", "after")},
        "bins": bins(right(y, p), p.max(1), held.resampling["level"], held.resampling["clusters"]),
        "threshold": {"value": round(chosen.threshold, 8), "empirical": round(empirical, 8)},
        "cost_per_1000": {name: estimates[name].interval() for name in ("served", *rules)},
        "asking_saves": gap(estimates["never_ask"], estimates["served"]).interval(),
    }


def recalls(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Give the recall of each class with Wilson's interval, which holds for few images too."""
    hits, found = right(held.y, held.p), {}
    for k, name in enumerate(held.images.contract.classes):
        rows = np.flatnonzero(held.y == k)
        resampling = subset(held.resampling, rows)
        if len(rows):
            recall = wilson(hits[rows], resampling["level"], resampling["clusters"])
            found[f"class: {name}"] = {"n": len(rows), "metrics": {"recall": recall}}
    return found


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier on quantiles of the owner's properties of the images."""
    settings, found = held.project.params["slices"], {}
    values = errors.properties(held.X)
    for name in settings["properties"]:
        column = by_quantile(pd.Series(values[name]), settings["quantiles"])
        for part in column.cat.categories:
            rows = np.flatnonzero(column == part)
            every = statistics(held.served.decision, held.y[rows], held.p[rows])
            stats = {metric: every[metric] for metric in settings["metrics"]}
            found[f"{name}: {part}"] = sliced(stats, len(rows), subset(held.resampling, rows))
    return found


def disturbed(held: HeldOut, robust: robustness.Robust) -> dict[str, dict[str, Any]]:
    """Give the accuracy of the served tier under each disturbance."""
    served, n = held.bundle.served, min(len(held.y), robustness.MEASURED)
    return {
        f"{kind}: {strength:g}": {"n": n, "metrics": {"accuracy": measured}}
        for (tier, kind, strength), measured in robust.items()
        if tier == served and strength
    }
