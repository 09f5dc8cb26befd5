"""What is done to images in training keeps their class, whichever framework does it."""

import numpy as np
from augmented import changed
from pictures import stripes


def cuts(image, reach=1):
    wide = np.pad(image, ((reach, reach), (reach, reach), (0, 0)), mode="edge")
    offsets = range(2 * reach + 1)
    return [wide[i : i + 8, j : j + 8] for i in offsets for j in offsets]


def test_a_shift_moves_and_loses_nothing_else():
    X, _ = stripes(50)
    assert np.array_equal(changed(X, 0), X)
    moved = changed(X, 1)
    for before, after in zip(X, moved, strict=True):
        assert any(np.array_equal(cut, after) for cut in cuts(before))
    assert not np.array_equal(moved, X)


def test_a_flip_mirrors_about_half_of_the_images():
    X = np.random.default_rng(0).integers(0, 256, (200, 8, 8, 3)).astype(np.uint8)
    moved = changed(X, 0, "flip")
    mirrored = [np.array_equal(a, b[:, ::-1]) for a, b in zip(moved, X, strict=True)]
    kept = [np.array_equal(a, b) for a, b in zip(moved, X, strict=True)]
    assert np.logical_xor(mirrored, kept).all()
    assert 60 < sum(mirrored) < 140


def test_a_crop_shows_four_fifths_at_least_in_order():
    X = np.broadcast_to(np.arange(100, dtype=np.uint8)[None, None, :, None], (300, 50, 100, 1))
    seen = changed(np.ascontiguousarray(X), 0, "crop")[:, 0, :, 0].astype(int)
    assert (np.diff(seen, axis=1) >= 0).all()
    shown = seen[:, -1] - seen[:, 0]
    assert 77 <= shown.min() < 85
    assert 95 < shown.max() <= 99


def test_colour_changes_each_channel_by_a_fifth_at_most():
    X = np.full((200, 4, 4, 3), 100, np.uint8)
    seen = changed(X, 0, "colour").astype(int)
    assert (seen == seen[:, :1, :1]).all()
    assert 79 <= seen.min() < 85
    assert 115 < seen.max() <= 121
