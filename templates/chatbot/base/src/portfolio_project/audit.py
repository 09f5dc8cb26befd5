"""Leak checks of questions and documents, and the list of all checks."""

from collections import defaultdict
from typing import Any

import numpy as np

from . import confidence
from .corpus import first_few
from .data import Material
from .metrics import auroc
from .outcomes import Outcomes
from .reporting import leakage
from .reporting.shares import Floats
from .split import contents
from .words import items, repeats, runs, sentences


def audit(
    material: Material, dev: Outcomes, test: Outcomes, cost: dict[str, float], seed: int
) -> dict[str, Any]:
    """Run every check.

    Parameters
    ----------
    material : Material
        Documents, the questions that were used, and those set aside.
    dev, test : Outcomes
        What the fastest tier finds for the questions of each part.
    cost : dict
        Of errors, for the fit of the confidence.
    seed : int
        Of the label shuffles.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """

    def area(y: Any, p: Floats) -> float:
        found = float(auroc(y, p, np.ones((1, len(p))))[0])
        return 0.5 if np.isnan(found) else found  # where all are right, nothing is told apart

    def shuffled(rng: np.random.Generator) -> leakage.Scores:
        labels = [rng.permutation(part.right) for part in (dev, test)]
        rest = (labels[0], dev.answerable, dev.clusters, cost, seed)
        p = confidence.fit(dev.signals, *rest, refits=0).of(test.signals)
        return leakage.reshuffled(area, labels[1], p, rng)

    texts = contents(material.test), contents(material.dev)
    ids = [q.id for q in material.dev], [q.id for q in material.test]
    near = int(repeats(*texts).sum())
    checks = {
        "test_ids_disjoint": leakage.disjoint(*ids, "L1.1 test set"),
        "exact_duplicates": leakage.disjoint(*texts, "L1.4 duplicates"),
        "near_duplicates": leakage.check(near, "==", 0, kind="L1.4 duplicates"),
        "questions_in_index": questions_in_index(material),
        "label_shuffle": leakage.label_shuffle(shuffled, seed),
    }
    if "longest_run" in material.contract["questions"]:  # documents that are questions have none
        checks["copied_from_source"] = copied_from_source(material)
    return checks


def questions_in_index(material: Material) -> dict[str, Any]:
    """Check that no sentence, paragraph or list item all but repeats a test question."""
    texts = [passage.text for passage in material.passages]
    pieces = [piece for text in texts for piece in (*items(text), *sentences(text))]
    repeated = repeats([question.question for question in material.test], pieces)
    field = first_few([q.id for q, same in zip(material.test, repeated, strict=True) if same])
    return leakage.check(int(repeated.sum()), "==", 0, kind="L1.1 test set", field=field)


def copied_from_source(material: Material) -> dict[str, Any]:
    """Check that no test question repeats a run of ``longest_run`` of its source's words.

    Questions that are written from the text favour whatever compares words. It warns: somebody may
    have asked about a message or a name, and said it in full.
    """
    longest = material.contract["questions"]["longest_run"]
    by_source: dict[str | None, set[tuple[str, ...]]] = defaultdict(set)
    for passage in material.passages:
        by_source[passage.source] |= runs(passage.text, longest)
    copied = [q for q in material.test if runs(q.question, longest) & by_source[q.source]]
    field = first_few([q.id for q in copied])
    kind = "L2 illegitimate field"
    return leakage.check(len(copied), "==", 0, warns=True, kind=kind, field=field)
