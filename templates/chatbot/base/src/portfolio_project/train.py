"""The ``train`` stage: fit every tier on the documents, and choose on dev questions alone.

The test questions are in a file that no line here looks into, but to leave out of dev what they
repeat.
"""

import itertools
import time
from typing import Any

import numpy as np

from . import baseline, confidence, intents, model
from .baseline import Space
from .data import Material, load
from .metrics import PRIMARY, RANKING
from .outcomes import outcomes
from .questions import Question
from .reporting.project import Project
from .reporting.tiers import Bundle, Tier, save, title
from .search import Index
from .split import dropped, split

# Tables of params.toml that a model depends on.
LEARNED = ("seed", "corpus", "conversation", "answer", "cost")


def tiers_of(project: Project) -> dict[str, Space]:
    """Give what builds each tier, and the settings that are tried of it."""
    language = project.params["corpus"]["language"]
    return {
        "trivial": (baseline.Overlap, {}),
        "simple": (baseline.Tfidf, {"language": [language]}),
        "challenger": model.challenger(project),
        **intents.tiers(),
    }


def train(project: Project) -> bool:
    """Fit every tier on the documents, choosing on dev questions alone."""
    start, whole, params = time.perf_counter(), load(project), project.params
    material, tiers, trials, texts = split(whole), {}, list[dict[str, Any]](), None
    options = params["corpus"]["language"], params["conversation"]["weight"]
    for tier, (build, space) in tiers_of(project).items():
        tried = []
        for values in itertools.product(*space.values()):
            settings = dict(zip(space, values, strict=True))
            index = Index(material.passages, build(**settings), *options, texts)
            texts = index.texts  # what is counted once, all others weigh again
            tried.append((mrr(index, material.dev), settings))
            score = round(tried[-1][0], 6)
            trials.append({"tier": tier, RANKING: score, "settings": str(settings)})
        ranked, settings = max(tried, key=lambda trial: trial[0])
        index = Index(material.passages, build(**settings), *options, texts)
        seen = outcomes(index, material.dev, params["answer"])
        name = title(build.__name__, settings)
        fitted_on = (seen.signals, seen.right, seen.answerable, seen.clusters)
        sure = confidence.fit(*fitted_on, params["cost"], params["seed"])
        correct = seen.right & sure.answers(seen.signals)[0]
        score = round(float(correct[seen.answerable].mean()), 6)
        tiers[tier] = Tier(name, settings, index, score, sure)
        scores = f"{PRIMARY} {score:.4f}, {RANKING} {ranked:.4f}"
        print(f"train: {tier:8} {scores} on dev questions, {name}")
    removed = dropped(whole, material)
    if any(removed.values()):
        print(f"train: left out of dev, since a test question is the same or nearly so: {removed}")
    bundle = Bundle(tiers, material, basis(whole, params), removed)
    save(project, bundle, trials, start, questions_dropped=sum(removed.values()))
    return True


def basis(material: Material, params: dict[str, Any]) -> list[Any]:
    """Give what a model is of: another one must be trained where any of it changes."""
    # The hash is of all questions in a row, which says not where the dev ones end.
    learned = {name: params[name] for name in LEARNED}
    return [material.sha256, len(material.dev), material.contract, learned]


def mrr(index: Index, questions: list[Question]) -> float:
    """Give the mean reciprocal rank at 10 of the answerable questions."""
    asked = [q for q in questions if q.source]
    found = index.look_up([(q.question, q.before) for q in asked])
    ranks = [one.rank(q.source) for one, q in zip(found, asked, strict=True)]
    return float(np.mean(1 / np.array(ranks)))
