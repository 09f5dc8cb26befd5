"""The ``train`` stage: fit three tiers on the training part, and choose on cross-validation alone.

The test part's rows are set aside before anything is fitted; no line here reads them.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
from sklearn.model_selection import ParameterSampler
from sklearn.pipeline import Pipeline

from . import baseline, model, task
from .data import load
from .decision import Decision, decide
from .intervals import Floats
from .metrics import PRIMARY, SIGN, primary
from .project import InputError, Project, write_text
from .report import write_run
from .split import Rows, Split, folds, split

TIERS: dict[str, tuple[Callable[..., Pipeline], dict[str, list[Any]]]] = {
    "trivial": (baseline.trivial, {}),
    "simple": (baseline.simple, baseline.SPACE),
    "selected": (model.selected, model.SPACE),
}


@dataclass(frozen=True)
class Tier:
    """One fitted tier.

    Parameters
    ----------
    settings : dict
        As chosen from its space.
    model : Pipeline
        Fitted on the whole training part.
    decision : Decision
        Chosen on validation predictions.
    validation : float
        Mean primary metric over the folds, turned so that more is better.
    """

    settings: dict[str, Any]
    model: Pipeline
    decision: Decision
    validation: float

    @property
    def name(self) -> str:
        """Estimator and settings, for people."""
        chosen = ", ".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{type(self.model[-1]).__name__}({chosen})"


@dataclass(frozen=True)
class Bundle:
    """What ``models/model.joblib`` holds.

    Parameters
    ----------
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``selected``.
    served : str
        The tier that won on validation, of the last two.
    background : DataFrame, shape (up to 200, fields)
        Training rows that explanations compare with.
    parts : Split
        The rows that were used, and those set aside: the only ones that may be a test.
    basis : list
        Hash of the data, its contract, and the parameters: what the tiers are of.
    """

    tiers: dict[str, Tier]
    served: str
    background: pd.DataFrame
    parts: Split
    basis: list[Any]


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
        tiers[tier] = Tier(settings, fitted, decide(pooled[0], pooled[1], params), float(best))
        reached = f"{PRIMARY} {SIGN * best:.4f} in cross-validation"
        print(f"train: {tier:8} {reached}, {tiers[tier].name}")
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    background = X.sample(min(200, len(X)), random_state=params["seed"])
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    basis = [table.sha256, table.contract, params]
    joblib.dump(Bundle(tiers, served, background, parts, basis), path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    write_run(project, "train", start, trials=len(trials), model_bytes=path.stat().st_size)
    return True


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


def model_path(project: Project) -> Path:
    """File of the fitted tiers; never committed."""
    return project.root / "models" / "model.joblib"


def load_bundle(project: Project) -> Bundle:
    """Read the fitted tiers; only ever open a file that this project wrote (it is a pickle).

    Raises
    ------
    InputError
        When nothing was trained yet.
    """
    if not model_path(project).exists():
        raise InputError(f"there is no model yet: run `python -m {__package__} train` first")
    bundle: Bundle = joblib.load(model_path(project))
    return bundle
