"""The ``train`` stage: fit three tiers, and choose their settings on the validation part alone.

A chosen tier is fitted again on training and validation part together, since it would have known
both at the time of the test events; no line here reads those.
"""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd

from . import baseline, model
from .data import Interactions, load
from .intervals import Floats
from .metrics import HEADLINE, PRIMARY, K, per_user
from .project import InputError, Project, write_text
from .recommender import Recommender
from .report import write_run
from .split import Split, split

TIERS: dict[str, tuple[Callable[..., Recommender], dict[str, list[Any]]]] = {
    "trivial": (baseline.Popularity, {}),
    "simple": (baseline.ItemKNN, baseline.SPACE),
    "selected": (model.selected, model.SPACE),
}


@dataclass(frozen=True)
class Tier:
    """One fitted tier.

    Parameters
    ----------
    settings : dict
        As chosen from its space.
    model : Recommender
        Fitted on everything before the test part.
    validation : float
        Primary metric on the validation part, mean over users.
    """

    settings: dict[str, Any]
    model: Recommender
    validation: float

    @property
    def name(self) -> str:
        """Class and settings, for people."""
        chosen = ", ".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{type(self.model).__name__}({chosen})"


@dataclass(frozen=True)
class Bundle:
    """What ``models/model.joblib`` holds.

    Parameters
    ----------
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``selected``.
    served : str
        The tier that won on validation, of the last two.
    parts : Split
        The events that were used, and those set aside: the only ones that may be a test.
    basis : list
        Hash of the data, its contract, and the parameters: what the tiers are of.
    """

    tiers: dict[str, Tier]
    served: str
    parts: Split
    basis: list[Any]


def train(project: Project) -> bool:
    """Fit the baselines and the model, choosing on the validation part alone."""
    start, log, params = time.perf_counter(), load(project), project.params
    parts, fewest = split(log.events, params), params["catalogue"]["fewest"]
    early, late = log.events.take(parts.train), log.events.take(parts.val)
    known, tiers, trials = log.events.take(parts.fitted), {}, []
    for tier, (build, space) in TIERS.items():
        tried = []
        for settings in candidates(space, params):
            found = validate(build(**settings).fit(early, fewest), late)
            tried.append((found[PRIMARY], settings))
            means = {name: round(found[name], 6) for name in HEADLINE}
            trials.append({"tier": tier, **means, "settings": str(settings)})
        best, settings = max(tried, key=lambda trial: trial[0])
        tiers[tier] = Tier(settings, build(**settings).fit(known, fewest), best)
        print(f"train: {tier:8} {PRIMARY} {best:.4f} on validation, {tiers[tier].name}", flush=True)
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    basis = [log.sha256, log.contract, params]
    joblib.dump(Bundle(tiers, served, parts, basis), path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    write_run(project, "train", start, trials=len(trials), model_bytes=path.stat().st_size)
    return True


def candidates(space: dict[str, list[Any]], params: dict[str, Any]) -> list[dict[str, Any]]:
    """Draw ``search.trials`` distinct settings from a space; all of them where it is small."""
    every = [dict(zip(space, some, strict=True)) for some in itertools.product(*space.values())]
    shuffled = np.random.default_rng(params["seed"]).permutation(len(every))
    return [every[i] for i in np.sort(shuffled[: params["search"]["trials"]])]


def validate(fitted: Recommender, late: Interactions) -> dict[str, float]:
    """Rank the catalogue for every user of some later events; give the mean of each metric."""
    users = np.unique(late.user)
    lists = fitted.recommend(late.users[users], K)
    return {m: float(x.mean()) for m, x in per_user(lists, late, users, share(fitted)).items()}


def share(fitted: Recommender) -> Floats:
    """Give the share of users who took each item in training, shape (items,)."""
    shares = np.zeros(len(fitted.items))
    shares[fitted.catalogue] = fitted.popularity / max((fitted.seen.sum(1) > 0).sum(), 1)
    return shares


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
