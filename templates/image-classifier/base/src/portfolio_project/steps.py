"""What changes from one step of training to the next: learning rate, and progress."""

import math

from tqdm import tqdm

WARM = 0.1  # share of the steps in which the learning rate rises
BAR = "{desc}: {n_fmt}/{total_fmt} {bar}{postfix}"  # with all that it says, in 80 columns


def pace(step: int, steps: int) -> float:
    """Share of the learning rate at a step: a line up, then half a cosine down to nothing."""
    warm = max(1, round(steps * WARM))
    if step < warm:
        return (step + 1) / warm
    return 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def count(epochs: int, title: str) -> "tqdm[int]":
    """Count epochs behind a bar that a terminal alone gets, and that is gone in the end."""
    return tqdm(range(epochs), title, leave=False, disable=None, bar_format=BAR)
