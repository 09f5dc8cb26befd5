"""Images stay bytes: nothing holds all of them as numbers of double precision."""

import tracemalloc

import numpy as np
import pytest

from portfolio_project.audit import pixel_areas
from portfolio_project.baseline import SIDE, pixels
from portfolio_project.errors import properties
from portfolio_project.steps import batch_size, moments

RNG = np.random.default_rng(0)


@pytest.mark.parametrize(
    "work",
    [pixels, moments, properties, lambda X: pixel_areas(X, np.arange(len(X)) % 3)],
    ids=["pixels", "moments", "properties", "areas"],
)
def test_no_stage_holds_all_images_as_double_numbers(work):
    X = RNG.integers(0, 256, (100, 96, 96, 3)).astype(np.uint8)
    tracemalloc.start()
    try:
        work(X)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < X.size * 8 / 2


def test_moments_are_those_of_numpy():
    X = RNG.integers(0, 200, (50, 6, 7, 3)).astype(np.uint8)
    X[..., 1] //= 8
    mean, spread = moments(X)
    assert mean == pytest.approx((X / 255).mean((0, 1, 2)))
    assert spread == pytest.approx((X / 255).std((0, 1, 2)))


def test_small_images_are_laid_out_and_large_ones_averaged_in_blocks():
    small = RNG.integers(0, 256, (5, SIDE, 20, 3)).astype(np.uint8)
    assert pixels(small) == pytest.approx(small.reshape(5, -1) / 255, abs=1e-6)
    large = RNG.integers(0, 256, (4, 70, 50, 3)).astype(np.uint8)  # blocks of 3, some cut
    found = pixels(large).reshape(4, 24, 17, 3)
    for i in range(24):
        for j in range(17):
            block = large[:, 3 * i : 3 * i + 3, 3 * j : 3 * j + 3] / 255
            assert found[:, i, j] == pytest.approx(block.mean((1, 2)), abs=1e-6)


@pytest.mark.parametrize(("side", "images"), [(8, 1024), (32, 128), (128, 8), (1000, 1)])
def test_as_many_images_are_looked_at_as_memory_takes_at_once(side, images):
    assert batch_size(side, side) == images
