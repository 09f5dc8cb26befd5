"""The ``evaluate`` stage: open the test questions once, and write everything that is reported."""

import time
from functools import partial
from typing import Any

import numpy as np

from . import answers, errors, figures
from .attacks import attack
from .audit import audit
from .confidence import losses
from .held_out import HeldOut, open_test_part
from .judged import agreement
from .metrics import HEADLINE, PRIMARY, chosen, mean, measures
from .outcomes import Outcomes, outcomes
from .reporting.compare import Facts, compare
from .reporting.intervals import Estimate, Statistic, bootstrap, drawn
from .reporting.project import Project
from .reporting.publish import milliseconds, publish
from .reporting.shares import Floats, Share
from .reporting.slices import sliced

CONSTANT = {"never answer": False, "answer whatever is found": True}  # without a confidence


def evaluate(project: Project) -> bool:
    """Open the test questions once, and write reports/, MODEL_CARD.md and the README's result."""
    start, held = time.perf_counter(), open_test_part(project)
    result = measure(held)
    figures.draw(held)
    errors.write(held)
    assistant = held.assistant
    asked = [(question.question, question.before) for question in held.test[:100]]
    spent = {"retrieval_ms": milliseconds(lambda turn: assistant.index.look_up([turn]), asked)}
    if not assistant.writer.asked:  # a model has told its own time
        spent["latency_ms"] = milliseconds(lambda turn: assistant.reply(*turn), asked)
    told = {"findings": errors.findings(held)}
    facts = spent | assistant.writer.facts()
    return publish(project, result, HEADLINE, figures.README, told, start, **facts)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    bundle, params, material = held.bundle, held.assistant.project.params, held.bundle.parts
    found, how, level = {}, params["answer"], params["interval"]["level"]
    for name, seen in held.seen.items():
        every = measures(seen, bundle.tiers[name].decision, params["cost"])
        found[name] = bootstrap(every, len(held.test), **held.how(seen))
    fastest = bundle.tiers["simple"].model
    part, test = (outcomes(fastest, asked, how) for asked in (material.dev, held.test))
    attacks, obeyed = attack(held.assistant, held.attacks, level)
    dev = outcomes(held.assistant.index, material.dev, how)
    judged = held.assistant.project.root / params["data"]["questions"] / "judged.jsonl"
    agreed = agreement(judged, material.dev, held.assistant.index.language, level)
    facts = Facts(
        task="question-answering",
        primary_metric=PRIMARY,
        data=material.contract["data"] | {"sha256": material.sha256},
        n={"train": len(material.passages), "val": len(material.dev), "test": len(held.test)},
        split={"strategy": material.contract["questions"]["parts"], "dropped": bundle.extra},
        interval=drawn(held.how(held.served), "question group", len(held.test)),
        decision=saving(held, dev, params["cost"]),
        calibration=refusal(held, found[bundle.served]),
        slices=kinds(held) | written(held) | attacks | agreed,
        leakage=audit(material, part, test, params["cost"], params["seed"]),
    )
    further = held.assistant.writer.measured(level)
    return compare(facts, found, bundle, params, attacks_obeyed=obeyed, **further)


def saving(held: HeldOut, dev: Outcomes, cost: dict[str, float]) -> dict[str, Any]:
    """Measure what silence is worth: the cost saved against never or always answering.

    Which of the two would be cheaper was decided on dev questions.
    """
    seen, how = held.served, held.assistant.project.params["answer"]
    # What would be quoted, also where a model answers: the rule of always answering needs none.
    quoted = seen if seen.said is None else outcomes(held.assistant.index, held.test, how)

    def constant(some: Outcomes, answers: bool) -> Floats:
        answered = np.asarray(some.signals.any(1) & answers)
        return 100 * losses(some.right, some.answerable, answered, cost)

    against = min(CONSTANT, key=lambda rule: constant(dev, CONSTANT[rule]).mean())
    answered = seen.answers(held.assistant.confidence)
    costs = 100 * losses(seen.right, seen.answerable, answered, cost)
    saved = partial(chosen, constant(quoted, CONSTANT[against]) - costs)
    found = bootstrap({"saved": saved}, len(held.test), **held.how(seen))["saved"]
    return {"per": "100 questions", "against": against, "saved": found.interval()}


def refusal(held: HeldOut, found: dict[str, Estimate]) -> dict[str, Any]:
    """Count who was answered and who was refused, under the served tier, and how sure it was."""
    seen, said = held.served, np.array([bool(reply.citations) for reply in held.replies])
    confusion = {}
    for side, asked in (("answerable", seen.answerable), ("unanswerable", ~seen.answerable)):
        wrong = int((asked & said & ~seen.right).sum())
        confusion[side] = {"answered_wrong": wrong, "refused": int((asked & ~said).sum())}
    confusion["answerable"]["answered_right"] = int((said & seen.right).sum())
    facts = {"threshold": round(held.assistant.confidence.threshold, 6), "confusion": confusion}
    return facts | {name: found[name].interval() for name in ("ece_before", "ece")}


def kinds(held: HeldOut) -> dict[str, Any]:
    """Measure the served tier on each of the owner's kinds of question."""
    params, found = held.assistant.project.params, {}
    for kind in params["slices"]["kinds"]:
        rows = np.array([question.kind == kind for question in held.test])
        if rows.any():
            seen = held.served.only(rows)
            every = measures(seen, held.assistant.confidence, params["cost"])
            names = params["slices"]["metrics"] if seen.answerable.any() else ["refused_rightly"]
            some = {name: every[name] for name in names}
            found[f"kind: {kind}"] = sliced(some, int(rows.sum()), held.how(seen))
    return found


def written(held: HeldOut) -> dict[str, Any]:
    """Measure what the answers that were given rest on, by what wrote them."""
    found, sections = {}, answers.texts(held.bundle.parts.passages)
    language = held.assistant.index.language
    for by in sorted({reply.by for reply in held.replies if reply.citations}):
        rows = np.array([reply.by == by and bool(reply.citations) for reply in held.replies])
        pairs = [(held.replies[i], held.test[i]) for i in np.flatnonzero(rows)]
        values = {
            "groundedness": [answers.grounded(r, sections, language) for r, _ in pairs],
            "citation_precision": [answers.precise(r, q) for r, q in pairs],
            "words": [answers.length(r) for r, _ in pairs],
        }
        how = held.how(held.served.only(rows))
        found[f"answers: {by}"] = sliced(
            {name: average(np.array(each)) for name, each in values.items()}, len(pairs), how
        )
    return found


def average(values: Floats) -> Statistic:
    """Average over the answers that it is defined for; ones and noughts make a share."""
    known = ~np.isnan(values)
    if set(values[known]) - {0, 1}:
        return partial(mean, np.nan_to_num(values), known)
    return Share(values == 1, known)
