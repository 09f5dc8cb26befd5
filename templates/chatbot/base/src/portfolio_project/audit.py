"""Leak checks of questions and documents, and the list of all checks."""

from typing import Any

import numpy as np

from . import confidence, leakage
from .corpus import Passage
from .data import Material, Question
from .metrics import Outcomes, auroc
from .split import NEAR, Split, content, nearest
from .words import plain, runs

COPIED = 6  # words in a row that a question and its source share; more was written from the text


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

    near = sum(share >= NEAR for share in nearest(parts.test, parts.dev))
    return {
        "test_ids_disjoint": leakage.disjoint(ids(parts.dev), ids(parts.test), "L1.1 test set"),
        "exact_duplicates": leakage.disjoint(
            map(content, parts.dev), map(content, parts.test), "L1.4 duplicates"
        ),
        "near_duplicates": leakage.check(near, "==", 0, kind="L1.4 duplicates"),
        "questions_in_index": questions_in_index(material.passages, parts.test),
        "copied_from_source": copied_from_source(material.passages, parts.test),
        "label_shuffle": leakage.label_shuffle(shuffled, 0.5, seed),
    }


def ids(questions: list[Question]) -> list[str]:
    """Give what the questions are known by."""
    return [question.id for question in questions]


def questions_in_index(passages: list[Passage], test: list[Question]) -> dict[str, Any]:
    """Check that no passage holds a test question as it is asked."""
    texts = [f" {' '.join(plain(passage.text))} " for passage in passages]
    asked = [f" {' '.join(plain(question.question))} " for question in test]
    found = [any(words in text for text in texts) for words in asked]
    return leakage.check(sum(found), "==", 0, kind="L1.1 test set")


def copied_from_source(passages: list[Passage], test: list[Question]) -> dict[str, Any]:
    """Check that no test question repeats a run of its source's words.

    Questions that are written from the text favour whatever compares words.
    """
    held = {passage.source: set[tuple[str, ...]]() for passage in passages}
    for passage in passages:
        held[passage.source] |= runs(passage.text, COPIED)
    copied = sum(bool(q.source and runs(q.question, COPIED) & held[q.source]) for q in test)
    return leakage.check(copied, "==", 0, kind="L2 illegitimate field")
