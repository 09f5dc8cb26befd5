"""Files that the tests put into ``data/raw`` instead of a download: invented patterns.

They have the form of the source and say nothing about clothes; no result on them means anything.
"""

# YOURS: goes when the images are your own and nothing is downloaded; `FILES` is then empty.

import gzip

import numpy as np

NETWORKS = ("challenger",)  # tiers whose last digits depend on the processor
SIZES = {"train": 500, "t10k": 200}


def patterns(n, seed):
    """Give images in which a bar stands where the class says, in noise, and their labels."""
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % 10)
    X = rng.integers(0, 160, (n, 28, 28))
    for image, label, height in zip(X, y, rng.integers(10, 18, n), strict=True):
        image[4 : 4 + height, 4 + 2 * label : 7 + 2 * label] += 90
    return X.astype(np.uint8), y.astype(np.uint8)


def idx(values):
    """Write an array of bytes in the IDX format, compressed."""
    head = bytes([0, 0, 8, values.ndim]) + np.array(values.shape, ">u4").tobytes()
    return gzip.compress(head + values.tobytes(), mtime=0)


FILES = {}
for number, (part, size) in enumerate(SIZES.items()):
    images, labels = patterns(size, number)
    FILES[f"{part}-images-idx3-ubyte.gz"] = idx(images)
    FILES[f"{part}-labels-idx1-ubyte.gz"] = idx(labels)
