"""How sure an answer is: signals of the ranking turned into a probability, and a threshold on it.

Fitted on dev questions alone. Unanswerable ones are among them, and count as wrong whatever is
found, so that the probability is that of a right first passage.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from .reporting.intervals import Floats

Bools = npt.NDArray[np.bool_]
Costs = dict[str, float]
FOLDS = 5
GRID = np.linspace(0, 1, 101)


@dataclass(frozen=True)
class Confidence:
    """A fitted calibrator and its threshold.

    Parameters
    ----------
    model : Pipeline
        Logistic regression on standardised signals.
    threshold : float
        At or above it a question is answered.
    """

    model: Pipeline
    threshold: float

    def of(self, signals: Floats) -> Floats:
        """Give the probability of a right first passage; 0 where nothing was found.

        Parameters
        ----------
        signals : ndarray, shape (n, 3)
            Of :meth:`search.Index.signals`.
        """
        p = np.asarray(self.model.predict_proba(signals)[:, 1])
        return np.where(signals.any(1), p, 0.0)


def calibrator(signals: Floats, right: Bools) -> Pipeline:
    """Fit a calibrator; two rows are added, so that there is always something to tell apart.

    A question of which nothing was found is not answered right, and one that is its passage is.
    """
    X = np.vstack([signals, np.zeros(signals.shape[1]), np.ones(signals.shape[1])])
    model = make_pipeline(StandardScaler(), LogisticRegression())
    return model.fit(X, np.append(right, [False, True]))


def fit(
    signals: Floats, right: Bools, answerable: Bools, groups: npt.NDArray[np.intp], cost: Costs
) -> Confidence:
    """Fit the calibrator on all dev questions, and choose the threshold on out-of-fold ones.

    Parameters
    ----------
    signals : ndarray, shape (n, 3)
        Of each question.
    right, answerable : ndarray of bool, shape (n,)
        Whether the first passage is the source, and whether there is one.
    groups : ndarray of int, shape (n,)
        Documents, which stay together in the folds.
    cost : dict
        ``wrong`` and ``silent``.
    """
    p, folds = np.zeros(len(right)), GroupKFold(min(FOLDS, len(np.unique(groups))))
    for some, others in folds.split(signals, right, groups):
        model = calibrator(signals[some], right[some])
        p[others] = model.predict_proba(signals[others])[:, 1]
    costs = [losses(right, answerable, p >= t, cost).sum() for t in GRID]
    return Confidence(calibrator(signals, right), float(GRID[int(np.argmin(costs))]))


def losses(right: Bools, answerable: Bools, answered: Bools, cost: Costs) -> Floats:
    """Give what each question costs, shape (n,): a wrong answer, or silence where one was due."""
    wrong, silent = answered & ~right, ~answered & answerable
    return cost["wrong"] * wrong + cost["silent"] * silent
