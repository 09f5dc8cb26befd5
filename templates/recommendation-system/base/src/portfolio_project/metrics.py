"""Ranking metrics, a number for each user: the mean over users is what is reported.

All take ``hits`` (bool, shape (users, k): whether the item at a rank is relevant) and ``relevant``
(shape (users,): how many items are relevant to a user, in the catalogue or not; at least one).
"""

import numpy as np
import numpy.typing as npt

from .data import Interactions, Ints
from .reporting.shares import Floats

Hits = npt.NDArray[np.bool_]

K = 10  # length of a list
PRIMARY = "ndcg_at_10"
HEADLINE = {"ndcg_at_10": "nDCG@10", "recall_at_10": "recall@10", "map_at_10": "MAP@10"}
HEADLINE |= {"mrr_at_10": "MRR@10"}


def ndcg(hits: Hits, relevant: Ints) -> Floats:
    """Discounted gain over the best possible one (Jarvelin and Kekalainen, 2002), binary gains."""
    discount = 1 / np.log2(np.arange(hits.shape[1]) + 2)
    best = np.append(0, np.cumsum(discount))[np.minimum(relevant, hits.shape[1])]
    return np.asarray(hits @ discount / best)


def recall(hits: Hits, relevant: Ints) -> Floats:
    """Share of the relevant items that are in the list."""
    return np.asarray(hits.sum(1) / relevant)


def average_precision(hits: Hits, relevant: Ints) -> Floats:
    """Precision at each hit, summed, over the hits that were possible: its mean is MAP@k."""
    precision = np.cumsum(hits, 1) / (np.arange(hits.shape[1]) + 1)
    return np.asarray((precision * hits).sum(1) / np.minimum(relevant, hits.shape[1]))


def reciprocal_rank(hits: Hits, relevant: Ints) -> Floats:  # noqa: ARG001
    """One over the rank of the first hit; 0 without a hit."""
    return np.asarray(np.where(hits.any(1), 1 / (hits.argmax(1) + 1), 0.0))


def hits_of(lists: Ints, truth: Interactions, users: Ints) -> tuple[Hits, Ints]:
    """Compare lists with what users took.

    Parameters
    ----------
    lists : ndarray of int, shape (b, k)
        Positions of items, -1 for nothing.
    truth : Interactions
        The held-out events.
    users : ndarray of int, shape (b,)
        Positions of the users of the lists.

    Returns
    -------
    hits : ndarray of bool, shape (b, k)
    relevant : ndarray of int, shape (b,)
    """
    size = len(truth.items)
    hits = np.isin(users[:, None] * size + lists, truth.user * size + truth.item) & (lists >= 0)
    return hits, np.bincount(truth.user, minlength=len(truth.users))[users]


def per_user(
    lists: Ints, truth: Interactions, users: Ints, popularity: Floats
) -> dict[str, Floats]:
    """Compute every metric for each user, shape (b,).

    ``popularity``, shape (items,), is the share of users who took an item in training: novelty is
    the mean surprise of a list, ``-log2`` of it (Vargas and Castells, 2011).
    """
    hits, relevant = hits_of(lists, truth, users)
    surprise = np.append(-np.log2(np.maximum(popularity, 1e-12)), 0.0)[lists]
    return {
        "ndcg_at_10": ndcg(hits, relevant),
        "recall_at_10": recall(hits, relevant),
        "map_at_10": average_precision(hits, relevant),
        "mrr_at_10": reciprocal_rank(hits, relevant),
        "novelty": surprise.sum(1) / np.maximum((lists >= 0).sum(1), 1),
    }


def exposure(lists: Ints, items: int) -> Ints:
    """Count how often each item is recommended, shape (items,)."""
    return np.bincount(lists[lists >= 0], minlength=items)


def coverage(counts: Ints) -> float:
    """Share of the items that are recommended to anybody."""
    return float((counts > 0).mean())


def gini(counts: Ints) -> float:
    """Inequality of exposure: 0 when all items are shown equally often, near 1 when few are."""
    rising, n = np.sort(counts).astype(float), len(counts)
    weight = 2 * np.arange(1, n + 1) - n - 1
    return float(weight @ rising / max(n * rising.sum(), 1e-300))
