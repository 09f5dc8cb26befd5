"""The ``train`` stage: fit three tiers, and choose their settings on the validation part alone.

A chosen tier is fitted again on training and validation part together, since it would have known
both at the time of the test events; no line here reads those.
"""

import itertools
import time
from typing import Any

import numpy as np

from . import baseline, model
from .counts import Counts
from .data import Interactions, Log, load
from .metrics import HEADLINE, PRIMARY, K, per_user
from .recommender import Recommender
from .reporting.project import Project
from .reporting.shares import Floats
from .reporting.tiers import Bundle, Tier, save, title
from .split import split

TIERS: dict[str, tuple[type[Recommender], dict[str, list[Any]]]] = {
    "trivial": (baseline.Popularity, {}),
    "simple": (baseline.ItemKNN, baseline.SPACE),
    "challenger": (model.challenger, model.SPACE),
}

REPORTED = {"interval", "slices", "gates", "alarm"}  # tables that change no model


def train(project: Project) -> bool:
    """Fit the baselines and the model, choosing on the validation part alone."""
    start, log, params = time.perf_counter(), load(project), project.params
    parts, fewest = split(log.events, params), params["catalogue"]["fewest"]
    early = Counts(log.events.take(parts.train), fewest)
    held_out = some_users(log.events.take(parts.val[log.events.liked[parts.val]]), params)
    fitted_on = Counts(log.events.take(parts.fitted), fewest)
    tiers, trials = dict[str, Tier](), []
    for tier, (build, space) in TIERS.items():
        tried, every = [], candidates(space, params)
        build.prepare(early, every)
        for settings in every:
            means = validate(build(**settings).fit(early), held_out)
            tried.append((means[PRIMARY], settings))
            rounded = {name: round(means[name], 6) for name in HEADLINE}
            trials.append({"tier": tier, **rounded, "settings": str(settings)})
        best, settings = max(tried, key=lambda trial: trial[0])
        name, fitted = title(build.__name__, settings), build(**settings).fit(fitted_on)
        tiers[tier] = Tier(name, settings, fitted, best)
        print(f"train: {tier:8} {PRIMARY} {best:.4f} on validation, {name}", flush=True)
        if fitted.ranked < len(fitted.catalogue):
            few = f"the {fitted.ranked} most popular of {len(fitted.catalogue)} items alone"
            print(f"train: {tier:8} learned {few}: BUDGET in model.py allows no more", flush=True)
    save(project, Bundle(tiers, parts, basis(log, params)), trials, start)
    return True


def basis(log: Log, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    learned = {name: params[name] for name in params if name not in REPORTED}
    return [log.sha256, log.contract, learned]


def candidates(space: dict[str, list[Any]], params: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw ``search.trials`` distinct settings from a space; all of them where it is small."""
    every = [dict(zip(space, some, strict=True)) for some in itertools.product(*space.values())]
    shuffled = np.random.default_rng(params["seed"]).permutation(len(every))
    return [every[i] for i in np.sort(shuffled[: params["search"]["trials"]])]


def some_users(events: Interactions, params: dict[str, Any]) -> Interactions:
    """Keep the events of ``search.users`` users, drawn: enough to tell settings apart."""
    users = np.random.default_rng(params["seed"]).permutation(np.unique(events.user))
    return events.take(np.isin(events.user, users[: params["search"]["users"]]))


def validate(fitted: Recommender, events: Interactions) -> dict[str, float]:
    """Rank the catalogue for every user of some later, liked events; give each metric's mean."""
    users = np.unique(events.user)
    lists = fitted.recommend(events.users[users], K)
    return {m: float(x.mean()) for m, x in per_user(lists, events, users, share(fitted)).items()}


def share(fitted: Recommender) -> Floats:
    """Give the share of users who liked each item in training, shape (items,)."""
    shares = np.zeros(len(fitted.items))
    shares[fitted.catalogue] = fitted.popularity / max((fitted.liked.sum(1) > 0).sum(), 1)
    return shares
