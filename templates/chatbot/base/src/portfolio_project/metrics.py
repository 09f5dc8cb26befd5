"""Metrics of the answers that are shown, of rankings and of refusals, and of what errors cost.

All are means of a value over the questions that it is defined for, or curves over them. A
statistic takes outcomes and weights ``w`` of shape (b, n) (counts of a resample, or ones) and
returns shape (b,). Every question has one relevant passage or none.
"""

from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from .confidence import Bools, Confidence, losses
from .outcomes import Outcomes
from .reporting.calibration import ece
from .reporting.intervals import Point, Statistic
from .reporting.shares import Floats, Share, ratio

PRIMARY = "answered_right"
RANKING = "mrr_at_10"  # by which settings are chosen: it moves with every question
HEADLINE = {
    "answered_right": "answerable, answered right",
    "right_when_answered": "right when it answers",
    "refused_rightly": "unanswerable, refused",
    "cost_per_100": "cost per 100",
    "mrr_at_10": "MRR@10",
}
METRICS = (
    *("answered_right", "answered_wrong", "refused_rightly", "refused_wrongly"),
    *("right_when_answered", "answered", "cost_per_100", "risk_area"),
    *("context_recall", "mrr_at_10", "hit_at_1", "hit_at_3", "hit_at_5", "ndcg_at_10"),
    *("auroc", "ece_before", "ece"),
)
LARGER = "a resample makes this error larger than it is"


def mean(values: npt.NDArray[Any], where: Bools | bool, w: Floats) -> Floats:
    """Average over the questions that count; NaN where a resample holds none of them."""
    return ratio((w * (values * where)).sum(-1), (w * where).sum(-1))


def threshold_mean(values: Floats, w: Floats) -> Floats:
    """Average over the questions what depends on a threshold, with the luck of its choice.

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


def risk_area(right: Bools, p: Floats, w: Floats) -> Floats:
    """Area under the risk-coverage curve: the share of wrong answers, at each question's threshold.

    A threshold lets equally sure questions pass together.
    """
    order = np.argsort(-p, kind="stable")
    last = np.searchsorted(-p[order], -p[order], side="right") - 1
    answered = w[..., order].cumsum(-1)[..., last]
    wrong = (w * ~right)[..., order].cumsum(-1)[..., last]
    return ratio((w[..., order] * wrong / np.maximum(answered, 1e-12)).sum(-1), w.sum(-1))


def measures(seen: Outcomes, sure: Confidence, cost: dict[str, float]) -> dict[str, Statistic]:
    """Name every statistic of one tier, as ``METRICS`` lists them."""
    p, asked, answers = sure.of(seen.signals), seen.answerable, seen.answers(sure)
    answered, every = answers[0], np.ones(len(p), bool)
    costs = 100 * losses(seen.right, asked, answers, cost)
    return {
        "answered_right": Share(answered & seen.right, asked),
        "answered_wrong": Share(answered & ~seen.right, every),
        "refused_rightly": Share(~answered, ~asked),
        "refused_wrongly": Share(~answered, asked),
        "right_when_answered": Share(seen.right, answered),
        "answered": Share(answered, every),
        "cost_per_100": partial(threshold_mean, costs),
        "risk_area": partial(risk_area, seen.right, p),
        "context_recall": partial(mean, seen.context, asked),
        "mrr_at_10": partial(mean, 1 / seen.ranks, asked),
        "hit_at_1": Share(seen.ranks <= 1, asked),
        "hit_at_3": Share(seen.ranks <= 3, asked),
        "hit_at_5": Share(seen.ranks <= 5, asked),
        "ndcg_at_10": partial(mean, 1 / np.log2(1 + seen.ranks), asked),  # one passage is relevant
        "auroc": partial(auroc, asked, p),
        "ece_before": Point(partial(ece, seen.right, seen.signals[:, 0]), LARGER),
        "ece": Point(partial(ece, seen.right, p), LARGER),
    }
