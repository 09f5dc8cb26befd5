"""The ``train`` stage: fit three tiers on the training part, and choose on cross-validation alone.

The test part's rows are set aside before anything is fitted; no line here reads them.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import ParameterSampler
from sklearn.pipeline import Pipeline

from . import baseline, model, task
from .data import Table, load
from .decision import decide
from .metrics import PRIMARY, SIGN, primary
from .reporting.intervals import Floats
from .reporting.project import Project
from .reporting.tiers import Bundle, Tier, save, title
from .split import Rows, folds, split

TIERS: dict[str, tuple[Callable[..., Pipeline], dict[str, list[Any]]]] = {
    "trivial": (baseline.trivial, {}),
    "simple": (baseline.simple, baseline.SPACE),
    "challenger": (model.challenger, model.SPACE),
}
LATER = ("gates", "slices", "interval")  # parameters that `evaluate` alone reads
BACKGROUND = 200  # training rows at most that explanations compare with


def train(project: Project) -> bool:
    """Fit the baselines and the model, choosing on the training part alone."""
    start, table, params = time.perf_counter(), load(project), project.params
    parts = split(table, params)
    X, y = table.X.iloc[parts.train], table.y[parts.train]
    cuts, tiers, trials = folds(table, parts.train, params), {}, []
    for tier, (build, space) in TIERS.items():
        tried = []
        for settings in candidates(space, params):
            scores, pooled = cross_validate(build(**settings), X, y, cuts)
            tried.append((SIGN * scores.mean(), settings, pooled))
            facts = {"mean": round(scores.mean(), 6), "std": round(scores.std(), 6)}
            trials.append({"tier": tier, **facts, "settings": str(settings)})
        best, settings, pooled = max(tried, key=lambda trial: trial[0])
        fitted = build(**settings).fit(X, y)
        if len(parts.val):  # rows that took no part in the fit are better than out-of-fold rows
            predictions = task.predict(fitted, table.X.iloc[parts.val])
            pooled = np.stack([table.y[parts.val], predictions])
        name = title(type(fitted[-1]).__name__, settings)
        decision = decide(pooled[0], pooled[1], params, table.contract.target)
        tiers[tier] = Tier(name, settings, fitted, float(best), decision)
        print(f"train: {tier:8} {PRIMARY} {SIGN * best:.4f} in cross-validation, {name}")
    background = X.sample(min(BACKGROUND, len(X)), random_state=params["seed"])
    save(project, Bundle(tiers, parts, basis(table, params), background), trials, start)
    return True


def basis(table: Table, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    return [table.sha256, table.contract, {k: v for k, v in params.items() if k not in LATER}]


def candidates(space: dict[str, list[Any]], params: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw ``search.trials`` distinct settings from a space; all of them where it is small."""
    trials = min(params["search"]["trials"], math.prod(map(len, space.values())))
    return list(ParameterSampler(space, trials, random_state=params["seed"])) if space else [{}]


def cross_validate(
    pipeline: Pipeline, X: pd.DataFrame, y: Floats, cuts: list[tuple[Rows, Rows]]
) -> tuple[Floats, Floats]:
    """Fit and score a pipeline on every fold.

    Parameters
    ----------
    pipeline : Pipeline
        Refitted on each fold, preprocessing included.
    X : DataFrame, shape (n, fields)
        Training rows.
    y : ndarray, shape (n,)
        Their target.
    cuts : list of (fit, validate)
        Positions of rows.

    Returns
    -------
    scores : ndarray, shape (folds,)
        Primary metric on each fold.
    pooled : ndarray, shape (2, validated rows)
        Targets and out-of-fold predictions of all folds, one after the other.
    """
    scores, pooled = [], []
    for fit, validate in cuts:
        predictions = task.predict(pipeline.fit(X.iloc[fit], y[fit]), X.iloc[validate])
        scores.append(primary(y[validate], predictions, np.ones((1, len(validate)))))
        pooled.append(np.stack([y[validate], predictions]))
    return np.concatenate(scores), np.concatenate(pooled, axis=1)
