"""How sure an answer is: signals of the ranking turned into a probability, and a threshold on it.

Fitted on dev questions alone. Unanswerable ones are among them, and count as wrong whatever is
quoted, so that the probability is that of a right answer.

The threshold is the one that the costs imply. No threshold is searched for the one that happened
to be cheapest on a few dozen questions, which would be another one on any other few dozen.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from .reporting.shares import Floats

Bools = npt.NDArray[np.bool_]
Costs = dict[str, float]
FOLDS = 5
REFITS = 200  # on resampled dev questions; they say how much of the cost is luck of the choice
GRID = np.linspace(0, 1, 101)
STEPS = 50  # of Newton's method, which needs about ten


@dataclass(frozen=True)
class Confidence:
    """A calibrator with its threshold, and how both come out on other dev questions.

    Parameters
    ----------
    center, scale : ndarray, shape (k,)
        Of the signals.
    weights : ndarray, shape (1 + refits, 1 + k)
        Of a logistic regression on the standardised signals, its constant first; in the first row
        those that are used, in the others those of resampled dev questions.
    thresholds : ndarray, shape (1 + refits,)
        At or above it a question is answered.
    """

    center: Floats
    scale: Floats
    weights: Floats
    thresholds: Floats

    @property
    def threshold(self) -> float:
        """The threshold that is used."""
        return float(self.thresholds[0])

    def cautious(self) -> Self:
        """Allow half of the doubt, on documents that it was not fitted on: it is too sure there."""
        return replace(self, thresholds=(1 + self.thresholds) / 2)

    def of(self, signals: Floats) -> Floats:
        """Give the probability of a right quote, shape (n,); 0 where nothing was found.

        Parameters
        ----------
        signals : ndarray, shape (n, k)
            Of :meth:`search.Index.signals`.
        """
        return self.by_fit(signals)[0]

    def by_fit(self, signals: Floats) -> Floats:
        """Give the same by every fit, shape (1 + refits, n)."""
        p = expit(self.weights @ constant((signals - self.center) / self.scale).T)
        return np.asarray(np.where(signals.any(1), p.round(4), 0.0))

    def answers(self, signals: Floats) -> Bools:
        """Say which questions each fit answers, shape (1 + refits, n); the first is used."""
        return (self.by_fit(signals) >= self.thresholds[:, None]) & signals.any(1)


def fit(
    signals: Floats,
    right: Bools,
    answerable: Bools,
    groups: npt.NDArray[np.intp],
    cost: Costs,
    seed: int,
    refits: int = REFITS,
) -> Confidence:
    """Fit the calibrator on all dev questions, and the threshold on out-of-fold ones.

    Parameters
    ----------
    signals : ndarray, shape (n, k)
        Of each question.
    right, answerable : ndarray of bool, shape (n,)
        Whether what would be quoted is a right answer, and whether there is one.
    groups : ndarray of int, shape (n,)
        Documents, counted from 0, which stay together in folds and resamples.
    cost : dict
        ``wrong`` and ``silent``.
    seed : int
        Of the resamples.
    refits : int
        How many of these there are.
    """
    n = int(groups.max()) + 1
    counts = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=refits)
    draws = np.vstack([np.ones(len(groups)), counts[:, groups]])
    # A question of which nothing was found is not answered right, and one that is its passage is:
    # with these two there is always something to tell apart.
    padded_X = np.vstack([signals, np.zeros(signals.shape[1]), np.ones(signals.shape[1])])
    center, scale = padded_X.mean(0), padded_X.std(0)
    X, y = constant((padded_X - center) / scale), np.append(right, [False, True])
    p, m = np.zeros((1 + refits, len(right))), len(right)
    for fold in range(FOLDS):
        left = groups % FOLDS == fold
        p[:, left] = expit(logistic(X, y, padded(draws * ~left)) @ X[:m][left].T)
    thresholds = implied(p, answerable, draws, cost)
    return Confidence(center, scale, logistic(X, y, padded(draws)), thresholds)


def implied(p: Floats, answerable: Bools, draws: Floats, cost: Costs) -> Floats:
    """Give the lowest confidence at which an answer costs no more than silence.

    At confidence t an answer costs ``wrong * (1 - t)``. Silence costs ``silent`` where a passage
    answers; how often one does at t is a logistic regression as well. Where the two meet is the
    threshold: the higher t, the less an answer costs, and the more silence does.

    Parameters
    ----------
    p : ndarray, shape (r, n)
        Out-of-fold confidence of each question, by each fit.
    answerable : ndarray of bool, shape (n,)
        Whether a passage answers it.
    draws : ndarray, shape (r, n)
        How often each question counts, for each fit.
    cost : dict
        ``wrong`` and ``silent``.

    Returns
    -------
    ndarray, shape (r,)
    """
    padded_p = np.pad(p, ((0, 0), (0, 2)))
    padded_p[:, -1] = 1  # the two additional questions, as in the fit
    center, scale = padded_p.mean(1, keepdims=True), padded_p.std(1, keepdims=True)
    X = constant(((padded_p - center) / scale)[..., None])
    weights = logistic(X, np.append(answerable, [False, True]), padded(draws))
    answer_due = expit(weights[:, :1] + weights[:, 1:] * (GRID - center) / scale)
    cheaper = cost["wrong"] * (1 - GRID) <= cost["silent"] * answer_due
    return np.asarray(GRID[cheaper.argmax(1)])


def constant(X: Floats) -> Floats:
    """Put a column of ones before the others."""
    return np.concatenate([np.ones((*X.shape[:-1], 1)), X], axis=-1)


def padded(draws: Floats) -> Floats:
    """Let the two additional questions count once in every fit."""
    return np.pad(draws, ((0, 0), (0, 2)), constant_values=1.0)


def logistic(X: Floats, y: Bools, w: Floats) -> Floats:
    """Fit logistic regressions by Newton's method, one for each row of weights.

    Parameters
    ----------
    X : ndarray, shape (n, k) or (r, n, k)
        Ones, then standardised values.
    y : ndarray of bool, shape (n,)
        What is told apart.
    w : ndarray, shape (r, n)
        Weight of each row in each fit.

    Returns
    -------
    ndarray, shape (r, k)
        With a ridge of 1 on all but the constant.
    """
    ridge, fitted = np.eye(X.shape[-1]), np.zeros((len(w), X.shape[-1]))
    ridge[0, 0] = 0
    for _ in range(STEPS):
        p = expit((X @ fitted[:, :, None])[..., 0])
        gradient = ((w * (p - y))[:, None] @ X)[:, 0] + fitted @ ridge
        hessian = X.swapaxes(-1, -2) @ ((w * p * (1 - p))[..., None] * X) + ridge
        step = np.linalg.solve(hessian, gradient[..., None])[..., 0]
        length = np.abs(step).max(1, keepdims=True)
        fitted = fitted - step / np.maximum(length, 1)  # a longer step may overshoot, for ever
        if length.max() < 1e-9:
            break
    return fitted


def losses(right: Bools, answerable: Bools, answered: Bools, cost: Costs) -> Floats:
    """Give what each question costs: a wrong answer, or silence where one was due.

    ``answered`` has shape (n,) or (fits, n), and so have the costs.
    """
    wrong, silent = answered & ~right, ~answered & answerable
    return cost["wrong"] * wrong + cost["silent"] * silent
