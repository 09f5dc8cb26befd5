"""What changes from one step of training to the next: learning rate, place of images, progress."""

import math

import numpy as np
from tqdm import tqdm

from .decode import Pixels

WARM = 0.1  # share of the steps in which the learning rate rises
BAR = "{desc}: {n_fmt}/{total_fmt} {bar}{postfix}"  # with all that it says, in 80 columns


def pace(step: int, steps: int) -> float:
    """Share of the learning rate at a step: a line up, then half a cosine down to nothing."""
    warm = max(1, round(steps * WARM))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def shift(X: Pixels, reach: int, rng: np.random.Generator) -> Pixels:
    """Move each image by up to ``reach`` pixels in both directions, its edge repeated."""
    if reach == 0:
        return X
    padded = np.pad(X, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="edge")
    moves = rng.integers(0, 2 * reach + 1, (len(X), 2))
    height, width = X.shape[1:3]
    cut = [
        image[i : i + height, j : j + width] for image, (i, j) in zip(padded, moves, strict=True)
    ]
    return np.stack(cut)


def count(epochs: int, title: str) -> "tqdm[int]":
    """Count epochs behind a bar that a terminal alone gets, and that is gone in the end."""
    return tqdm(range(epochs), title, leave=False, disable=None, bar_format=BAR)
