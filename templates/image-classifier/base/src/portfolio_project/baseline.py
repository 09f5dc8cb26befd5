"""What the network has to beat: the largest class, and a linear model of the pixels.

Both are pipelines with the interface of the network, so that no comparison depends on plumbing.
"""

import numpy as np
import numpy.typing as npt
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from .decode import Pixels

SIDE = 32  # pixels of the longer side at most: more would cost more than the network does
CHUNK = 32  # images that are shrunk at a time


def pixels(X: Pixels) -> npt.NDArray[np.float32]:
    """Lay each image out as a row of numbers between 0 and 1, shape (n, pixels).

    Of images larger than ``SIDE``, blocks of pixels are averaged.
    """
    height, width = X.shape[1:3]
    block = -(-max(height, width) // SIDE)
    if block == 1:
        return np.asarray(np.divide(X.reshape(len(X), -1), 255, dtype=np.float32))
    starts = [np.arange(0, size, block) for size in (height, width)]
    sizes = [np.diff(np.append(at, size)) for at, size in zip(starts, (height, width), strict=True)]
    area = np.float32(255) * np.outer(*sizes)[:, :, None].astype(np.float32)
    rows = np.empty((len(X), area.size * X.shape[3]), np.float32)
    for i in range(0, len(X), CHUNK):
        sums = np.add.reduceat(X[i : i + CHUNK], starts[0], axis=1, dtype=np.float32)
        means = np.add.reduceat(sums, starts[1], axis=2) / area
        rows[i : i + CHUNK] = means.reshape(len(means), -1)
    return rows


def nothing(X: Pixels) -> Pixels:
    """Keep the first pixel of each image, which the largest class does not look at."""
    return X[:, 0, 0, :1]


def trivial() -> Pipeline:
    """Predict the shares of the classes in the training part for every image."""
    model = DummyClassifier(strategy="prior")
    return Pipeline([("pixels", FunctionTransformer(nothing)), ("model", model)])


def simple(C: float = 0.01, max_iter: int = 1000) -> Pipeline:
    """Multinomial logistic regression on scaled pixels.

    Parameters
    ----------
    C : float
        Inverse strength of the L2 penalty.
    max_iter : int
        Steps at most; with many images the last ones change nothing that matters.
    """
    model = LogisticRegression(C=C, max_iter=max_iter)
    scale = StandardScaler(copy=False)  # the rows are its own
    steps = [("pixels", FunctionTransformer(pixels)), ("scale", scale), ("model", model)]
    return Pipeline(steps)
