"""The same picture twice: equal pixels, or pixels that look equal.

Looking equal is judged by a difference hash: is each point brighter than its right neighbour?
(N. Krawetz, Kind of like that, 2013). It survives another size, compression and brightness. Below
32 pixels too many different images share a hash, so there only equal pixels count.
"""

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from .decode import Pixels

GRID = 16  # points along each side: 256 bits
NEAR = 12  # bits of 256; up to here two images show the same
SMALLEST = 32  # pixels along the shorter side


def contents(X: Pixels) -> npt.NDArray[Any]:
    """Hash the pixels of each image: equal images have equal hashes. Shape (n,)."""
    return np.array([hashlib.sha256(image.tobytes()).hexdigest()[:16] for image in X], dtype="U16")


def hashes(X: Pixels) -> npt.NDArray[np.uint64]:
    """Give the difference hash of each image, shape (n, 4)."""
    size, box = (GRID + 1, GRID), Image.Resampling.BOX
    grey = [Image.fromarray(image.squeeze()).convert("L").resize(size, box) for image in X]
    points = np.stack([np.asarray(image) for image in grey])
    bits = points[:, :, 1:] > points[:, :, :-1]
    return np.packbits(bits.reshape(len(X), -1), axis=1).view(np.uint64)


def repeated(X: Pixels, others: Pixels) -> npt.NDArray[np.bool_]:
    """Say which images look like one of the others, shape (n,); none where they are small."""
    if min(X.shape[1:3]) < SMALLEST or len(X) == 0 or len(others) == 0:
        return np.zeros(len(X), bool)
    a, b = hashes(X), hashes(others)
    return np.array([np.bitwise_count(one ^ b).sum(1).min() <= NEAR for one in a])
