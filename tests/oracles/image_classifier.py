"""Recompute published reference results on the bundled digits with the template's own images.

    python tests/oracles/image_classifier.py LAYOUTS

LAYOUTS holds the template laid out once per combination of choices; the interpreter has the template's dependencies.
Images and their order are the template's, the models scikit-learn's: what is held is that the images are the ones that
the references are about, in their order, so that blocks of writers stay together. Prints each value beside its
reference and exits 1 where one lies outside its tolerance.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold, RepeatedStratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

# What scikit-learn's own models reach on these 1,797 images; writers stand in blocks, which shuffling breaks up.
REFERENCES = {"LogisticRegression": (0.969, 0.921), "kNN-3": (0.987, 0.967), "SVC": (0.989, 0.972)}
failures = 0


def show(what, measured, reference, tolerance):
    """Print one line, and remember a value that is too far from its reference."""
    global failures
    holds = abs(measured - reference) <= tolerance
    failures += not holds
    print(f"{what:44} {measured:9.4f}   reference {reference:8.3f} +- {tolerance:<6g} {'ok' if holds else 'MISSED'}")


def images_of(folder):
    """Load the images of one layout into a temporary copy of its data folder."""
    sys.path.insert(0, str(folder / "src"))
    data, project = (importlib.import_module(f"portfolio_project.{name}") for name in ("data", "reporting.project"))
    with tempfile.TemporaryDirectory() as copy:
        root = Path(copy)
        for name in ("params.toml", "data/contract.toml"):
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes((folder / name).read_bytes())
        copied = project.Project(root)
        data.prepare(copied)
        return data.load(copied)


if __name__ == "__main__":
    images = images_of(Path(sys.argv[1]) / "digits-pytorch")
    X = images.X.reshape(len(images.X), -1) * (16 / 255)  # ink from 0 to 16, as the references have it
    models = {
        "LogisticRegression": make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)),
        "kNN-3": KNeighborsClassifier(3),
        "SVC": SVC(gamma=0.001),  # as in scikit-learn's own example of these digits
    }
    shuffled = RepeatedStratifiedKFold(n_splits=5, n_repeats=2, random_state=0)
    for name, model in models.items():
        mixed, blocks = (np.mean(cross_val_score(model, X, images.y, cv=cv)) for cv in (shuffled, KFold(5)))
        show(f"{name}, shuffled 5 x 2", mixed, REFERENCES[name][0], 0.004)
        show(f"{name}, contiguous blocks", blocks, REFERENCES[name][1], 0.004)
    sys.exit(failures > 0)
