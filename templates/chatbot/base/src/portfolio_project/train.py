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
from .data import Contract, Question, load
from .metrics import PRIMARY, look_up, outcomes, reciprocal_rank
from .project import InputError, Project, write_text
from .report import write_run
from .search import Index
from .split import Split, split

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
    settings : dict
        As chosen from its space.
    index : Index
        Of all passages.
    confidence : Confidence
        Fitted on dev questions.
    validation : float
        Mean reciprocal rank at 10 of the answerable dev questions.
    """

    settings: dict[str, Any]
    index: Index
    confidence: Confidence
    validation: float

    @property
    def name(self) -> str:
        """Retriever and settings, for people."""
        chosen = ", ".join(f"{name}={value}" for name, value in self.settings.items())
        return f"{type(self.index.retriever).__name__}({chosen})"


@dataclass(frozen=True)
class Bundle:
    """What ``models/model.joblib`` holds.

    Parameters
    ----------
    contract : dict
        Of the data.
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``selected``.
    served : str
        The tier that won on dev questions, of the last two.
    parts : Split
        The questions that were used, and those set aside.
    basis : list
        Hash of the data, its contract, and the parameters: what the tiers are of.
    """

    contract: Contract
    tiers: dict[str, Tier]
    served: str
    parts: Split
    basis: list[Any]

    def assistant(self, project: Project, tier: str | None = None) -> Assistant:
        """Give the assistant of a tier; of the served one by default."""
        chosen = self.tiers[tier or self.served]
        return Assistant(project, self.contract, chosen.index, chosen.confidence)


def train(project: Project) -> bool:
    """Index the documents in three ways, choosing on dev questions alone."""
    start, material, params = time.perf_counter(), load(project), project.params
    parts, tiers, trials = split(material), {}, []
    weight = params["conversation"]["weight"]
    for tier, (build, space) in TIERS.items():
        tried = []
        for values in itertools.product(*space.values()):
            settings = dict(zip(space, values, strict=True))
            index = Index(material.passages, build(**settings), params["corpus"]["language"])
            tried.append((mrr(index, parts.dev, weight), settings, index))
            trials.append(
                {"tier": tier, PRIMARY: round(tried[-1][0], 6), "settings": str(settings)}
            )
        score, settings, index = max(tried, key=lambda trial: trial[0])
        seen = outcomes(index, parts.dev, weight)
        learned = (seen.signals, seen.right, seen.answerable, seen.clusters)
        tiers[tier] = Tier(settings, index, confidence.fit(*learned, params["cost"]), score)
        print(f"train: {tier:8} {PRIMARY} {score:.4f} on dev questions, {tiers[tier].name}")
    served = max(("simple", "selected"), key=lambda tier: tiers[tier].validation)
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    basis = [material.sha256, material.contract, params]
    joblib.dump(Bundle(material.contract, tiers, served, parts, basis), path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    write_run(project, "train", start, trials=len(trials), model_bytes=path.stat().st_size)
    return True


def mrr(index: Index, questions: list[Question], weight: float) -> float:
    """Give the mean reciprocal rank at 10 of the answerable questions."""
    asked = [question for question in questions if question.source]
    found = zip(look_up(index, asked, weight), asked, strict=True)
    return float(reciprocal_rank(np.array([f.rank(q.source) for f, q in found])).mean())


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
