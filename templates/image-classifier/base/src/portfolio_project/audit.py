"""Leak checks of images: what a pixel, a file's name or its colour gives away; the list of all."""

import re
import warnings
from typing import Any

import numpy as np
from scipy.stats import rankdata
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import LinearRegression
from sklearn.metrics import balanced_accuracy_score, r2_score

from . import baseline
from .data import Images, Labels, contradicted
from .decode import Pixels
from .duplicates import SMALLEST, contents, look_alike
from .reporting import leakage
from .reporting.shares import Bools, Floats, share
from .split import Split, group_codes, groups

FIELD = "L2 illegitimate field"
MEASURED = 2000  # images of each side at most, where a check fits something
TREES = 30  # of the forest that looks for shortcuts; more find the same ones
LOOKS = "test images that look like one that trained; see that they are not the same shot"
REMEDY = {  # by fact of how images were collected
    "name": "give the files of all classes names of one kind, or split by what the name tells",
    "size": "bring the files of all classes to one size and form before they are put here",
    "colour": "take the images of all classes in the same light and place",
}
TWO = "pictures that stand under two labels; `data` names them"
LEVEL = 0.997  # of the interval that holds chance: three standard errors, as for shuffled labels


def audit(
    images: Images, parts: Split, params: dict[str, Any], C: float, hits: Bools
) -> dict[str, Any]:
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
    hits : ndarray of bool, shape (test,)
        Which test images the served model gets right.

    Returns
    -------
    dict of str to dict
        Each check with ``observed``, ``op``, ``threshold``, ``passed`` and its kind.
    """
    fitted, test = np.append(parts.train, parts.val), parts.test
    rng = np.random.default_rng(params["seed"])
    some, held = (np.sort(rng.permutation(part)[:MEASURED]) for part in (parts.train, test))
    y = images.y
    unknown = int(not images.contract.image.get("known_at_prediction", False))
    pixels = baseline.pixels(images.X[some]), baseline.pixels(images.X[held])  # once, for all fits

    def shuffled(rng: np.random.Generator) -> leakage.Scores:
        labels = rng.permutation(y)  # of all images, so that a fit that sees the test part shows
        linear = baseline.simple(C, max_iter=20)[1:].set_params(scale__copy=True)
        with warnings.catch_warnings(action="ignore"):  # it is stopped early on purpose
            linear.fit(pixels[0], labels[some])
        predicted = linear.predict(pixels[1])
        return leakage.reshuffled(balanced_accuracy_score, labels[held], predicted, rng)

    def disjoint(values: Any, kind: str) -> dict[str, Any]:
        return leakage.disjoint(values[fitted], values[test], kind)

    checks = {
        "test_ids_disjoint": disjoint(np.arange(len(y)), "L1.1 test set"),
        "exact_duplicates": disjoint(contents(images.X), "L1.4 duplicates"),
        "labels_agree": leakage.check(
            len(contradicted(images)), "==", 0, warns=True, kind="L1.4 duplicates", reason=TWO
        ),
        "known_at_prediction": leakage.check(unknown, "==", 0, kind=FIELD, field="image"),
        "single_pixel": single_pixel(images, some, np.append(parts.val, held)),
        "linear_reconstruction": linear_reconstruction(images, pixels, some, held),
        "shortcut": shortcut(images, some, held, params["seed"], float(hits.mean())),
        "label_shuffle": leakage.label_shuffle(shuffled, params["seed"]),
    }
    if min(images.contract.shape[:2]) >= SMALLEST:
        pairs = look_alike(images.X[test], images.X[fitted])
        equal = contents(images.X[test])[pairs[:, 0]] == contents(images.X[fitted])[pairs[:, 1]]
        near = len(np.unique(pairs[~equal, 0]))
        checks["near_duplicates"] = leakage.check(
            near, "==", 0, warns=True, kind="L1.4 duplicates", reason=LOOKS
        )
    if parts.strategy == "order":
        checks["time_order"] = leakage.time_order(fitted, test)
    if "group" in images.contract.split:
        checks["groups_disjoint"] = disjoint(groups(images), "L3.2 dependence")
    return checks


def single_pixel(images: Images, rows: Any, others: Any) -> dict[str, Any]:
    """Check that no pixel alone tells a class from the others: area under the curve below .999.

    A watermark, a frame or a date in a corner would be found so. The pixel is found on training
    images and measured on all others: of a thousand pixels one always tells a few images apart.
    """
    areas, labels = pixel_areas(images.X[rows], images.y[rows])
    k, *pixel = np.unravel_index(np.abs(areas - 0.5).argmax(), areas.shape)
    values = images.X[others][:, *pixel][:, None, None, None]
    others_areas, classes = pixel_areas(values, images.y[others])
    same = others_areas[classes == labels[k]].ravel()  # nothing, where the others lack the class
    side = np.sign(areas[k, *pixel] - 0.5)
    observed = 0.5 + float((side * (same - 0.5)).sum())
    field = f"row {pixel[0]}, column {pixel[1]}, class {images.contract.classes[labels[k]]}"
    return leakage.check(round(observed, 6), "<", 0.999, kind=FIELD, field=field)


def pixel_areas(X: Pixels, labels: Labels) -> tuple[Floats, Labels]:
    """Give the area under the ROC curve of each class by each pixel, and which classes there are.

    Returns
    -------
    areas : ndarray, shape (classes, height, width, channels)
    classes : ndarray, shape (classes,)
    """
    classes, y = np.unique(labels, return_inverse=True)
    members, n = np.eye(len(classes))[y].T, np.bincount(y)[:, None]
    lines = [members @ rankdata(X[:, i].reshape(len(X), -1), axis=0) for i in range(X.shape[1])]
    areas = (np.stack(lines, axis=1) - (n * (n + 1) / 2)[:, None]) / (n * (len(y) - n))[:, None]
    return areas.reshape(-1, *X.shape[1:]), classes


def linear_reconstruction(
    images: Images, pixels: tuple[Any, Any], rows: Any, held: Any
) -> dict[str, Any]:
    """Check that no sum of pixels is the label: R2 of least squares on the test part below 1."""
    fitted, others = (part.astype(float) for part in pixels)
    labels = np.eye(len(images.contract.classes))[images.y]
    predicted = LinearRegression().fit(fitted, labels[rows]).predict(others)
    r2 = r2_score(labels[held], predicted, multioutput="variance_weighted")
    return leakage.check(round(r2, 12), "<", 1 - 1e-9, kind=FIELD)


def shortcut(images: Images, rows: Any, held: Any, seed: int, served: float) -> dict[str, Any]:
    """Warn where file name, size or mean colour alone score above chance on the test part.

    A model can live on how the images were collected instead of what they show. What the contract
    calls content (``[shortcut] content``) is ignored: ink is part of writing. It fails the run
    where the owner wants that (``gate``).

    Returns
    -------
    dict
        ``observed`` is by how much the lower end of the accuracy's interval, of the fact that tells
        most, lies above the share of the largest class. ``reason`` says what share of the served
        model's advantage (over that class, of accuracy ``served``) it reaches, and what to do.
    """
    y, scores, rule = images.y, [], images.contract.shortcut
    chance = float(np.bincount(y[held]).max() / len(held))
    clusters = group_codes(images, held)
    for name, values in facts(images).items():
        if name not in rule["content"]:
            forest = RandomForestClassifier(TREES, min_samples_leaf=5, random_state=seed)
            predicted = forest.fit(values[rows], y[rows]).predict(values[held])
            accuracy = share(predicted == y[held], LEVEL, clusters)
            low = (
                chance if accuracy["ci_low"] is None else accuracy["ci_low"]
            )  # one group: no interval
            scores.append((round(low - chance, 6), name, accuracy["value"]))
    observed, field, value = max(scores, default=(0.0, "none", chance))
    details = {"kind": FIELD, "field": field}
    if observed > 0:
        part = (value - chance) / max(served - chance, 1e-9)
        details["reason"] = (
            f"{field} alone is right in {value:.0%}, {min(part, 1):.0%} of the served model's "
            f"advantage over {chance:.0%}: {REMEDY[field]}; where it belongs to the subject, name "
            "it in `content` of [shortcut] in data/contract.toml"
        )
    return leakage.check(observed, "<=", 0, warns=not rule.get("gate", False), **details)


def facts(images: Images) -> dict[str, Floats]:
    """Give what is known of each image without looking: numbers of shape (n, any), by name."""
    names = [str(name).rpartition("/")[2].rpartition(".")[0] or str(name) for name in images.names]
    # A file called after its class tells it, of course.
    pattern = "|".join(re.escape(label) for label in images.contract.classes if len(label) > 2)
    names = [re.sub(pattern, "", name, flags=re.IGNORECASE) for name in names]
    pieces = HashingVectorizer(analyzer="char_wb", ngram_range=(1, 3), n_features=64)
    numbers = [[float(["0", *re.findall(r"\d{1,15}", name)][-1]), len(name)] for name in names]
    text = np.hstack([pieces.transform(names).toarray(), numbers])
    return {"name": text, "size": images.sizes.astype(float), "colour": images.X.mean((1, 2))}
