"""Recompute the template's rankings and metrics with independent implementations.

    python tests/oracles/chatbot.py LAYOUTS

LAYOUTS holds the template laid out once per choice; the interpreter has the template's dependencies.
BM25 is written out here from its formula, and, where `rank_bm25`, `ranx` and `pytrec_eval` can be
imported (``pip install rank-bm25 ranx pytrec-eval-terrier``), compared with those as well. Documents,
questions and terms are the template's. Its classifier is held against reference results on CLINC150 and BANKING77,
where ``DATA_MIRROR`` names a folder that holds their official files. Prints each value beside its reference and exits 1
where one lies outside its tolerance.
"""

# requires: ranx==0.3.21 rank-bm25==0.2.2 pytrec-eval-terrier==0.5.11

from __future__ import annotations

import importlib
import json
import math
import os
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import numpy as np
from sklearn.metrics import ndcg_score, roc_auc_score

PACKAGE = "portfolio_project"
failures = 0


def show(what, measured, reference, tolerance=1e-9):
    """Print one line, and remember a value that is too far from its reference."""
    global failures
    holds = abs(measured - reference) <= tolerance
    failures += not holds
    mark = "ok" if holds else "MISSED"
    print(f"{what:52} {measured:9.5f}   reference {reference:9.5f} +- {tolerance:<6g} {mark}")


def load(folder, material=True):
    """Import the package of one layout, and load its documents where these are there without a download."""
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]
    sys.path.insert(0, str(folder / "src"))
    names = (
        *("baseline", "data", "intents", "metrics", "okapi", "outcomes", "reporting.project", "search"),
        *("source", "texts", "words"),
    )
    found = {name.split(".")[-1]: importlib.import_module(f"{PACKAGE}.{name}") for name in names}
    code = SimpleNamespace(**found)
    sys.path.pop(0)
    return code, code.data.load(code.project.Project(folder)) if material else None


def lucene(documents, query, k1, b):
    """BM25 as Lucene has it: Kamphuis et al., Which BM25 do you mean?, ECIR 2020, eq. 'Lucene (accurate)'."""
    n, mean = len(documents), sum(map(len, documents)) / len(documents)
    spread = Counter(term for document in documents for term in set(document))
    scores = []
    for document in documents:
        counts, score = Counter(document), 0.0
        for term in query:
            idf = math.log(1 + (n - spread[term] + 0.5) / (spread[term] + 0.5))
            score += idf * counts[term] / (counts[term] + k1 * (1 - b + b * len(document) / mean))
        scores.append(score)
    return np.array(scores)


def measure(code, seen):
    """Give every metric of what was found, under a confidence that answers everything."""
    sure = SimpleNamespace(
        of=lambda signals: np.ones(len(signals)), answers=lambda signals: np.ones((1, len(signals)), bool)
    )
    every = code.metrics.measures(seen, sure, {"wrong": 1.0, "silent": 1.0})
    return {name: statistic(np.ones((1, len(seen.ranks))))[0] for name, statistic in every.items()}


