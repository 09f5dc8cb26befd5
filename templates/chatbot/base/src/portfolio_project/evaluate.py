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
from .metrics import HEADLINE, PRIMARY, mean, measures, threshold_mean
from .outcomes import Outcomes, outcomes
from .questions import MADE, Question
from .reporting.compare import Facts, compare
from .reporting.intervals import Estimate, Statistic, bootstrap, describe
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
    turns = [(question.question, question.before) for question in held.test[:100]]
    timings = {"retrieval_ms": milliseconds(lambda turn: assistant.index.look_up([turn]), turns)}
    if not assistant.writer.asked:  # a model has told its own time
        timings["latency_ms"] = milliseconds(lambda turn: assistant.reply(*turn), turns)
    blocks = {"findings": errors.findings(held)}
    facts = timings | assistant.writer.facts()
    return publish(project, result, HEADLINE, figures.README, blocks, start, **facts)


def measure(held: HeldOut) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds."""
    bundle, params, material = held.bundle, held.assistant.project.params, held.bundle.parts
    estimates, options, level = {}, params["answer"], params["interval"]["level"]
    for name, seen in held.outcomes.items():
        every = measures(seen, bundle.tiers[name].decision, params["cost"])
        estimates[name] = bootstrap(every, len(held.test), **held.resampling(seen))
    fastest = bundle.tiers["simple"].model
    part, test = (outcomes(fastest, asked, options) for asked in (material.dev, held.test))
    attacks, obeyed = attack(held.assistant, held.attacks, level)
    dev = outcomes(held.assistant.index, material.dev, options)
    judged = held.assistant.project.root / params["data"]["questions"] / "judged.jsonl"
    agreed = agreement(judged, material.dev, held.assistant.index.language, level)
    facts = Facts(
        task="question-answering",
        primary_metric=PRIMARY,
        data=material.contract["data"] | {"sha256": material.sha256},
        n={"train": len(material.passages), "val": len(material.dev), "test": len(held.test)},
        split={"strategy": material.contract["questions"]["parts"], "dropped": bundle.extra},
        interval=describe(held.resampling(held.served), "question group", len(held.test)),
        decision=saving(held, dev, params["cost"]),
        calibration=refusal(held, estimates[bundle.served]),
        slices=kinds(held) | by_writer(held) | attacks | agreed,
        leakage=audit(material, part, test, params["cost"], params["seed"]),
        unproven=unproven(held.test),
    )
    further = held.assistant.writer.measured(level)
    return compare(facts, estimates, bundle, params, attacks_obeyed=obeyed, **further)


def unproven(test: list[Question]) -> str:
    """Say how many test questions nobody has asked, since they were made from the documents."""
    made = sum(question.kind == MADE for question in test)
    rule = "write your own, as docs/evaluation-plan.md says"
    return (
        f"{made} of {len(test)} test questions were made from the documents: {rule}" if made else ""
    )


def saving(held: HeldOut, dev: Outcomes, cost: dict[str, float]) -> dict[str, Any]:
    """Measure what silence is worth: the cost saved against never or always answering.

    Which of the two would be cheaper was decided on dev questions.
    """
    seen, options = held.served, held.assistant.project.params["answer"]
    # What would be quoted, also where a model answers: the rule of always answering needs none.
    quoted = seen if seen.answered is None else outcomes(held.assistant.index, held.test, options)

    def constant(some: Outcomes, answers: bool) -> Floats:
        answered = np.asarray(some.signals.any(1) & answers)
        return 100 * losses(some.right, some.answerable, answered, cost)

    against = min(CONSTANT, key=lambda rule: constant(dev, CONSTANT[rule]).mean())
    answered = seen.answers(held.assistant.confidence)
    costs = 100 * losses(seen.right, seen.answerable, answered, cost)
    saved = partial(threshold_mean, constant(quoted, CONSTANT[against]) - costs)
    estimate = bootstrap({"saved": saved}, len(held.test), **held.resampling(seen))["saved"]
    return {"per": "100 questions", "against": against, "saved": estimate.interval()}


def refusal(held: HeldOut, estimates: dict[str, Estimate]) -> dict[str, Any]:
    """Count who was answered and who was refused, under the served tier, and how sure it was."""
    seen, shown = held.served, np.array([bool(reply.citations) for reply in held.replies])
    confusion = {}
    for side, asked in (("answerable", seen.answerable), ("unanswerable", ~seen.answerable)):
        wrong = int((asked & shown & ~seen.right).sum())
        confusion[side] = {"answered_wrong": wrong, "refused": int((asked & ~shown).sum())}
    confusion["answerable"]["answered_right"] = int((shown & seen.right).sum())
    facts = {"threshold": round(held.assistant.confidence.threshold, 6), "confusion": confusion}
    return facts | {name: estimates[name].interval() for name in ("ece_before", "ece")}


def kinds(held: HeldOut) -> dict[str, Any]:
    """Measure the served tier on each of the owner's kinds of question."""
    params, slices = held.assistant.project.params, {}
    for kind in params["slices"]["kinds"]:
        rows = np.array([question.kind == kind for question in held.test])
        if rows.any():
            seen = held.served.only(rows)
            every = measures(seen, held.assistant.confidence, params["cost"])
            names = params["slices"]["metrics"] if seen.answerable.any() else ["refused_rightly"]
            stats = {name: every[name] for name in names}
            slices[f"kind: {kind}"] = sliced(stats, int(rows.sum()), held.resampling(seen))
    return slices


def by_writer(held: HeldOut) -> dict[str, Any]:
    """Measure what the answers that were given rest on, by what wrote them."""
    slices, sections = {}, answers.texts(held.bundle.parts.passages)
    language = held.assistant.index.language
    for by in sorted({reply.by for reply in held.replies if reply.citations}):
        rows = np.array([reply.by == by and bool(reply.citations) for reply in held.replies])
        pairs = [(held.replies[i], held.test[i]) for i in np.flatnonzero(rows)]
        values = {
            "groundedness": [answers.grounded(r, sections, language) for r, _ in pairs],
            "citation_precision": [answers.precise(r, q) for r, q in pairs],
            "words": [answers.length(r) for r, _ in pairs],
        }
        boot = held.resampling(held.served.only(rows))
        slices[f"answers: {by}"] = sliced(
            {name: average(np.array(each)) for name, each in values.items()}, len(pairs), boot
        )
    return slices


def average(values: Floats) -> Statistic:
    """Average over the answers that it is defined for; ones and noughts make a share."""
    defined = ~np.isnan(values)
    if set(values[defined]) - {0, 1}:
        return partial(mean, np.nan_to_num(values), defined)
    return Share(values == 1, defined)
