"""Which images train, which validate and which test.

An official test part comes first. Else the contract says what belongs together: blocks in the order
of the source, groups (a writer, a patient, a burst of shots), or nothing but equal images. Groups
are kept together under every strategy, where the contract gives their pattern, and so are images
that look equal, where chance decides. An image of an earlier part that equals or belongs to one of
a later part leaves the earlier part, so that no test part, official or not, is ever changed. One
that only looks equal stays: it is counted, and warned of.
"""

import itertools
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .data import Images
from .duplicates import contents, look_alike, merge
from .reporting.project import InputError
from .reporting.shares import Groups

Rows = npt.NDArray[np.intp]
REASONS = ("duplicates", "groups")  # an image leaves an earlier part
LARGEST = 0.1  # of all images: when more belong together by their looks, looks tell nothing here


@dataclass(frozen=True)
class Split:
    """Positions of the images of each part.

    Parameters
    ----------
    train, val, test : ndarray of int
    strategy : str
        ``official``, ``order``, ``group`` or ``class``.
    dropped : dict of str to int
        Images that left an earlier part because a later one holds the same picture
        (``duplicates``) or their group (``groups``).
    note : str
        What became of the images that look equal.
    """

    train: Rows
    val: Rows
    test: Rows
    strategy: str
    dropped: dict[str, int]
    note: str = ""


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
        When a name has no group, a class is missing from training, or a part has fewer than two
        classes.
    """
    strategy, rows = images.contract.split["by"], np.arange(len(images.y))
    shares, seed = params["split"], params["seed"]
    units, looks = kept_together(images)
    if strategy == "official":
        pattern = images.contract.split["test"]
        test = np.flatnonzero([bool(re.search(pattern, name)) for name in images.names])
    else:
        test = _choose(images, units, rows, shares["test"], seed)
    rest = np.setdiff1d(rows, test)
    val = _choose(images, units, rest, shares["validation"] * len(rows) / max(1, len(rest)), seed)
    train, dropped = np.setdiff1d(rest, val), dict.fromkeys(REASONS, 0)
    val = _drop(images, val, test, dropped)
    train = _drop(images, train, np.concatenate([val, test]), dropped)
    lost = "".join(f"; {n} left it as {why} of a later part" for why, n in dropped.items() if n)
    for name, part in {"training": train, "validation": val, "test": test}.items():
        if len(np.unique(images.y[part])) < 2:
            raise InputError(f"the {name} part has {len(part)} images without two classes{lost}")
    for label, name in enumerate(images.contract.classes):
        if not (images.y[train] == label).any():
            raise InputError(f"the training part has no image of class '{name}'{lost}")
    return Split(train, val, test, strategy, dropped, looks)


def kept_together(images: Images) -> tuple[Rows, str]:
    """Count off what may not be divided, shape (n,), and say what became of what looks equal."""
    code = np.unique(groups(images), return_inverse=True)[1]
    pairs = look_alike(images.X)
    pairs = pairs[code[pairs[:, 0]] != code[pairs[:, 1]]]
    units = merge(code, pairs)
    n = len(np.unique(pairs))
    if not n:
        return code, ""
    if images.contract.split["by"] not in ("group", "class"):
        return code, f"{n} images look like another one; the order of the source was kept."
    if np.bincount(units).max() > max(LARGEST * len(code), np.bincount(code).max()):
        return code, f"{n} images look like another one: too many to be kept together."
    return units, f"{n} images that look like another one stand in the same part as it."


def groups(images: Images) -> npt.NDArray[Any]:
    """Give what each image belongs to, shape (n,): its group, or else its pixels alone.

    Raises
    ------
    InputError
        When a name has no group.
    """
    pattern = images.contract.split.get("group")
    if pattern is None:
        return contents(images.X)
    names = []
    for name in images.names:
        match = re.search(pattern, str(name))
        if match is None:
            raise InputError(f"{name}: [split] group of the contract finds no group in this name")
        names.append(match.group(match.re.groups and 1))
    return np.array(names)


def group_codes(images: Images, rows: Rows) -> Groups | None:
    """Give the group of each of some images, counted from 0; None where the contract has none."""
    if "group" not in images.contract.split:
        return None
    return np.unique(groups(images)[rows], return_inverse=True)[1]


def _choose(images: Images, units: Rows, rows: Rows, share: float, seed: int) -> Rows:
    """Choose ``share`` of the rows: the last ones, or whole groups with that share of each class.

    Groups come in an order by chance. One is taken where it brings the part nearer to its size and
    to what it should hold of each class; what is missing then is filled up by size alone.
    """
    if images.contract.split["by"] == "order":
        return rows[len(rows) - round(len(rows) * share) :]
    names, code = np.unique(units[rows], return_inverse=True)
    counts = np.zeros((len(names), len(images.contract.classes)))
    np.add.at(counts, (code, images.y[rows]), 1)
    missing, taken = share * counts.sum(0), np.zeros(len(names), bool)
    order = np.random.default_rng(seed).permutation(len(names))
    for alike, group in itertools.product((True, False), order):
        left = missing - counts[group]
        nearer = abs(left.sum()) < abs(missing.sum())
        if nearer and not taken[group] and (not alike or (left**2).sum() < (missing**2).sum()):
            missing, taken[group] = left, True
    if not taken.any():  # few and large groups
        taken[((missing - counts) ** 2).sum(1).argmin()] = True
    return rows[taken[code]]


def _drop(images: Images, rows: Rows, later: Rows, dropped: dict[str, int]) -> Rows:
    """Keep the rows of which a later part holds nothing, and count the others by reason."""
    for reason in REASONS:
        keys = contents(images.X) if reason == "duplicates" else groups(images)
        crossing = np.isin(keys[rows], keys[later])
        rows = rows[~crossing]
        dropped[reason] += int(crossing.sum())
    return rows