def run(folder):
    """Compare one layout."""
    code, material = load(folder)
    k1, b, language = 1.2, 0.75, "english"
    # What the sample promises, and no owner's documents have to: enough questions, on every section, in both parts.
    sources = {passage.source for passage in material.passages}
    for part, questions in (("dev", material.dev), ("test", material.test)):
        show(f"sections without a {part} question", len(sources - {q.source for q in questions}), 0)
        show(f"{part} questions below 120", max(0, 120 - len(questions)), 0)
    texts = [f"{passage.title}\n{passage.text}" for passage in material.passages]
    documents = [code.words.terms(text, language) for text in texts]
    bm25 = code.okapi.BM25(k1=k1, b=b, language=language).fit(code.texts.Texts(texts))
    asked = [question for question in (*material.dev, *material.test) if question.source]
    gaps, qrels, ranked = [], {}, {}
    for question in asked:
        (mine,) = bm25.scores([{question.question: 1.0}])
        gaps.append(np.abs(mine - lucene(documents, code.words.terms(question.question, language), k1, b)).max())
        qrels[question.id] = {question.source: 1}
        # Ties fall to the earlier passage here, and anywhere else to something else: places have none.
        order = sorted(np.flatnonzero(mine > 0), key=lambda place: -mine[place])
        found = {material.passages[place].source: float(len(order) - i) for i, place in enumerate(order)}
        ranked[question.id] = found or {"nothing": 1.0}
    show("largest difference from BM25 written out", max(gaps), 0.0)
    index = code.search.Index(material.passages, code.okapi.BM25(k1=k1, b=b, language=language), language, 0.5)
    alone = [q.__class__(**{**vars(q), "before": None}) for q in asked]
    seen = code.outcomes.outcomes(index, alone, {"sections": 3, "sentences": 6})
    measured = measure(code, seen)
    means = {"mrr@10": measured["mrr_at_10"], "ndcg@10": measured["ndcg_at_10"], "hit_rate@5": measured["hit_at_5"]}
    sources = [passage.source for passage in material.passages]
    truth = np.array([[source == question.source for source in sources] for question in asked], float)
    scores = np.array([[ranked[q.id].get(source, -1e-6 * i) for i, source in enumerate(sources)] for q in asked])
    covered = np.array([q.source in ranked[q.id] for q in asked])
    show("nDCG@10 by scikit-learn", measure(code, seen.only(covered))["ndcg_at_10"],
         ndcg_score(truth[covered], scores[covered], k=10))
    y, p = np.arange(40) % 3 > 0, np.random.default_rng(0).integers(0, 6, 40) / 6
    show("AUROC by scikit-learn", code.metrics.auroc(y, p, np.ones((1, 40)))[0], roc_auc_score(y, p))
    if find_spec("ranx"):
        from ranx import Qrels, Run, evaluate

        theirs = evaluate(Qrels(qrels), Run(ranked), list(means))
        for name, value in means.items():
            show(f"{name} by ranx", value, float(theirs[name]))
    if find_spec("pytrec_eval"):
        import pytrec_eval

        found = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank", "ndcg_cut_10", "success_5"})
        each = found.evaluate({q: dict(sorted(run.items(), key=lambda x: -x[1])[:10]) for q, run in ranked.items()})
        for name, key in (("mrr@10", "recip_rank"), ("ndcg@10", "ndcg_cut_10"), ("hit_rate@5", "success_5")):
            show(f"{name} by trec_eval", means[name], np.mean([one[key] for one in each.values()]), 1e-6)
    if find_spec("rank_bm25"):
        from rank_bm25 import BM25Okapi

        # Another idf (without Lucene's 1 +) and a factor k1 + 1, which changes no ranking: the means stay close.
        okapi = BM25Okapi(documents, k1=k1, b=b)
        ranks = []
        for question in asked:
            scores = okapi.get_scores(code.words.terms(question.question, language))
            order = [sources[place] for place in np.argsort(-scores, kind="stable") if scores[place] > 0][:10]
            ranks.append(order.index(question.source) + 1 if question.source in order else np.inf)
        show("MRR@10 by rank_bm25, another variant", means["mrr@10"], np.mean([1 / rank for rank in ranks]), 0.015)


def official(folder):
    """Read CLINC150's `data_full.json`: for each part, questions and their intents; None stands for out of scope."""
    data = json.loads((folder / "data_full.json").read_text("utf-8"))
    parts = {part: [(text, intent) for text, intent in data[part]] for part in ("train", "val", "test")}
    strange = {part: [(text, None) for text, _ in data[f"oos_{part}"]] for part in ("val", "test")}
    return parts["train"], *(parts[part] + strange[part] for part in ("val", "test"))


