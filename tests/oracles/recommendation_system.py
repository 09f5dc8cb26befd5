"""Hold metrics, neighbours and ALS of the template against published implementations.

    python tests/oracles/recommendation_system.py LAYOUTS

LAYOUTS holds the template laid out once per combination of choices; the interpreter has the template's
dependencies, and what the line below names, which serves here alone. Prints the largest difference of each
comparison, and exits 1 where one is too large. Where the environment variable ML_100K names MovieLens 100K's ratings
(`u.data`, tab-separated, with or without a heading; its terms forbid that it lies here), two protocols are run on it.
"""

# requires: implicit==0.7.3 ranx==0.3.21 scikit-learn==1.9.1

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from ranx import Qrels, Run, evaluate
from scipy import sparse
from sklearn.metrics import ndcg_score
from sklearn.metrics.pairwise import cosine_similarity

PACKAGE = "portfolio_project"
failures = 0


def show(what, difference, tolerance):
    """Print one line, and remember a difference that is too large."""
    global failures
    holds = difference <= tolerance
    failures += not holds
    print(f"{what:56} {difference:9.2e}   at most {tolerance:.0e} {'ok' if holds else 'MISSED'}")


def load(folder, *names):
    """Import modules of one layout, and its tests' random events."""
    for name in [name for name in sys.modules if name.split(".")[0] in (PACKAGE, "logs")]:
        del sys.modules[name]
    sys.path[:0] = [str(Path(folder) / "src"), str(Path(folder) / "tests")]
    found = [importlib.import_module(name) for name in ("logs", *(f"{PACKAGE}.{n}" for n in names))]
    del sys.path[:2]
    return found


def check_metrics(logs, metrics):
    """Compare every metric of random lists with ranx, and nDCG with scikit-learn."""
    truth, rng = logs.random_events(200, 60, 1500, seed=1), np.random.default_rng(2)
    users, n = np.unique(truth.user), len(truth.items)
    order = np.array([rng.permutation(n) for _ in users])
    found = metrics.per_user(order[:, :10], truth, users, np.ones(n))
    relevant = truth.matrix().toarray()[users]
    qrels = {str(u): {str(i): 1 for i in np.flatnonzero(row)} for u, row in zip(users, relevant)}
    runs = {str(u): {str(i): 1 / (r + 1) for r, i in enumerate(row)} for u, row in zip(users, order)}
    names = {"ndcg@10": "ndcg_at_10", "recall@10": "recall_at_10", "mrr@10": "mrr_at_10"}
    for theirs, ours in names.items():
        said = evaluate(Qrels(qrels), Run(runs), theirs)
        show(f"{theirs} against ranx", abs(said - found[ours].mean()), 1e-12)
    few = relevant.sum(1) <= 10  # ranx divides by all relevant items, the template by at most ten
    some = [str(u) for u in users[few]]
    sides = ({u: side[u] for u in some} for side in (qrels, runs))
    said = evaluate(*(kind(side) for kind, side in zip((Qrels, Run), sides, strict=True)), "map@10")
    show("map@10 against ranx, 10 relevant or fewer", abs(said - found["map_at_10"][few].mean()), 1e-12)
    scores = np.empty(relevant.shape)
    np.put_along_axis(scores, order, np.arange(n, 0, -1)[None, :].repeat(len(users), 0), 1)
    show("ndcg@10 against scikit-learn", abs(ndcg_score(relevant, scores, k=10) - found["ndcg_at_10"].mean()), 1e-12)


def check_neighbours(logs, baseline):
    """Compare cosine similarities without shrinkage with scikit-learn."""
    fitted = baseline.ItemKNN(neighbours=1000, shrinkage=0.0).fit(logs.random_events(200, 60, 1500))
    expected = cosine_similarity(fitted.liked.toarray().T)
    np.fill_diagonal(expected, 0)
    show("cosine against scikit-learn", np.abs(fitted.similarity.toarray() - expected).max(), 1e-12)


def check_als(logs, model):
    """Compare the users that belong to given items with the package ``implicit``."""
    alpha, penalty = 4.0, 2.0
    fitted = model.ALS(factors=8, alpha=alpha, penalty=penalty).fit(logs.random_events(200, 60, 1500))
    theirs = AlternatingLeastSquares(factors=8, regularization=penalty, dtype=np.float64, use_cg=False)
    theirs.item_factors = fitted.Y
    confidence = sparse.csr_matrix(fitted.liked * (1 + alpha))
    said = theirs.recalculate_user(np.arange(confidence.shape[0]), confidence)
    show("ALS users given items against implicit", np.abs(fitted.solve(fitted.liked, fitted.Y) - said).max(), 1e-6)


def read_movielens(path):
    """Give users, items, stars and times of all ratings."""
    lines = [line.split("\t") for line in Path(path).read_text(encoding="latin-1").splitlines() if line[0].isdigit()]
    (users, user), (items, item) = (np.unique([x[i] for x in lines], return_inverse=True) for i in (0, 1))
    stars, time = (np.array([float(x[i]) for x in lines]) for i in (2, 3))
    return users, items, user, item, stars, time


def check_movielens(path, data, counts, baseline, model, metrics, split):
    """Reproduce published numbers, and what leaving out all rated films brings."""
    users, items, user, item, stars, time = read_movielens(path)

    def ndcg(events, parts, tier):
        fitted = tier.fit(counts.Counts(events.take(parts[0])))
        truth = events.take(parts[1])
        asked = np.unique(truth.user)
        lists = fitted.recommend(users[asked], 10)
        return metrics.per_user(lists, truth, asked, np.ones(len(items)))["ndcg_at_10"].mean()

    # The benchmark of the repository "recommenders": of each item's ratings a random quarter is the test part.
    every = data.Interactions(users, items, user, item, time, np.ones(len(user), dtype=bool))
    order = np.lexsort((np.random.default_rng(0).permutation(len(user)), item))
    size = np.bincount(item)
    place = np.empty(len(user), dtype=int)
    place[order] = np.arange(len(user)) - (np.cumsum(size) - size)[item[order]]
    parts = [np.flatnonzero(side) for side in (place < 0.75 * size[item], place >= 0.75 * size[item])]
    popular, ease = (ndcg(every, parts, tier) for tier in (baseline.Popularity(), model.EASE(500.0)))
    show(f"MovieLens, random split, popularity {popular:.4f}", abs(popular - 0.2529), 0.005)
    show(f"MovieLens, random split, EASE {ease:.4f}", abs(ease - 0.4829), 0.005)

    liked = data.Interactions(users, items, user, item, time, stars >= 4)
    cut = split.split(liked, {"seed": 0, "split": {"strategy": "last", "last": 3, "share": 0.1}})
    looked_for = cut.test[liked.liked[cut.test]]
    ease = ndcg(liked, (cut.fitted, looked_for), model.EASE(200.0))
    show(f"MovieLens, last three liked, rated ones left out {ease:.4f}", abs(ease - 0.141), 0.005)


if __name__ == "__main__":
    ease, als = (Path(sys.argv[1]) / f"synthetic-{model}" for model in ("ease", "als"))
    logs, metrics, baseline = load(ease, "metrics", "baseline")
    check_metrics(logs, metrics)
    check_neighbours(logs, baseline)
    check_als(*load(als, "model"))
    if path := os.environ.get("ML_100K"):
        check_movielens(path, *load(ease, "data", "counts", "baseline", "model", "metrics", "split")[1:])
    sys.exit(failures > 0)
