"""Leak checks of questions and documents, and the list of all checks."""

from typing import Any

import numpy as np

from . import confidence, leakage
from .corpus import Passage
from .data import Material, Question
from .metrics import Outcomes, auroc
from .split import Split, contents
from .words import items, repeats, runs, sentences


def audit(
    material: Material, parts: Split, seen: dict[str, Outcomes], cost: dict[str, float], seed: int
) -> dict[str, Any]:
    """Run every check.

    Parameters
    ----------
    material : Material
        Documents and questions.
    parts : Split
        The questions that were used, and those set aside.
    seen : dict of str to Outcomes
        What the fastest tier finds for ``dev`` and ``test``.
    cost : dict
        Of errors, for the fit of the confidence.
    seed : int
        Of the label shuffles.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """
    dev, test = seen["dev"], seen["test"]

    def shuffled(rng: np.random.Generator) -> float:
        labels = [rng.permutation(part.right) for part in (dev, test)]
        known = (labels[0], dev.answerable, dev.clusters, cost)
        p = confidence.fit(dev.signals, *known).of(test.signals)
        return float(auroc(labels[1], p, np.ones((1, len(p))))[0])

    asked = contents(parts.test), contents(parts.dev)
    checks = {
        "test_ids_disjoint": leakage.disjoint(ids(parts.dev), ids(parts.test), "L1.1 test set"),
        "exact_duplicates": leakage.disjoint(*asked, "L1.4 duplicates"),
        "near_duplicates": leakage.check(
            int(repeats(*asked).sum()), "==", 0, kind="L1.4 duplicates"
        ),
        "questions_in_index": questions_in_index(material.passages, parts.test),
        "label_shuffle": leakage.label_shuffle(shuffled, 0.5, seed),
    }
    longest = material.contract["questions"].get("longest_run")
    if longest:  # documents that are themselves questions share their words with any other
        found = copied_from_source(material.passages, parts.test, longest)
        checks["copied_from_source"] = found
    return checks


def ids(questions: list[Question]) -> list[str]:
    """Give what the questions are known by."""
    return [question.id for question in questions]


def questions_in_index(passages: list[Passage], test: list[Question]) -> dict[str, Any]:
    """Check that no sentence, paragraph or list item all but repeats a test question."""
    texts = [passage.text for passage in passages]
    held = [piece for text in texts for piece in (*items(text), *sentences(text))]
    found = repeats([question.question for question in test], held)
    return leakage.check(int(found.sum()), "==", 0, kind="L1.1 test set")


def copied_from_source(
    passages: list[Passage], test: list[Question], longest: int
) -> dict[str, Any]:
    """Check that no test question repeats a run of ``longest`` of its source's words.

    Questions that are written from the text favour whatever compares words.
    """
    held = {passage.source: set[tuple[str, ...]]() for passage in passages}
    for passage in passages:
        held[passage.source] |= runs(passage.text, longest)
    copied = sum(bool(q.source and runs(q.question, longest) & held[q.source]) for q in test)
    return leakage.check(copied, "==", 0, kind="L2 illegitimate field")
