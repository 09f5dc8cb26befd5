"""Leak checks that hold for any data: the test part must tell the model nothing.

Each check is a small table that lands in ``metrics.json``. The kinds are those of Kapoor and
Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns, 2023:
L1 no clean separation of train and test, L2 illegitimate fields, L3 a test part that is not the
population of interest.
"""

import hashlib
from collections.abc import Callable, Iterable
from operator import eq, ge, gt, le, lt
from typing import Any

import numpy as np

SHUFFLES = 20  # of the labels; fewer leave the standard error to luck
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"==": eq, "<": lt, "<=": le, ">": gt, ">=": ge}


def check(observed: float | None, op: str, threshold: float, **facts: Any) -> dict[str, Any]:
    """Compare what was observed with what is allowed; the form of every check and gate.

    An observation that is undefined (None) does not pass.
    """
    passed = observed is not None and bool(OPERATORS[op](observed, threshold))
    return {"observed": observed, "op": op, "threshold": threshold, "passed": passed, **facts}


def disjoint(fitted: Iterable[Any], test: Iterable[Any], kind: str) -> dict[str, Any]:
    """Check that no id, content or group of the test part was used for fitting, compared by hash.

    Parameters
    ----------
    fitted, test : iterable
        What the rows of each side are known by.
    kind : str
        ``L1.1`` for ids, ``L1.4`` for contents, ``L3.2`` for groups, and what that is.
    """
    sides = [{hashlib.sha256(str(x).encode()).hexdigest() for x in side} for side in (fitted, test)]
    return check(len(sides[0] & sides[1]), "==", 0, kind=kind)


def time_order(fitted: Any, test: Any) -> dict[str, Any]:
    """Check that nothing that was used for fitting is as late as the first test row (L3.1)."""
    return check(int((fitted >= test.min()).sum()), "==", 0, kind="L3.1 temporal")


def label_shuffle(
    run: Callable[[np.random.Generator], float], chance: float, seed: int
) -> dict[str, Any]:
    """Learn shuffled labels: a score off chance has seen the test labels (L1.2, L1.3).

    Parameters
    ----------
    run : callable
        Shuffles all labels with the generator it is given, fits, and returns the test score.
    chance : float
        Score of a model that knows nothing.
    seed : int
        First of ``SHUFFLES`` consecutive seeds.

    Returns
    -------
    dict
        ``observed`` is the distance of the mean score from chance, in standard errors.
    """
    scores = np.array([run(np.random.default_rng(seed + i)) for i in range(SHUFFLES)])
    mean, error = float(scores.mean()), float(scores.std(ddof=1) / np.sqrt(SHUFFLES))
    facts = {"mean": round(mean, 6), "standard_error": round(error, 6)}
    distance = round(abs(mean - chance) / max(error, 1e-12), 6)
    return check(distance, "<=", 3, kind="L1.2 pre-processing", **facts)
