"""The ``evaluate`` stage: open the test part once, and write everything that is reported."""

import time
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from . import errors, figures, grids, robustness
from .audit import audit
from .decision import calibration, measures
from .held_out import HeldOut, open_test_part
from .metrics import HEADLINE, PRIMARY, right
from .reporting.compare import compare
from .reporting.intervals import Estimate, among, bootstrap, share
from .reporting.project import Project, write_text
from .reporting.publish import milliseconds, publish
from .reporting.slices import by_quantile, sliced

# Of an image, by which the test part can be sliced.
PROPERTIES: dict[str, Any] = {"brightness": np.mean, "contrast": np.std}


def evaluate(project: Project) -> bool:
    """Open the test part once, and write reports/, MODEL_CARD.md and the README's result.

    Returns
    -------
    bool
        Whether every gate passed; the report is written either way.
    """
    start, held = time.perf_counter(), open_test_part(project)
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
    blocks = {"findings": list[str]()}
    return publish(
        project, result, HEADLINE, [figures.README], blocks, start, latency_ms=latency, **counts
    )


def measure(held: HeldOut, robust: pd.DataFrame) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    tiers, parts, params = held.bundle.tiers, held.bundle.parts, held.project.params
    found: dict[str, dict[str, Estimate]] = {}
    for name, tier in tiers.items():
        named = measures(tier.decision).items()
        statistics = {m: partial(f, held.y, held.probabilities[name]) for m, f in named}
        found[name] = bootstrap(statistics, len(held.y), **held.how)
    sizes = {part: len(getattr(parts, part)) for part in ("train", "val", "test")}
    log_p = held.log_p[held.bundle.served]
    facts = {
        "task": "image-classification",
        "primary_metric": {"name": PRIMARY, "higher_is_better": True},
        "data": held.images.contract.data | {"sha256": held.images.sha256, "n": sizes},
        "split": {
            "strategy": parts.strategy,
            "seed": params["seed"],
            "dropped": {"duplicates": parts.dropped},
        },
        "interval": {"unit": "image", "n": len(held.y), "resamples": held.how["resamples"]},
        "calibration": calibration(held.y, log_p, held.served.decision, held.how),
        "slices": recalls(held) | slices(held) | disturbed(held, robust),
        "leakage": audit(held.images, parts, params, tiers["simple"].settings["C"]),
    }
    return compare(facts, found, held.bundle, params)


def recalls(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Give the recall of each class with Wilson's interval, which holds for few images too."""
    hits, found = right(held.y, held.p) == 1, {}
    for k, name in enumerate(held.images.contract.classes):
        if (held.y == k).any():
            measured = share(hits[held.y == k], held.how["level"])
            found[f"class: {name}"] = {"n": measured.pop("n"), "metrics": {"recall": measured}}
    return found


def slices(held: HeldOut) -> dict[str, dict[str, Any]]:
    """Measure the served tier on quantiles of the owner's properties of the images."""
    owner, found = held.project.params["slices"], {}
    chosen = {name: measures(held.served.decision)[name] for name in owner["metrics"]}
    for name in owner["properties"]:
        values = pd.Series(PROPERTIES[name](held.X, axis=(1, 2, 3)))
        column = by_quantile(values, owner["quantiles"])
        for part in column.cat.categories:
            rows = np.flatnonzero(column == part)
            statistics = {m: partial(f, held.y[rows], held.p[rows]) for m, f in chosen.items()}
            found[f"{name}: {part}"] = sliced(statistics, len(rows), among(held.how, rows))
    return found


def disturbed(held: HeldOut, robust: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Give the accuracy of the served tier under each disturbance."""
    found = {}
    for row in robust.to_dict("records"):
        if row["tier"] == held.bundle.served and row["strength"]:
            measured = {key: row[key] for key in ("value", "ci_low", "ci_high")}
            name = f"{row['disturbance']}: {row['strength']:g}"
            found[name] = {"n": row["n"], "metrics": {"accuracy": measured}}
    return found
