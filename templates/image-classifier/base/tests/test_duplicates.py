"""Pictures that look equal: a table of what was done to them, and drawings that are unlike."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw
from sklearn.datasets import load_sample_images

from portfolio_project.duplicates import (
    SMALLEST,
    edges,
    look_alike,
    merge,
)

SIDE = 64


@pytest.fixture(scope="module")
def photos():
    """Pieces of two photographs in which there is something to see."""
    pieces = [
        Image.fromarray(photo[i : i + 106, j : j + 106]).resize((SIDE, SIDE))
        for photo in load_sample_images().images
        for i in range(0, 320, 106)
        for j in range(0, 534, 106)
    ]
    return np.stack([one for one in map(np.asarray, pieces) if one.std() > 30])


def drawings(n, side=SIDE, seed=0):
    """Lines on white ground that have nothing in common."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(n):
        page = Image.new("RGB", (96, 96), "white")
        for _ in range(3):
            points = [tuple(point) for point in rng.uniform(8, 88, (5, 2))]
            ImageDraw.Draw(page).line(points, fill="black", width=3)
        found.append(np.asarray(page.resize((side, side))))
    return np.stack(found)


def shifted(X):
    return np.pad(X, ((0, 0), (0, 0), (2, 0), (0, 0)), mode="edge")[:, :, :-2]


def cropped(X):
    side = (X.shape[2], X.shape[1])
    return np.stack([np.asarray(Image.fromarray(x[2:-2, 2:-2]).resize(side)) for x in X])


def compressed(X):
    found = []
    for x in X:
        file = io.BytesIO()
        Image.fromarray(x).save(file, "JPEG", quality=40)
        found.append(np.asarray(Image.open(file)))
    return np.stack(found)


def mirrored(X):
    return X[:, :, ::-1]


def resized(X):
    side = (X.shape[2], X.shape[1])
    return np.stack([np.asarray(Image.fromarray(x).resize((40, 40)).resize(side)) for x in X])


def found(changed, X):
    """Give the share of images whose changed copy is found among all."""
    pairs = look_alike(changed, X)
    return len(np.unique(pairs[pairs[:, 0] == pairs[:, 1]])) / len(X)


@pytest.mark.parametrize("change", [shifted, cropped, compressed, mirrored, resized])
def test_a_changed_copy_is_found(change, photos):
    assert found(change(photos), photos) >= 0.9
    lines = drawings(60)
    assert found(change(lines), lines) >= 0.9


@pytest.mark.parametrize("side", [32, 64])
def test_unlike_drawings_on_white_ground_are_not_taken_for_each_other(side):
    assert len(np.unique(look_alike(drawings(300, side)))) == 0


def test_unlike_photographs_are_not_taken_for_each_other(photos):
    assert len(look_alike(photos)) == 0


def test_blank_pages_are_not_judged():
    assert len(look_alike(np.full((30, SIDE, SIDE, 3), 255, np.uint8))) == 0


def test_small_images_are_alike_too_easily_to_be_judged():
    X = drawings(5, SMALLEST - 1)
    assert len(look_alike(X, X)) == 0


def test_grey_images_are_judged_too():
    X = drawings(20).mean(3, keepdims=True).astype(np.uint8)
    assert found(shifted(X), X) == 1


def test_steps_between_blocks_by_hand():
    window = np.tile(np.arange(24.0), (24, 1)).astype(np.float32)
    down, right = np.split(edges(window.ravel()), 2)
    assert not down.any()
    assert (right == 2).all()


def test_units_that_hold_a_pair_stay_together():
    units = np.array(["a", "b", "a", "c", "d"])
    assert merge(units, np.array([[1, 2], [3, 3]])).tolist() == [0, 0, 0, 1, 2]
