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
BLOCK = 256  # images that are compared at a time


def contents(X: Pixels) -> npt.NDArray[Any]:
    """Hash the pixels of each image: equal images have equal hashes. Shape (n,)."""
    return np.array([hashlib.sha256(image.tobytes()).hexdigest()[:16] for image in X], dtype="U16")


def hashes(X: Pixels) -> npt.NDArray[np.uint64]:
    """Give the difference hash of each image, shape (n, 4)."""
    bits = np.zeros((len(X), GRID, GRID), bool)
    for i, image in enumerate(X):
        grey = Image.fromarray(image.squeeze()).convert("L")
        small = np.asarray(grey.resize((GRID + 1, GRID), Image.Resampling.BOX), np.int16)
        bits[i] = small[:, 1:] > small[:, :-1]
    return np.packbits(bits.reshape(len(X), -1), axis=1).view(np.uint64)


def repeated(X: Pixels, others: Pixels) -> npt.NDArray[np.bool_]:
    """Say which images look like one of the others, shape (n,); none where they are small."""
    if min(X.shape[1:3]) < SMALLEST or len(X) == 0 or len(others) == 0:
        return np.zeros(len(X), bool)
    a, b = hashes(X), hashes(others)
    near = [
        np.bitwise_count(a[i : i + BLOCK, None] ^ b[None]).sum(-1, dtype=np.int64).min(1) <= NEAR
        for i in range(0, len(a), BLOCK)
    ]
    return np.concatenate(near)
