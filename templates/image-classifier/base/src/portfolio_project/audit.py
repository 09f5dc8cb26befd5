"""Leak checks of images: what a pixel, a file's name or its colour gives away; the list of all."""

import re
import warnings
from typing import Any

import numpy as np
from scipy.stats import rankdata
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import HashingVectorizer

from . import baseline, leakage, metrics
from .data import Images
from .duplicates import SMALLEST, contents, repeated
from .intervals import Floats, share
from .split import Split, groups

FIELD = "L2 illegitimate field"
MEASURED = 2000  # images of each side at most, where a check fits something
LEVEL = (
    0.997  # of the interval that must hold chance: three standard errors, as for shuffled labels
)


def audit(images: Images, parts: Split, params: dict[str, Any], C: float) -> dict[str, Any]:
    """Run every check that applies to the images.

    Parameters
    ----------
    images : Images
        All of them.
    parts : Split
        Where they went.
    params : dict
        The tables of params.toml.
    C : float
        Of the fastest tier that uses the pixels, as chosen.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """
    fitted, test = np.append(parts.train, parts.val), parts.test
    rng = np.random.default_rng(params["seed"])
    some = np.sort(rng.permutation(parts.train)[:MEASURED])
    held = np.sort(rng.permutation(test)[:MEASURED])
    y, k = images.y, len(images.contract.classes)

    def shuffled(rng: np.random.Generator) -> float:
        labels = rng.permutation(y)  # of all images, so that a fit that sees the test part shows
        linear = baseline.simple(C, max_iter=50)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it is stopped early on purpose
            linear.fit(images.X[some], labels[some])
        said = np.eye(k)[linear.predict(images.X[held])]
        once = np.ones((1, len(held)))
        return float(metrics.balanced_accuracy(labels[held], said, once)[0])

    def apart(values: Any, kind: str) -> dict[str, Any]:
        return leakage.disjoint(values[fitted], values[test], kind)

    checks = {
        "test_ids_disjoint": apart(np.arange(len(y)), "L1.1 test set"),
        "exact_duplicates": apart(contents(images.X), "L1.4 duplicates"),
        "known_at_prediction": known_at_prediction(images),
        "single_pixel": single_pixel(images, some),
        "linear_reconstruction": linear_reconstruction(images, some, held),
        "shortcut": shortcut(images, some, held, params["seed"]),
        "label_shuffle": leakage.label_shuffle(shuffled, 1 / k, params["seed"]),
    }
    if min(images.contract.shape[:2]) >= SMALLEST:
        near = int(repeated(images.X[test], images.X[fitted]).sum())
        checks["near_duplicates"] = leakage.check(near, "==", 0, kind="L1.4 duplicates")
    if parts.strategy == "order":
        checks["time_order"] = leakage.time_order(fitted, test)
    if parts.strategy == "group":
        checks["groups_disjoint"] = apart(groups(images), "L3.2 dependence")
    return checks


def known_at_prediction(images: Images) -> dict[str, Any]:
    """Check that the image exists, as it is here, when the prediction is needed."""
    known = images.contract.image.get("known_at_prediction", False)
    return leakage.check(int(not known), "==", 0, kind=FIELD, field="image")


def single_pixel(images: Images, rows: Any) -> dict[str, Any]:
    """Check that no pixel alone tells a class from the others: area under the curve below .999.

    A watermark, a frame or a date in a corner would be found so.
    """
    X, y = images.X[rows].reshape(len(rows), -1), images.y[rows]
    ranks = rankdata(X, axis=0)
    best, where = 0.5, (0, 0)
    for label in np.unique(y):
        of = y == label
        n = int(of.sum())
        area = (ranks[of].sum(0) - n * (n + 1) / 2) / (n * (len(y) - n))
        apart = np.abs(area - 0.5) + 0.5
        if apart.max() > best:
            best, where = float(apart.max()), (int(label), int(apart.argmax()))
    row, column = divmod(where[1] // images.X.shape[3], images.X.shape[2])
    field = f"row {row}, column {column}, class {images.contract.classes[where[0]]}"
    return leakage.check(round(best, 6), "<", 0.999, kind=FIELD, field=field)


def linear_reconstruction(images: Images, rows: Any, held: Any) -> dict[str, Any]:
    """Check that no sum of pixels is the label: R2 of least squares on the test part below 1."""
    flat = baseline.pixels(images.X)
    labels = np.eye(len(images.contract.classes))[images.y]
    mean = flat[rows].mean(0)
    weights = np.linalg.lstsq(flat[rows] - mean, labels[rows] - labels[rows].mean(0), rcond=None)[0]
    gap = labels[held] - labels[rows].mean(0) - (flat[held] - mean) @ weights
    observed = round(
        float(1 - (gap**2).sum() / ((labels[held] - labels[held].mean(0)) ** 2).sum()), 12
    )
    return leakage.check(observed, "<", 1 - 1e-9, kind=FIELD)


def shortcut(images: Images, rows: Any, held: Any, seed: int) -> dict[str, Any]:
    """Check that file name, size and mean colour alone score at chance on the test part.

    A model can live on how the images were collected instead of what they show. What the contract
    calls content (``[shortcut] content``) is left aside: ink is part of writing.

    Returns
    -------
    dict
        ``observed`` is by how much the lower end of the accuracy's interval, of the fact that tells
        most, lies above the share of the largest class.
    """
    y = images.y
    chance = float(np.bincount(y[held]).max() / len(held))
    found = []
    for name, values in facts(images).items():
        if name in images.contract.shortcut["content"]:
            continue
        forest = RandomForestClassifier(100, min_samples_leaf=5, random_state=seed)
        said = forest.fit(values[rows], y[rows]).predict(values[held])
        found.append((round(share(said == y[held], LEVEL)["ci_low"] - chance, 6), name))
    observed, field = max(found, default=(0.0, "none"))
    return leakage.check(observed, "<=", 0, kind=FIELD, field=field)


def facts(images: Images) -> dict[str, Floats]:
    """Give what is known of each image without looking: numbers of shape (n, any), by name."""
    names = [str(name).rpartition("/")[2].rpartition(".")[0] or str(name) for name in images.names]
    for label in images.contract.classes:  # a file called after its class tells it, of course
        names = [
            re.sub(re.escape(label), "", n, flags=re.IGNORECASE) if len(label) > 2 else n
            for n in names
        ]
    pieces = HashingVectorizer(analyzer="char_wb", ngram_range=(1, 3), n_features=64).transform(
        names
    )
    digits = [[float(d[-1]) if (d := re.findall(r"\d{1,15}", name)) else 0.0] for name in names]
    text = np.hstack([pieces.toarray(), digits, [[len(name)] for name in names]])
    colour = images.X.mean((1, 2))
    return {"name": text, "size": images.sizes.astype(float), "colour": colour}
