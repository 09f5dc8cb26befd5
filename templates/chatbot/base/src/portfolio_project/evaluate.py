"""The ``evaluate`` stage: open the test questions once, and write everything that is reported."""

import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from . import answers, errors, figures
from .audit import audit
from .gates import gates
from .held_out import HeldOut, open_test_part
from .intervals import Estimate, Statistic, bootstrap
from .metrics import HEADLINE, PRIMARY, Outcomes, mean, measures, outcomes
from .project import Project
from .publish import milliseconds, publish

PROVENANCE = ("name", "version", "license", "synthetic")


def evaluate(project: Project) -> bool:
    """Open the test questions once, and write reports/, MODEL_CARD.md and the README's result.

    Returns
    -------
    bool
        Whether every gate passed; the report is written either way.
    """
    start, held = time.perf_counter(), open_test_part(project)
    result = measure(held)
    figures.draw(held)
    errors.write(held)
    asked = held.test[:100]
    latency = milliseconds(lambda q: held.assistant.look_up(q.question, q.before), asked)
    facts = {"questions_dropped": held.bundle.parts.dropped, "latency_ms": latency}
    return publish(project, result, HEADLINE, figures.README, start, **facts)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    bundle, params, n = held.bundle, held.project.params, len(held.test)
    found: dict[str, dict[str, Estimate]] = {}
    for name, tier in bundle.tiers.items():
        statistics = measures(held.seen[name], tier.confidence, params["cost"])
        found[name] = bootstrap(statistics, n, **held.how, clusters=held.served.clusters)
    primary = {name: estimates[PRIMARY] for name, estimates in found.items()}
    metrics = {n: {m: e.interval() for m, e in found[n].items()} for n in found}
    simple, weight = bundle.tiers["simple"].index, params["conversation"]["weight"]
    both = {"dev": outcomes(simple, bundle.parts.dev, weight), "test": held.seen["simple"]}
    leaks = audit(held.material, bundle.parts, both, params["cost"], params["seed"])
    attacks = answers.attack(held.assistant, params["interval"]["level"])
    obeyed = {where: part["metrics"]["obeyed"] for where, part in attacks.items()}
    worst = max(obeyed.values(), key=lambda share: share["value"])
    others, gain = ("trivial", "simple"), primary[bundle.served].minus(primary["trivial"])
    known = metrics[bundle.served] | {"attacks_obeyed": worst}
    size = {"train": len(held.material.passages), "val": len(bundle.parts.dev), "test": n}
    return {
        "schema_version": 1,
        "task": "question-answering",
        "primary_metric": {"name": PRIMARY, "higher_is_better": True},
        "data": {key: held.material.contract["data"][key] for key in PROVENANCE}
        | {"sha256": held.material.sha256, "n": size},
        "split": {"strategy": held.material.contract["questions"]["parts"], "seed": params["seed"]},
        "interval": {"method": "percentile bootstrap", "unit": "question"}
        | {"clustered_by": "document", **params["interval"]},
        "models": {n: {"name": bundle.tiers[n].name, "metrics": metrics[n]} for n in bundle.tiers},
        "served": bundle.served,
        "comparison": {f"selected_vs_{o}": primary["selected"].minus(primary[o]) for o in others},
        "calibration": refusal(held) | {"ece_before": known["ece_before"], "ece": known["ece"]},
        "slices": kinds(held) | written(held) | attacks,
        "leakage": leaks,
        "gates": gates(params["gates"], known, gain, leaks, True),
    }


def refusal(held: HeldOut) -> dict[str, Any]:
    """Count who was answered and who was refused, under the served tier."""
    seen, said = held.served, np.array([bool(reply.citations) for reply in held.replies])
    asked, right = seen.answerable, seen.right
    cells = {
        "answerable": {
            "answered_right": said & right,
            "answered_wrong": said & asked & ~right,
            "refused": ~said & asked,
        },
        "unanswerable": {"answered_wrong": said & ~asked, "refused": ~said & ~asked},
    }
    counted = {side: {k: int(v.sum()) for k, v in row.items()} for side, row in cells.items()}
    documents = len(np.unique(seen.clusters[asked]))
    return {
        "threshold": round(held.confidence.threshold, 6),
        "confusion": counted,
        "clusters": documents,
    }


def kinds(held: HeldOut) -> dict[str, Any]:
    """Measure the served tier on each of the owner's kinds of question."""
    owner, cost, found = held.project.params["slices"], held.project.params["cost"], {}
    for kind in owner["kinds"]:
        rows = np.array([question.kind == kind for question in held.test])
        if rows.any():
            seen = only(held.served, rows)
            names = owner["metrics"] if seen.answerable.any() else ["refused"]
            statistics = measures(seen, held.confidence, cost)
            chosen = {name: statistics[name] for name in names}
            found[f"kind: {kind}"] = sliced(held, rows, chosen)
    return found


def written(held: HeldOut) -> dict[str, Any]:
    """Measure what the answers that were given rest on, by what wrote them."""
    found = {}
    for by in sorted({reply.by for reply in held.replies if reply.citations}):
        rows = np.array([reply.by == by for reply in held.replies])
        pairs = [(r, q) for r, q in zip(held.replies, held.test, strict=True) if r.by == by]
        values = {
            "groundedness": [answers.grounded(r, held.material.passages) for r, _ in pairs],
            "citation_precision": [answers.precise(r, q) for r, q in pairs],
        }
        every = np.ones(len(pairs), bool)
        statistics = {m: partial(mean, np.array(x), every) for m, x in values.items()}
        found[f"answers: {by}"] = sliced(held, rows, statistics)
    return found


def only(seen: Outcomes, rows: Any) -> Outcomes:
    """Keep some of the questions."""
    kept = {name: getattr(seen, name)[rows] for name in ("ranks", "answerable", "signals")}
    return replace(seen, **kept, clusters=np.unique(seen.clusters[rows], return_inverse=True)[1])


def sliced(held: HeldOut, rows: Any, statistics: Mapping[str, Statistic]) -> dict[str, Any]:
    """Measure some of the questions, leaving out what is not defined for them."""
    n, clusters = int(rows.sum()), only(held.served, rows).clusters
    done = bootstrap(statistics, n, **held.how, clusters=clusters)
    measured = {name: estimate.interval() for name, estimate in done.items()}
    return {"n": n, "metrics": {m: x for m, x in measured.items() if x["value"] is not None}}