def classify(code, train, val, test):
    """Fit the template's classifier; give the accuracy in scope and the recall out of it, at validation's threshold.

    As Larson et al. (EMNLP 2019) count: a refused question in scope is not answered rightly. Validation chooses the
    setting by accuracy in scope, and the threshold on the margin by accuracy over all, refusals out of scope right.
    """
    intents = sorted({intent for _, intent in train})
    pages = [f"{name}\n" + "\n".join(f"- {text}" for text, one in train if one == name) for name in intents]
    build, space = code.intents.tiers()["classifier"]

    def asked(tier, part):
        scores = tier.scores([{text: 1.0} for text, _ in part])
        right = np.array([intents[best] == intent for best, (_, intent) in zip(scores.argmax(1), part)])
        return scores.max(1), right, np.array([intent is None for _, intent in part])

    tiers = [build(C=C).fit(code.texts.Texts(pages)) for C in space["C"]]
    tier = max(tiers, key=lambda one: asked(one, val)[1].mean())
    sure, right, strange = asked(tier, val)
    ends = np.unique(sure)
    threshold = max(ends, key=lambda end: np.where(sure >= end, right, strange).mean())
    sure, right, strange = asked(tier, test)
    refused = (sure < threshold)[strange]
    return (right & (sure >= threshold))[~strange].mean(), refused.mean() if strange.any() else np.nan


def sample(folder):
    """Write questions in the form of the official file, with what is odd about it: invented, and of no meaning."""
    rng, data, names = np.random.default_rng(0), {}, ["pin_change", "card_arrival", "oil_change_when", "w2", "yes"]
    sizes = {"train": 20, "val": 8, "test": 8}
    for part, size in sizes.items():
        said = [[f"{' '.join(rng.permutation(name.split('_')))} {rng.integers(9)}", name] for name in names * size]
        data[part] = [said[i] for i in rng.permutation(len(said))]
        data[f"oos_{part}"] = [[f"who is {''.join(rng.choice(list('bdfgjkz'), 7))}, what's up", "oos"]] * size
    data["train"].append(["what's 5*2, \"twice\"?", "yes"])
    (folder / "data_full.json").write_text(json.dumps(data), "utf-8")
    return {part: (5 * size + (part == "train"), size) for part, size in sizes.items()}


def run_intents(folder):
    """Hold the classifier against reference results on CLINC150 and BANKING77, where somebody has the official files."""
    code, _ = load(folder, material=False)
    with TemporaryDirectory() as place:
        sizes = sample(Path(place))
        train, val, test = official(Path(place))
        for name, part in (("train", train), ("val", val), ("test", test)):
            known, strange = sizes[name]
            show(f"{name} questions of a sample in CLINC150's form", len(part), known + strange * (name != "train"))
        accuracy, recall = classify(code, train, val, test)
        show("its accuracy in scope", accuracy, 1.0, 0.1)
        show("its recall out of scope", recall, 1.0, 0.1)
    given = Path(os.environ.get("DATA_MIRROR", "").removeprefix("file://"))
    if (given / "data_full.json").is_file():
        accuracy, recall = classify(code, *official(given))
        show("CLINC150, accuracy in scope", accuracy, 0.92, 0.01)
        show("CLINC150, recall out of scope", recall, 0.375, 0.035)
    else:
        print("CLINC150 is not checked: DATA_MIRROR names no folder that holds its data_full.json")
    if all((given / name).is_file() for name in ("train.csv", "test.csv")):
        parts = [code.source.read_part(given / f"{part}.csv") for part in ("train", "test")]
        train, test = ([(text, one) for one, said in part.items() for _, text in said] for part in parts)
        some = [pair for i, pair in enumerate(train) if i % 10]
        accuracy, _ = classify(code, some, train[::10], test)
        show("BANKING77, accuracy over all 77 intents", accuracy, 0.91, 0.01)
    else:
        print("BANKING77 is not checked: DATA_MIRROR names no folder that holds its train.csv and test.csv")


# Documents, questions and BM25 are the same in all that bring documents.
run(min(path.parents[1] for path in Path(sys.argv[1]).glob("*/data/corpus")))
run_intents(min(Path(sys.argv[1]).glob("banking77-*")))
sys.exit(failures > 0)
