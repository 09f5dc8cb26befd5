"""The ``train`` stage: fit three tiers on the training part, and choose on validation alone.

The test part's images are set aside before anything is fitted; no line here reads them.
"""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import softmax

from . import baseline, linear, model, seeds
from .cache import caching
from .contract import Contract
from .data import Images, load
from .decision import decide
from .metrics import PRIMARY, accuracy, log_loss
from .reporting.project import InputError, Project
from .reporting.tiers import Bundle, Tier, save, title
from .reporting.tiers import load_bundle as load_tiers
from .split import Split, split

REPORTED = ("interval", "robustness", "slices", "gates")  # of params.toml: no model depends on them
Fitted = tuple[str, dict[str, Any], Any, list[dict[str, float]]]


@caching()
def train(project: Project) -> bool:
    """Fit the baselines and the network, choosing on the validation part alone."""
    start, images, params = time.perf_counter(), load(project), project.params
    parts = split(images, params)
    sizes = " + ".join(str(len(rows)) for rows in (parts.train, parts.val, parts.test))
    lost = ", ".join(f"{n} left as {reason}" for reason, n in parts.dropped.items() if n)
    print(f"train: {sizes} images train, validate and test{f'; {lost}' if lost else ''}")
    if parts.note:
        print(f"train: {parts.note}")
    tiers: dict[str, Tier] = {}
    trials, history = [], list[dict[str, float]]()
    X, y, ones = images.X[parts.val], images.y[parts.val], np.ones((1, len(parts.val)))
    for tier, fits in fitted(project, images, parts).items():
        tried = []
        for kind, settings, classifier, epochs in fits:
            log_p = np.asarray(classifier.predict_log_proba(X), float)
            p = softmax(log_p, axis=1)
            score, loss = float(accuracy(y, p, ones)[0]), float(log_loss(y, p, ones)[0])
            facts = {"accuracy": round(score, 6), "log_loss": round(loss, 6)}
            trials.append({"tier": tier, **facts, "settings": f"{kind} {settings}"})
            candidate = Tier(title(kind, settings), settings, classifier, score)
            tried.append(((score, -loss), candidate, log_p, epochs))
        _, best, log_p, epochs = max(tried, key=lambda trial: trial[0])
        tiers[tier], history = replace(best, decision=decide(y, log_p, params)), epochs
        print(f"train: {tier:8} {PRIMARY} {best.validation:.4f} on validation, {best.name}")
    network = tiers["challenger"].model
    network.save(model.weights_path(project))  # weights alone, which hold no code
    seeds.fit_again(project, images, parts, tiers["challenger"].settings)
    saved = tiers | {"challenger": replace(tiers["challenger"], model=None)}
    bundle = Bundle(saved, parts, basis(images, params), pd.DataFrame(history))
    save(project, bundle, trials, start, parameters=network.parameters)
    return True


def fitted(project: Project, images: Images, parts: Split) -> dict[str, Iterable[Fitted]]:
    """Fit each candidate of each tier when it is asked for."""
    X, y = images.X[parts.train], images.y[parts.train]
    return {
        "trivial": [("DummyClassifier", {}, baseline.trivial().fit(X, y), [])],
        "simple": linear.fitted(project, images.contract, X, y),
        "challenger": model.fitted(project, images, parts),
    }


def basis(images: Images, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    used = {name: value for name, value in params.items() if name not in REPORTED}
    return [images.sha256, relevant(images.contract), used]


def relevant(contract: Contract) -> Contract:
    """Leave out of a contract what no model depends on: what a shortcut may be."""
    return replace(contract, shortcut={})


def load_bundle(project: Project, contract: Contract, images: Images | None = None) -> Bundle:
    """Read the fitted tiers, the network with its weights.

    Raises
    ------
    InputError
        When nothing was trained yet, or was trained on images of another form, or, where
        ``images`` are given, on others than these or under other parameters.
    """
    bundle = load_tiers(project, basis(images, project.params) if images else None)
    if bundle.basis[1] != relevant(contract):
        raise InputError(f"the contract has changed: run `python -m {__package__} train` first")
    challenger, path = bundle.tiers["challenger"], model.weights_path(project)
    if not path.exists():
        raise InputError(f"{path.name} is not there: run `python -m {__package__} train` first")
    network = model.load(path, contract, challenger.settings)
    return replace(bundle, tiers=bundle.tiers | {"challenger": replace(challenger, model=network)})
