"""The ``train`` stage: choose the settings of three tiers on validation, then fit each on all rows.

Validation is cross-validation, or growing windows where there is time, or the validation part where
params.toml asks for one. After the choice every tier is fitted again, with the settings that were
chosen, on training and validation rows; thresholds and widths come from predictions of rows that
took no part in the fit. The test part's rows are set aside first; no line here fits on them.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from sklearn.model_selection import ParameterSampler
from sklearn.pipeline import Pipeline

from . import baseline, model, season, task
from .data import Table, load
from .decision import decide
from .metrics import PRIMARY, SIGN, primary
from .reporting.project import Project
from .reporting.shares import Floats
from .reporting.tiers import Bundle, Tier, save, title
from .split import Split, folds, split
from .units import Rows, clusters

TIERS: dict[str, tuple[Callable[..., Pipeline], dict[str, list[Any]]]] = {
    "trivial": (season.trivial, {}),
    "simple": (baseline.simple, baseline.SPACE),
    "challenger": (model.challenger, model.SPACE),
}
LATER = ("gates", "slices", "interval")  # parameters that `evaluate` alone reads
BACKGROUND = 200  # training rows at most that explanations compare with
SEARCHED = 40_000  # rows at most that settings are chosen on: more would change none of them
REPEATED = 10_000  # rows above which one cut of the folds is enough


def train(project: Project) -> bool:
    """Fit the baselines and the model, choosing on the training part alone."""
    start, table, params = time.perf_counter(), load(project), project.params
    parts = split(table, params)
    rows, X = np.union1d(parts.train, parts.val), views(table, params)
    sample, cuts, thinned = validation(table, parts, rows, params)
    for note in [*parts.notes, *thinned]:
        print(f"train: {note}")
    tiers, trials, y, levels = {}, [], table.y, len(table.contract.target.levels)
    for tier, (build, space) in TIERS.items():
        tried = []
        rules = [{}, {"season": season.season_of(table, params)}] if X[tier] is not table.X else []
        for settings in rules or candidates(space, params):
            view = X[tier].iloc[sample]
            scores, idx, p = cross_validate(build(**settings), view, y[sample], cuts, levels)
            tried.append((SIGN * scores.mean(), settings, idx, p))
            facts = {"mean": round(scores.mean(), 6), "std": round(scores.std(), 6)}
            trials.append({"tier": tier, **facts, "settings": str(settings)})
        best, settings, idx, p = max(tried, key=lambda trial: trial[0])
        fitted = build(**settings).fit(X[tier].iloc[rows], y[rows])
        name = title(type(fitted[-1]).__name__, settings)
        groups = clusters(table, sample[idx])[1]
        decision = decide(y[sample][idx], p, params, table.contract.target, groups)
        tiers[tier] = Tier(name, settings, fitted, float(best), decision)
        print(f"train: {tier:10} {PRIMARY} {SIGN * best:.4f} in validation, {name}")
    background = table.X.iloc[rows].sample(min(BACKGROUND, len(rows)), random_state=params["seed"])
    bundle = Bundle(tiers, parts, basis(table, params), background)
    save(project, bundle, trials, start, thinned=thinned)
    return True


def views(table: Table, params: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Give what each tier reads: the fields, or where there is time, earlier values for a rule."""
    X = dict.fromkeys(TIERS, table.X)
    if "time" in table.roles and len(table.contract.target.levels) <= 2:
        X["trivial"] = season.last_values(table, season.season_of(table, params))
    return X


def validation(
    table: Table, parts: Split, rows: Rows, params: dict[str, Any]
) -> tuple[Rows, list[tuple[Rows, Rows]], list[str]]:
    """Say which rows settings are chosen on, how they are cut, and what was left out for speed.

    Returns
    -------
    sample : ndarray of int
        Rows of the table.
    cuts : list of (fit, validate)
        Positions within them.
    thinned : list of str
        In sentences.
    """
    sample, search, thinned = rows, params["search"], []
    if len(rows) > SEARCHED:
        rng = np.random.default_rng(params["seed"])
        sample = np.sort(rng.choice(rows, SEARCHED, replace=False))
        thinned.append(f"settings are chosen on {SEARCHED:,} of {len(rows):,} rows, by chance")
    if len(parts.val):
        val = np.isin(sample, parts.val)
        return sample, [(np.flatnonzero(~val), np.flatnonzero(val))], thinned
    if len(rows) > REPEATED and search["repeats"] > 1:
        search = search | {"repeats": 1}
        thinned.append(f"the folds are cut once, since there are {len(rows):,} rows")
    return sample, folds(table, sample, params | {"search": search}), thinned


def basis(table: Table, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    return [table.sha256, table.contract, {k: v for k, v in params.items() if k not in LATER}]


def candidates(space: dict[str, list[Any]], params: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw ``search.trials`` distinct settings from a space; all of them where it is small."""
    trials = min(params["search"]["trials"], math.prod(map(len, space.values())))
    return list(ParameterSampler(space, trials, random_state=params["seed"])) if space else [{}]


def cross_validate(
    pipeline: Pipeline,
    X: pd.DataFrame,
    y: Floats,
    cuts: list[tuple[Rows, Rows]],
    levels: int,
) -> tuple[Floats, Rows, Floats]:
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
    levels : int
        Of the target, which a fold may not have all of; 0 for a quantity.

    Returns
    -------
    scores : ndarray, shape (folds,)
        Primary metric on each fold.
    rows : ndarray of int, shape (m,)
        Positions of the rows that were validated, each once, however often the folds are cut.
    predictions : ndarray, shape (m, ...)
        Of these rows, by pipelines that had not seen them.
    """
    scores, predicted = [], []
    for fit, validate in cuts:
        fitted = pipeline.fit(X.iloc[fit], y[fit])
        predicted.append(task.predict(fitted, X.iloc[validate], levels))
        scores.append(primary(y[validate], predicted[-1], np.ones((1, len(validate)))))
    rows, first = np.unique(np.concatenate([new for _, new in cuts]), return_index=True)
    return np.concatenate(scores), rows, np.concatenate(predicted)[first]
