"""The ``train`` stage: fit three tiers on the training part, and choose on validation alone.

The test part's images are set aside before anything is fitted; no line here reads them.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pandas as pd
from scipy.special import softmax

from . import baseline, model
from .contract import Contract
from .data import Images, load
from .decision import Decision, decide
from .metrics import PRIMARY, accuracy, log_loss
from .project import InputError, Project, write_text
from .report import write_run
from .split import Split, split

Fitted = tuple[str, dict[str, Any], Any, list[dict[str, float]]]


@dataclass(frozen=True)
class Tier:
    """One fitted tier.

    Parameters
    ----------
    name : str
        Estimator and settings, for people.
    settings : dict
        As chosen on validation.
    model : object
        Whatever has ``predict_log_proba`` of pixels, shape (n, height, width, channels).
    decision : Decision
        Temperature and threshold, chosen on validation.
    validation : float
        Primary metric on the validation part.
    """

    name: str
    settings: dict[str, Any]
    model: Any
    decision: Decision
    validation: float


@dataclass(frozen=True)
class Bundle:
    """What ``models/`` holds.

    Parameters
    ----------
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``selected``.
    served : str
        The tier that won on validation, of the last two.
    parts : Split
        The images that were used, and those set aside: the only ones that may be a test.
    history : DataFrame
        Losses of the selected network, a row for each epoch.
    basis : list
        Hash of the images, their contract, and the parameters: what the tiers are of.
    """

    tiers: dict[str, Tier]
    served: str
    parts: Split
    history: pd.DataFrame
    basis: list[Any]


def train(project: Project) -> bool:
    """Fit the baselines and the network, choosing on the validation part alone."""
    start, images, params = time.perf_counter(), load(project), project.params
    parts = split(images, params)
    tiers: dict[str, Tier] = {}
    trials, history = [], pd.DataFrame()
    X, y, once = images.X[parts.val], images.y[parts.val], np.ones((1, len(parts.val)))
    for tier, fits in fitted(project, images, parts).items():
        best: tuple[float, float] | None = None
        for kind, settings, classifier, epochs in fits:
            log_p = np.asarray(classifier.predict_log_proba(X), float)
            score = float(accuracy(y, log_p, once)[0])
            loss = float(log_loss(y, softmax(log_p, axis=1), once)[0])
            facts = {"accuracy": round(score, 6), "log_loss": round(loss, 6)}
            trials.append({"tier": tier, **facts, "settings": f"{kind} {settings}"})
            if best is None or (score, -loss) > best:
                chosen = ", ".join(f"{name}={value}" for name, value in settings.items())
                best, decision = (score, -loss), decide(y, log_p, params)
                tiers[tier] = Tier(f"{kind}({chosen})", settings, classifier, decision, score)
                history = pd.DataFrame(epochs)
        found = tiers[tier]
        print(f"train: {tier:8} {PRIMARY} {found.validation:.4f} on validation, {found.name}")
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    save(project, Bundle(tiers, served, parts, history, basis(images, params)))
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    facts = {"trials": len(trials), "parameters": tiers["selected"].model.parameters}
    sizes = sum(path.stat().st_size for path in (project.root / "models").iterdir())
    write_run(project, "train", start, model_bytes=sizes, **facts)
    return True


def fitted(project: Project, images: Images, parts: Split) -> dict[str, Iterable[Fitted]]:
    """Fit each candidate of each tier when it is asked for."""
    X, y, how = images.X[parts.train], images.y[parts.train], project.params["simple"]
    tried = [{"C": C, "max_iter": how["max_iter"]} for C in how["C"]]
    return {
        "trivial": [("DummyClassifier", {}, baseline.trivial().fit(X, y), [])],
        "simple": (("LogisticRegression", s, baseline.simple(**s).fit(X, y), []) for s in tried),
        "selected": model.fitted(project, images, parts),
    }


def basis(images: Images, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    return [images.sha256, images.contract, params]


def bundle_path(project: Project) -> Path:
    """File of the tiers, but for the network's weights; never committed."""
    return project.root / "models" / "tiers.joblib"


def save(project: Project, bundle: Bundle) -> None:
    """Write the network's weights, and everything else beside them."""
    path, selected = bundle_path(project), bundle.tiers["selected"]
    path.parent.mkdir(parents=True, exist_ok=True)
    selected.model.save(model.weights_path(project))
    tiers = bundle.tiers | {"selected": replace(selected, model=None)}
    joblib.dump(replace(bundle, tiers=tiers), path)


def load_bundle(project: Project, contract: Contract, images: Images | None = None) -> Bundle:
    """Read the fitted tiers; only ever open a file that this project wrote (it is a pickle).

    Raises
    ------
    InputError
        When nothing was trained yet, or was trained on images of another form, or, where
        ``images`` are given, on others than these or under other parameters.
    """
    advice = f"run `python -m {__package__} train` first"
    if not (bundle_path(project).exists() and model.weights_path(project).exists()):
        raise InputError(f"there is no model yet: {advice}")
    bundle: Bundle = joblib.load(bundle_path(project))
    if bundle.basis[1] != contract or (images and bundle.basis != basis(images, project.params)):
        raise InputError(f"the model is of other data or parameters: {advice}")
    selected = bundle.tiers["selected"]
    network = model.load(model.weights_path(project), contract, selected.settings)
    tiers = bundle.tiers | {"selected": replace(selected, model=network)}
    return replace(bundle, tiers=tiers)
