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
import numpy.typing as npt

SHUFFLES = 20  # of the labels; fewer would miss a leak that is not plain
DECIDING = 200  # of the labels, where the first ones look bad
RESHUFFLES = 20  # of the labels under one model's predictions
Values = npt.NDArray[Any]
Scores = tuple[float, npt.NDArray[np.float64]]  # a score, and scores of chance
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {"==": eq, "<": lt, "<=": le, ">": gt, ">=": ge}


def check(
    observed: float | None, op: str, threshold: float, warns: bool = False, **facts: Any
) -> dict[str, Any]:
    """Compare what was observed with what is allowed; the form of every check and gate.

    An observation that is undefined (None) does not pass. What can have an honest cause warns: it
    is reported, and fails nothing.
    """
    passed = observed is not None and bool(OPERATORS[op](observed, threshold))
    extra = facts | ({"warns": True} if warns else {})
    return {"observed": observed, "op": op, "threshold": threshold, "passed": passed, **extra}


def fails(result: dict[str, Any]) -> bool:
    """Whether a check or gate failed, and is more than a warning."""
    return not result["passed"] and not result.get("warns", False)


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


def label_shuffle(run: Callable[[np.random.Generator], Scores], seed: int) -> dict[str, Any]:
    """Learn shuffled labels: who scores better than chance has seen the test labels (L1.2, L1.3).

    Parameters
    ----------
    run : callable
        Shuffles all labels with the generator it is given, fits, and returns the score on the test
        part with what chance scores, as :func:`reshuffled` gives it. More is better.
    seed : int
        First of ``SHUFFLES`` consecutive seeds; where those look bad, ``DECIDING`` others decide.

    Returns
    -------
    dict
        ``observed`` is how far the mean score is above chance, in standard errors.
    """
    result = _shuffled(run, range(seed, seed + SHUFFLES))
    if not result["passed"]:  # one honest project in 740 comes here, and hardly any leaves it red
        result = _shuffled(run, range(seed + SHUFFLES, seed + SHUFFLES + DECIDING))
    return result


def reshuffled(
    score: Callable[[Values, Values], float], y: Values, p: Values, rng: np.random.Generator
) -> Scores:
    """Score predictions against their labels, and against the same labels shuffled once more.

    That is what chance scores. A formula would not know of ties and of rare classes.

    Parameters
    ----------
    score : callable
        Of labels and predictions: ROC AUC, balanced accuracy, correlation.
    y, p : ndarray, shape (n, ...)
        Labels and predictions of the test part.
    rng : Generator
        Of the shuffles.

    Returns
    -------
    tuple of float and ndarray
        The score, and ``RESHUFFLES`` scores of chance.
    """
    chance = [score(rng.permutation(y), p) for _ in range(RESHUFFLES)]
    return score(y, p), np.array(chance)


def _shuffled(run: Callable[[np.random.Generator], Scores], seeds: range) -> dict[str, Any]:
    runs = [run(np.random.default_rng(seed)) for seed in seeds]
    mean = float(np.mean([score for score, _ in runs]))
    chance = float(np.mean([by_chance.mean() for _, by_chance in runs]))
    variances = [c.var(ddof=1) * (1 + 1 / len(c)) for _, c in runs]  # of a score, and of chance
    error = float(np.sqrt(np.sum(variances)) / len(runs))
    observed = (mean - chance) / error if error > 0 else 0.0
    facts: dict[str, Any] = {
        "mean": round(mean, 6),
        "chance": round(chance, 6),
        "standard_error": round(error, 6),
    }
    facts |= {"shuffles": len(runs)}
    return check(round(observed, 6), "<=", 3, kind="L1.2 pre-processing", **facts)
