"""The ``train`` stage: index the documents three ways, and choose on dev questions alone.

The test questions are in a file that no line here looks into, but to leave out of dev what they
repeat.
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

from . import baseline, confidence, model
from .assistant import Assistant
from .confidence import Confidence
from .corpus import read_corpus
from .data import Material, Question, load
from .metrics import PRIMARY, outcomes
from .project import InputError, Project, write_text
from .report import write_run
from .search import Index
from .split import split

TIERS: dict[str, tuple[Callable[..., baseline.Retriever], dict[str, list[Any]]]] = {
    "trivial": (baseline.Overlap, {}),
    "simple": (baseline.Tfidf, {"language": ["none", "english"]}),
    "selected": (model.selected, model.SPACE),
}


@dataclass(frozen=True)
class Tier:
    """One retriever over the documents, with its confidence.

    Parameters
    ----------
    name : str
        Retriever and settings, for people.
    index : Index
        Of all passages.
    confidence : Confidence
        Fitted on dev questions.
    validation : float
        Mean reciprocal rank at 10 of the answerable dev questions.
    """

    name: str
    index: Index
    confidence: Confidence
    validation: float


@dataclass(frozen=True)
class Bundle:
    """What ``models/model.joblib`` holds.

    Parameters
    ----------
    material : Material
        Documents, the questions that were used, and those set aside.
    params : dict
        What the tiers were made under.
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``selected``.
    served : str
        The tier that won on dev questions, of the last two.
    """

    material: Material
    params: dict[str, Any]
    tiers: dict[str, Tier]
    served: str

    def assistant(self, project: Project, folder: Path | None = None) -> Assistant:
        """Give the served assistant, over another folder's documents where one is named."""
        tier, contract = self.tiers[self.served], self.material.contract
        index = tier.index
        if folder:
            index = index.over(read_corpus(folder, contract["corpus"]))
        return Assistant(project, contract, index, tier.confidence)


def train(project: Project) -> bool:
    """Index the documents in three ways, choosing on dev questions alone."""
    start, whole, params = time.perf_counter(), load(project), project.params
    material, tiers, trials = split(whole), {}, []
    rules = {"language": params["corpus"]["language"], **params["conversation"]}
    for tier, (build, space) in TIERS.items():
        tried = []
        for values in itertools.product(*space.values()):
            settings = dict(zip(space, values, strict=True))
            index = Index(material.passages, build(**settings), **rules)
            tried.append((mrr(index, material.dev), settings, index))
            score = round(tried[-1][0], 6)
            trials.append({"tier": tier, PRIMARY: score, "settings": str(settings)})
        score, settings, index = max(tried, key=lambda trial: trial[0])
        chosen = ", ".join(f"{name}={value}" for name, value in settings.items())
        name = f"{type(index.retriever).__name__}({chosen})"
        seen = outcomes(index, material.dev)
        learned = (seen.signals, seen.right, seen.answerable, seen.clusters)
        tiers[tier] = Tier(name, index, confidence.fit(*learned, params["cost"]), score)
        print(f"train: {tier:8} {PRIMARY} {score:.4f} on dev questions, {name}")
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(Bundle(material, params, tiers, served), path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    facts = {"trials": len(trials), "model_bytes": path.stat().st_size}
    dropped = len(whole.dev) - len(material.dev)
    write_run(project, "train", start, questions_dropped=dropped, **facts)
    return True


def mrr(index: Index, questions: list[Question]) -> float:
    """Give the mean reciprocal rank at 10 of the answerable questions."""
    asked = [q for q in questions if q.source]
    ranks = [index.look_up(q.question, q.before).rank(q.source) for q in asked]
    return float(np.mean(1 / np.array(ranks)))


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
