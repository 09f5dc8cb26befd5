"""Recompute published reference results on bundled data with the template's own code.

    python tests/oracles/predictive_model.py LAYOUTS

LAYOUTS holds the template laid out once per data set (``LAYOUTS/breast-cancer``,
``LAYOUTS/diabetes``); the interpreter has the template's dependencies. Rows, folds, pipelines,
cross-validation and metrics are the template's. Prints each value beside its reference and exits 1
where one lies outside its tolerance.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from threadpoolctl import threadpool_limits

PACKAGE = "portfolio_project"
failures = 0


def show(what, measured, reference, tolerance):
    """Print one line, and remember a value that is too far from its reference."""
    global failures
    holds = abs(measured - reference) <= tolerance
    failures += not holds
    mark = "ok" if holds else "MISSED"
    print(f"{what:44} {measured:9.4f}   reference {reference:8.3f} +- {tolerance:<6g} {mark}")


def layout(folder):
    """Import the package of one layout, and load its rows into a temporary copy of its data folder."""
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]
    sys.path.insert(0, str(folder / "src"))
    names = ("baseline", "data", "decision", "metrics", "model", "reporting.project", "split", "train")
    code = SimpleNamespace(**{name.split(".")[-1]: importlib.import_module(f"{PACKAGE}.{name}") for name in names})
    sys.path.pop(0)
    with tempfile.TemporaryDirectory() as copy:
        root = Path(copy)
        for name in ("params.toml", "data/contract.toml"):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes((folder / name).read_bytes())
        project = code.project.Project(root)
        code.data.prepare(project)
        return code, code.data.load(project)


def cross_validated(code, table, pipeline, folds, repeats, measures):
    """Give each metric's mean and standard deviation over repeated cross-validation of all rows."""
    rows = np.arange(len(table.y))
    search = {"folds": folds, "repeats": repeats}
    cuts = code.split.folds(table, rows, {"search": search, "seed": 0})
    predicted = []
    for cut in cuts:
        _, at, p = code.train.cross_validate(pipeline, table.X, table.y, [cut])
        predicted.append((table.y[at], p))
    found = {}
    for name, measure in measures.items():
        scores = [measure(y, p, np.ones((1, len(y))))[0] for y, p in predicted]
        found[name] = (float(np.mean(scores)), float(np.std(scores)))
    return found


def measure(code, decision, name):
    """Give a metric of the template as a function of true values, predictions and weights."""
    return lambda y, p, w: code.decision.measures(decision, y, p)[name](w)


def breast_cancer(layouts):
    """Five folds, twice: the majority, logistic regression, gradient boosting."""
    code, table = layout(layouts / "breast-cancer-scikit-learn")
    half = code.decision.Decision(threshold=0.5, missed=1.0, false_alarm=1.0)
    measures = {name: measure(code, half, name) for name in ("accuracy", "roc_auc")}
    tiers = {
        "majority": code.baseline.trivial(),
        "logistic regression": code.baseline.simple(C=1.0),
        "gradient boosting": code.model.challenger(),
    }
    found = {n: cross_validated(code, table, t, 5, 2, measures) for n, t in tiers.items()}
    show("breast cancer, majority, accuracy", found["majority"]["accuracy"][0], 0.627, 0.002)
    linear, trees = found["logistic regression"], found["gradient boosting"]
    show("breast cancer, logistic regression, accuracy", linear["accuracy"][0], 0.975, 0.005)
    show("  its standard deviation over folds", linear["accuracy"][1], 0.018, 0.01)
    show("breast cancer, logistic regression, AUC", linear["roc_auc"][0], 0.995, 0.002)
    show("breast cancer, gradient boosting, accuracy", trees["accuracy"][0], 0.969, 0.008)
    show("breast cancer, gradient boosting, AUC", trees["roc_auc"][0], 0.994, 0.003)
    if linear["accuracy"][0] == 1.0 or trees["accuracy"][0] == 1.0:
        raise SystemExit("alarm: nobody separates breast cancer without error")


def diabetes(layouts):
    """Five folds, four times: least squares and gradient boosting."""
    code, table = layout(layouts / "diabetes-scikit-learn")
    measures = {"r2": code.metrics.r2, "mae": code.metrics.mae}
    tiers = {
        "least squares": code.baseline.simple(alpha=1e-8),
        "gradient boosting": code.model.challenger(),
    }
    found = {n: cross_validated(code, table, t, 5, 4, measures) for n, t in tiers.items()}
    show("diabetes, least squares, R2", found["least squares"]["r2"][0], 0.491, 0.01)
    show("diabetes, least squares, MAE", found["least squares"]["mae"][0], 44.3, 0.4)
    show("diabetes, gradient boosting, R2", found["gradient boosting"]["r2"][0], 0.389, 0.03)
    best = max(scores["r2"][0] for scores in found.values())
    if best > 0.6:
        raise SystemExit("alarm: ten fields cannot explain this much of diabetes")
    if best != found["least squares"]["r2"][0]:
        raise SystemExit("alarm: on diabetes the linear model wins")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with threadpool_limits(limits=1):
        breast_cancer(Path(sys.argv[1]))
        diabetes(Path(sys.argv[1]))
    raise SystemExit(1 if failures else 0)
