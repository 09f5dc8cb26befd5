"""What may be done to an image in training without changing its class."""

import numpy as np
import numpy.typing as npt

from .decode import Pixels
from .reporting.shares import Floats


def augment(X: Pixels, reach: int, keeps: list[str], rng: np.random.Generator) -> Pixels:
    """Change each image of a batch, shape (n, h, w, c), in ways that keep its class.

    Parameters
    ----------
    X : ndarray of uint8
    reach : int
        Pixels that an image is moved by at most, in both directions, its edge repeated.
    keeps : list of str
        What else may be done: ``flip`` (left and right), ``crop`` (down to 80 %), ``colour``.
    rng : Generator
    """
    (n, height, width, channels), draws = X.shape, rng.random((6, len(X), 1))
    zoom = 1 - 0.2 * draws[0] if "crop" in keeps else np.ones((n, 1))

    def source(size: int, offset: Floats, shift: Floats) -> npt.NDArray[np.intp]:
        moved = np.floor(shift * (2 * reach + 1)) - reach + offset * (1 - zoom) * size
        position = (np.arange(size) + 0.5) * zoom + moved
        return np.floor(position).astype(np.intp).clip(0, size - 1)

    rows, columns = source(height, draws[1], draws[2]), source(width, draws[3], draws[4])
    if "flip" in keeps:
        columns = np.where(draws[5] < 0.5, width - 1 - columns, columns)
    moved: Pixels = X[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None]]
    if "colour" in keeps:
        gains = rng.uniform(0.8, 1.2, (n, 1, 1, channels)).astype(np.float32)
        moved = (moved * gains).clip(0, 255).round().astype(np.uint8)
    return moved
