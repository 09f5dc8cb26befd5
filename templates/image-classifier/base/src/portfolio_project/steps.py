"""What both loops of training need: how pixels spread, the learning rate of a step, progress."""

import math

import numpy as np
from tqdm import tqdm

from .decode import Pixels
from .reporting.shares import Floats

WARM = 0.1  # share of the steps in which the learning rate rises
AT_ONCE = 2**17  # pixels of images; for more, layers ask the system for memory time and again
BAR = "{desc}: {n_fmt}/{total_fmt} {bar}{postfix}"  # with all that it says, in 80 columns


def rate_at(step: int, steps: int) -> float:
    """Share of the learning rate at a step: a line up, then half a cosine down to nothing."""
    warm = max(1, round(steps * WARM))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def batch_size(height: int, width: int) -> int:
    """Give how many images to look at together, where nothing is learned."""
    return max(1, min(1024, AT_ONCE // (height * width)))


def moments(X: Pixels) -> tuple[Floats, Floats]:
    """Give mean and deviation of each channel, of values between 0 and 1; shape (channels,) each.

    They are counted, so that no image is held as numbers. A channel of one colour has a deviation
    that can be divided by.
    """
    levels = np.arange(256) / 255
    counts = np.zeros((X.shape[3], 256))
    for image in X:
        for k, channel in enumerate(np.moveaxis(image, 2, 0)):
            counts[k] += np.bincount(channel.ravel(), minlength=256)
    share = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    mean = share @ levels
    spread = np.sqrt((share * (levels - mean[:, None]) ** 2).sum(1))
    return mean, spread.clip(min=1e-3)


def progress(epochs: int, title: str) -> "tqdm[int]":
    """Count epochs behind a bar that a terminal alone gets, and that is gone in the end."""
    return tqdm(range(epochs), title, leave=False, disable=None, bar_format=BAR)
