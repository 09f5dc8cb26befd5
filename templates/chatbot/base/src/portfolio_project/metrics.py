"""Metrics of rankings, of refusals, and of what both cost.

All are means of a value over the questions that it is defined for, or curves over them. A
statistic takes outcomes and weights ``w`` of shape (b, n) (counts of a resample, or ones) and
returns shape (b,). Every question has one relevant passage or none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from .confidence import Bools, Confidence, losses
from .questions import Question
from .reporting.calibration import ece
from .reporting.intervals import Bare, Statistic
from .reporting.shares import Floats, Share, ratio
from .search import Index

PRIMARY = "mrr_at_10"
HEADLINE = {
    "mrr_at_10": "MRR@10",
    "answered_right": "right when it answers",
    "silent": "answerable, not answered",
    "refused": "unanswerable, refused",
}
METRICS = (
    *("mrr_at_10", "hit_at_1", "hit_at_5", "ndcg_at_10", "answered", "answered_right", "refused"),
    *("silent", "cost_per_100", "auroc", "ece_before", "ece"),
)
LARGER = "a resample makes this error larger than it is"


@dataclass(frozen=True)
class Outcomes:
    """What an index found for n questions.

    Parameters
    ----------
    ranks : ndarray, shape (n,)
        Place of the source, infinite beyond the tenth, where its reciprocal and its gain are 0;
        infinite where there is no source.
    answerable : ndarray of bool, shape (n,)
        Whether there is one.
    signals : ndarray, shape (n, 3)
        Of the ranking.
    clusters : ndarray of int, shape (n,)
        Questions on one document hang together, and so do those that name one group; any other
        unanswerable question is a cluster of its own.
    """

    ranks: Floats
    answerable: Bools
    signals: Floats
    clusters: npt.NDArray[np.intp]

    @property
    def right(self) -> Bools:
        """Whether the first passage is the source, shape (n,)."""
        return self.ranks == 1

    def only(self, rows: Bools) -> Self:
        """Keep some of the questions."""
        kept = {name: getattr(self, name)[rows] for name in ("ranks", "answerable", "signals")}
        clusters = np.unique(self.clusters[rows], return_inverse=True)[1]
        return replace(self, **kept, clusters=clusters)


def outcomes(index: Index, questions: Sequence[Question]) -> Outcomes:
    """Look every question up."""
    found = index.look_up([(q.question, q.before) for q in questions])
    ranks = np.array([f.rank(q.source) for f, q in zip(found, questions, strict=True)], float)
    together = [q.group or (q.source or f"?{q.id}").partition("#")[0] for q in questions]
    clusters = np.unique(together, return_inverse=True)[1]
    answerable = np.array([q.source is not None for q in questions])
    return Outcomes(ranks, answerable, index.signals(found), clusters)


def mean(values: npt.NDArray[Any], where: Bools | bool, w: Floats) -> Floats:
    """Average over the questions that count; NaN where a resample holds none of them."""
    return ratio((w * (values * where)).sum(-1), (w * where).sum(-1))


def chosen(values: Floats, w: Floats) -> Floats:
    """Average over the questions what hangs on a threshold, with the luck of its choice.

    Parameters
    ----------
    values : ndarray, shape (1 + refits, n)
        Of each question, in the first row under the threshold that is used, in the others under
        those of resampled dev questions.
    w : ndarray, shape (b, n)
        Weights; each resample takes a row of its own, the first one the threshold that is used.
    """
    rows = np.arange(len(w)) % len(values)
    return ratio((w * values[rows]).sum(-1), w.sum(-1))


def auroc(y: Bools, p: Floats, w: Floats) -> Floats:
    """Chance that an answerable question is more sure than one that is not, ties counting half."""
    surer = (p[y, None] > p[~y]) + (p[y, None] == p[~y]) / 2
    yes, no = w[..., y], w[..., ~y]
    return ratio((yes @ surer * no).sum(-1), yes.sum(-1) * no.sum(-1))


def measures(seen: Outcomes, sure: Confidence, cost: dict[str, float]) -> dict[str, Statistic]:
    """Name every statistic of one tier, as ``METRICS`` lists them."""
    p, asked, answers = sure.of(seen.signals), seen.answerable, sure.answers(seen.signals)
    answered, every = answers[0], np.ones(len(p), bool)
    costs = 100 * losses(seen.right, asked, answers, cost)
    return {
        "mrr_at_10": partial(mean, 1 / seen.ranks, asked),
        "hit_at_1": Share(seen.right, asked),
        "hit_at_5": Share(seen.ranks <= 5, asked),
        "ndcg_at_10": partial(mean, 1 / np.log2(1 + seen.ranks), asked),  # one passage is relevant
        "answered": Share(answered, every),
        "answered_right": Share(seen.right, answered),
        "refused": Share(~answered, ~asked),
        "silent": Share(~answered, asked),
        "cost_per_100": partial(chosen, costs),
        "auroc": partial(auroc, asked, p),
        "ece_before": Bare(partial(ece, seen.right, seen.signals[:, 0]), LARGER),
        "ece": Bare(partial(ece, seen.right, p), LARGER),
    }
