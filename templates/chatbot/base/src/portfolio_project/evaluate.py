"""The ``evaluate`` stage: open the test questions once, and write everything that is reported."""

import time
from collections.abc import Mapping
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
    latency = milliseconds(lambda q: held.assistant.index.look_up(q.question, q.before), asked)
    return publish(project, result, HEADLINE, figures.README, start, latency_ms=latency)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    bundle, params, material = held.bundle, held.bundle.params, held.bundle.material
    found = {
        name: sampled(held, seen, measures(seen, bundle.tiers[name].confidence, params["cost"]))
        for name, seen in held.seen.items()
    }
    primary = {name: estimates[PRIMARY] for name, estimates in found.items()}
    metrics = {n: {m: e.interval() for m, e in found[n].items()} for n in found}
    dev, test = outcomes(bundle.tiers["simple"].index, material.dev), held.seen["simple"]
    leaks = audit(material, dev, test, params["cost"], params["seed"])
    attacks = answers.attack(held.assistant, params["interval"]["level"])
    obeyed = [part["metrics"]["obeyed"] for part in attacks.values()]
    worst = max(obeyed, key=lambda share: share["value"])
    others, gain = ("trivial", "simple"), primary[bundle.served].minus(primary["trivial"])
    known = metrics[bundle.served] | {"attacks_obeyed": worst}
    size = {"train": len(material.passages), "val": len(material.dev), "test": len(held.test)}
    return {
        "schema_version": 1,
        "task": "question-answering",
        "primary_metric": {"name": PRIMARY, "higher_is_better": True},
        "data": {key: material.contract["data"][key] for key in PROVENANCE}
        | {"sha256": material.sha256, "n": size},
        "split": {"strategy": material.contract["questions"]["parts"], "seed": params["seed"]},
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


def sampled(held: HeldOut, seen: Outcomes, some: Mapping[str, Statistic]) -> dict[str, Estimate]:
    """Measure on resamples of documents, which are the same for every tier."""
    how, n = {"seed": held.bundle.params["seed"], **held.bundle.params["interval"]}, len(seen.ranks)
    return bootstrap(some, n, **how, clusters=seen.clusters)


def refusal(held: HeldOut) -> dict[str, Any]:
    """Count who was answered and who was refused, under the served tier."""
    seen, said = held.served, np.array([bool(reply.citations) for reply in held.replies])
    confusion = {}
    for side, asked in (("answerable", seen.answerable), ("unanswerable", ~seen.answerable)):
        wrong = int((asked & said & ~seen.right).sum())
        confusion[side] = {"answered_wrong": wrong, "refused": int((asked & ~said).sum())}
    confusion["answerable"]["answered_right"] = int((said & seen.right).sum())
    threshold = round(held.assistant.confidence.threshold, 6)
    documents = len(np.unique(seen.clusters[seen.answerable]))
    return {"threshold": threshold, "confusion": confusion, "clusters": documents}


def kinds(held: HeldOut) -> dict[str, Any]:
    """Measure the served tier on each of the owner's kinds of question."""
    params, found = held.bundle.params, {}
    for kind in params["slices"]["kinds"]:
        rows = np.array([question.kind == kind for question in held.test])
        if rows.any():
            seen = held.served.only(rows)
            every = measures(seen, held.assistant.confidence, params["cost"])
            names = params["slices"]["metrics"] if seen.answerable.any() else ["refused"]
            found[f"kind: {kind}"] = sliced(held, seen, {name: every[name] for name in names})
    return found


def written(held: HeldOut) -> dict[str, Any]:
    """Measure what the answers that were given rest on, by what wrote them."""
    found, passages = {}, held.bundle.material.passages
    for by in sorted({reply.by for reply in held.replies if reply.citations}):
        rows = np.array([reply.by == by for reply in held.replies])
        pairs = [(r, q) for r, q in zip(held.replies, held.test, strict=True) if r.by == by]
        values = {
            "groundedness": [answers.grounded(r, passages) for r, _ in pairs],
            "citation_precision": [answers.precise(r, q) for r, q in pairs],
        }
        means = {name: partial(mean, np.array(each), True) for name, each in values.items()}
        found[f"answers: {by}"] = sliced(held, held.served.only(rows), means)
    return found


def sliced(held: HeldOut, seen: Outcomes, some: Mapping[str, Statistic]) -> dict[str, Any]:
    """Measure some of the questions, leaving out what is not defined for them."""
    measured = {name: each.interval() for name, each in sampled(held, seen, some).items()}
    known = {name: each for name, each in measured.items() if each["value"] is not None}
    return {"n": len(seen.ranks), "metrics": known}
