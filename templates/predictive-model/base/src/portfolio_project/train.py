"""The ``train`` stage: fit three tiers on the training part, and choose on cross-validation alone.

The test part's rows are set aside before anything is fitted; no line here reads them.
"""

import hashlib
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
from .data import Table, load
from .decision import Decision, decide
from .intervals import Floats
from .metrics import PRIMARY, SIGN, primary
from .project import InputError, Project, write_text
from .report import write_run
from .split import Rows, Split, folds, split

Build = Callable[..., Pipeline]

TIERS: dict[str, tuple[Build, dict[str, list[Any]]]] = {
    "trivial": (baseline.trivial, {}),
    "simple": (baseline.simple, baseline.SPACE),
    "selected": (model.selected, model.SPACE),
}


@dataclass(frozen=True)
class Tier:
    """One fitted tier.

    Parameters
    ----------
    name : str
        Its estimator and the chosen settings, for people.
    settings : dict
        The chosen settings.
    model : Pipeline
        Fitted on the whole training part.
    decision : Decision
        Chosen on validation predictions.
    validation : float
        Mean primary metric over the folds, turned so that more is better.
    """

    name: str
    settings: dict[str, Any]
    model: Pipeline
    decision: Decision
    validation: float


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
    fingerprint : str
        Of the data, the split and the parameters that the tiers were fitted under.
    """

    tiers: dict[str, Tier]
    served: str
    background: pd.DataFrame
    fingerprint: str


def train(project: Project) -> Bundle:
    """Fit the tiers, write ``reports/trials.csv`` and ``models/model.joblib``."""
    start, table, params = time.perf_counter(), load(project), project.params
    seed, search = params["seed"], params["search"]
    parts = split(table, params["split"], seed)
    X, y = table.X.iloc[parts.train], table.y[parts.train]
    cuts = folds(table, parts.train, search, seed)
    tiers: dict[str, Tier] = {}
    trials: list[dict[str, Any]] = []
    for tier, (build, space) in TIERS.items():
        size = math.prod(len(values) for values in space.values())
        drawn = ParameterSampler(space, min(search["trials"], size), random_state=seed)
        best = -math.inf
        for settings in list(drawn) if space else [{}]:
            pipeline = build(**settings)
            scores, out_of_fold = cross_validate(pipeline, X, y, cuts)
            facts = {"mean": round(scores.mean(), 6), "std": round(scores.std(), 6)}
            trials.append({"tier": tier, **facts, "settings": str(settings)})
            if SIGN * scores.mean() <= best:
                continue
            best = SIGN * scores.mean()
            pipeline.fit(X, y)
            decision = decide(*_validation(table, parts, pipeline, out_of_fold), params)
            tiers[tier] = Tier(_name(pipeline, settings), settings, pipeline, decision, best)
        print(
            f"train: {tier:8} {PRIMARY} {SIGN * best:.4f} in cross-validation, {tiers[tier].name}"
        )
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    background = X.sample(min(200, len(X)), random_state=seed)
    bundle = Bundle(tiers, served, background, fingerprint(project, table, parts))
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(bundle, path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    write_run(project, "train", start, trials=len(trials), model_bytes=path.stat().st_size)
    return bundle


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
    out_of_fold : ndarray, shape (2, validated rows)
        Targets and predictions of all folds, one after the other.
    """
    scores, pooled = [], []
    for fit, validate in cuts:
        predictions = task.predict(pipeline.fit(X.iloc[fit], y[fit]), X.iloc[validate])
        scores.append(primary(y[validate], predictions, np.ones((1, len(validate)))))
        pooled.append(np.stack([y[validate], predictions]))
    return np.concatenate(scores), np.concatenate(pooled, axis=1)


def fingerprint(project: Project, table: Table, parts: Split) -> str:
    """Hash what the fit depends on, so that ``evaluate`` refuses a model of other data."""
    facts = [table.sha256, parts.train.tolist(), project.params["search"], project.params["seed"]]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


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


def _validation(
    table: Table, parts: Split, pipeline: Pipeline, out_of_fold: Floats
) -> tuple[Floats, Floats]:
    """Give what a decision may be chosen on: the validation part, or else out-of-fold rows."""
    if len(parts.val) == 0:
        return out_of_fold[0], out_of_fold[1]
    return table.y[parts.val], task.predict(pipeline, table.X.iloc[parts.val])


def _name(pipeline: Pipeline, settings: dict[str, Any]) -> str:
    chosen = ", ".join(f"{name}={value}" for name, value in settings.items())
    return f"{type(pipeline[-1]).__name__}({chosen})"
