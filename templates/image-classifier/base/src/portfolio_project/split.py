"""Which images train, which validate and which test.

An official test part comes first. Else the contract says what belongs together: blocks in the order
of the source, groups (a writer, a patient, a burst of shots), or nothing but equal images. An image
of an earlier part that equals, or looks like, one of a later part leaves the earlier part.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

from .data import Images
from .duplicates import contents, repeated
from .reporting.project import InputError

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Split:
    """Positions of the images of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
    strategy : str
        ``official``, ``order``, ``group`` or ``class``.
    dropped : int
        Images left out because a later part holds the same picture.
    """

    train: Rows
    val: Rows
    test: Rows
    strategy: str
    dropped: int


def split(images: Images, params: dict[str, Any]) -> Split:
    """Divide the images.

    Parameters
    ----------
    images : Images
        All of them.
    params : dict
        ``split.test`` and ``split.validation`` are shares of all images; ``seed`` decides which,
        where chance decides.

    Raises
    ------
    InputError
        When a class is missing from training, or a part has fewer than two classes.
    """
    strategy, rows = images.contract.split["by"], np.arange(len(images.y))
    shares, seed = params["split"], params["seed"]
    if strategy == "official":
        pattern = images.contract.split["test"]
        test = np.flatnonzero([bool(re.search(pattern, name)) for name in images.names])
    else:
        test = _part(images, rows, shares["test"], seed)
    rest = np.setdiff1d(rows, test)
    val = _part(images, rest, shares["validation"] / (1 - shares["test"]), seed)
    train = np.setdiff1d(rest, val)
    val = val[~_crosses(images, val, test)]
    train = train[~_crosses(images, train, np.concatenate([val, test]))]
    for name, part in {"training": train, "validation": val, "test": test}.items():
        if len(np.unique(images.y[part])) < 2:
            raise InputError(f"the {name} part has {len(part)} images without two classes")
    for label, name in enumerate(images.contract.classes):
        if not (images.y[train] == label).any():
            raise InputError(f"the training part has no image of class '{name}'")
    return Split(train, val, test, strategy, len(rest) - len(val) - len(train))


def groups(images: Images) -> npt.NDArray[Any]:
    """Give what each image belongs to, shape (n,): its group, or else its pixels alone.

    Raises
    ------
    InputError
        When a name has no group.
    """
    if images.contract.split["by"] != "group":
        return contents(images.X)
    found = []
    for name in images.names:
        match = re.search(images.contract.split["group"], name)
        if match is None:
            raise InputError(f"{name}: [split] group of the contract finds no group in this name")
        found.append(match.group(match.re.groups and 1))
    return np.array(found)


def _part(images: Images, rows: Rows, share: float, seed: int) -> Rows:
    """Choose about ``share`` of the rows: the last ones, or whole groups of every class."""
    if images.contract.split["by"] == "order":
        return rows[len(rows) - round(len(rows) * share) :]
    near = Fraction(share).limit_denominator(max(5, round(1 / share)))
    folder = StratifiedGroupKFold(near.denominator, shuffle=True, random_state=seed)
    parts = list(folder.split(rows, images.y[rows], groups(images)[rows]))[: near.numerator]
    return rows[np.sort(np.concatenate([part for _, part in parts]))]


def _crosses(images: Images, rows: Rows, later: Rows) -> npt.NDArray[np.bool_]:
    """Say which rows show a picture that a later part shows as well."""
    same = np.isin(contents(images.X[rows]), contents(images.X[later]))
    return same | repeated(images.X[rows], images.X[later])
