"""The ``train`` stage: fit three tiers on the training part, and choose on cross-validation alone.

The test part's rows are set aside before anything is fitted; no line here reads them.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import joblib
import numpy as np
import pandas as pd
from sklearn.model_selection import ParameterSampler
from sklearn.pipeline import Pipeline

from . import baseline, metrics, model, task
from .data import Table, load
from .decision import Decision, decide
from .intervals import Floats
from .project import InputError, Project
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
        Mean primary metric over the folds.
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
    start = time.perf_counter()
    table = load(project)
    params, seed = project.params, int(project.params["seed"])
    parts = split(table, params["split"], seed)
    X, y = table.X.iloc[parts.train], table.y[parts.train]
    cuts = folds(table, parts.train, params["search"], seed)
    tiers, trials = {}, []
    for tier, (build, space) in TIERS.items():
        best = None
        for settings in candidates(space, params["search"]["trials"], seed):
            pipeline = build(table.contract, seed, **settings)
            scores, out_of_fold = cross_validate(pipeline, X, y, cuts)
            trials.append({"tier": tier, **_score(scores), "settings": str(settings)})
            if best is None or _gain(scores) > _gain(best[0]):
                best = (scores, out_of_fold, settings)
        assert best is not None
        scores, out_of_fold, settings = best
        pipeline = build(table.contract, seed, **settings).fit(X, y)
        y_val, predictions = _validation(table, parts, pipeline, out_of_fold)
        decision = decide(y_val, predictions, params)
        name = _name(pipeline, settings)
        tiers[tier] = Tier(name, settings, pipeline, decision, float(scores.mean()))
        print(f"train: {tier:8} {metrics.PRIMARY} {scores.mean():.4f} +- {scores.std():.4f}  {name}")
    worth = {tier: metrics.SIGN * tiers[tier].validation for tier in ("simple", "selected")}
    served = max(worth, key=lambda tier: worth[tier])
    sample = X.sample(min(200, len(X)), random_state=seed)
    bundle = Bundle(tiers, served, sample, fingerprint(project, table, parts))
    project.model.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(bundle, project.model)
    project.reports.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(trials).to_csv(project.reports / "trials.csv", index=False, lineterminator="\n")
    write_run(project, "train", start, trials=len(trials), model_bytes=project.model.stat().st_size)
    print(f"train: {served} won on validation and will be served")
    return bundle


def candidates(space: dict[str, list[Any]], trials: int, seed: int) -> list[dict[str, Any]]:
    """Draw distinct settings from a space, all of them where it is small."""
    size = int(np.prod([len(values) for values in space.values()]))
    drawn = list(ParameterSampler(space, min(trials, size), random_state=seed)) if space else [{}]
    return [{name: settings[name] for name in sorted(settings)} for settings in drawn]


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
        once = np.ones((1, len(validate)))
        pooled.append(np.stack([y[validate], predictions]))
        scores.append(float(metrics.primary(y[validate], predictions, once)[0]))
    return np.array(scores), np.concatenate(pooled, axis=1)


def fingerprint(project: Project, table: Table, parts: Split) -> str:
    """Hash what the fit depends on, so that ``evaluate`` refuses a model of other data."""
    facts = [table.sha256, parts.train.tolist(), project.params["search"], project.params["seed"]]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def load_bundle(project: Project) -> Bundle:
    """Read the fitted tiers; only ever open a file that this project wrote (it is a pickle).

    Raises
    ------
    InputError
        When nothing was trained yet.
    """
    if not project.model.exists():
        raise InputError(f"there is no model yet: run `python -m {__package__} train` first")
    bundle: Bundle = joblib.load(project.model)
    return bundle


def _validation(
    table: Table, parts: Split, pipeline: Pipeline, out_of_fold: Floats
) -> tuple[Floats, Floats]:
    """Give what a decision may be chosen on: the validation part, or else out-of-fold rows."""
    if len(parts.val) == 0:
        return out_of_fold[0], out_of_fold[1]
    return table.y[parts.val], task.predict(pipeline, table.X.iloc[parts.val])


def _gain(scores: Floats) -> float:
    return metrics.SIGN * float(scores.mean())


def _score(scores: Floats) -> dict[str, float]:
    return {"mean": round(float(scores.mean()), 6), "std": round(float(scores.std()), 6)}


def _name(pipeline: Pipeline, settings: dict[str, Any]) -> str:
    chosen = ", ".join(f"{name}={value}" for name, value in settings.items())
    return f"{type(pipeline[-1]).__name__}({chosen})"
