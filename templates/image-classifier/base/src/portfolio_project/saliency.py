"""Where a model looks: how much less sure it is when a patch is hidden.

Zeiler and Fergus, Visualizing and understanding convolutional networks, ECCV 2014. It asks the
model like anybody else, so it works for every tier, and shows what the model uses, right or wrong.
"""

from itertools import product
from typing import Any

import numpy as np

from .decode import Pixels
from .reporting.shares import Floats


def occlusion(model: Any, image: Pixels, label: int) -> Floats:
    """Hide one patch after the other under the image's mean colour.

    Parameters
    ----------
    model : object
        Has ``predict_log_proba``.
    image : ndarray of uint8, shape (height, width, channels)
    label : int
        Class whose log-probability is watched.

    Returns
    -------
    ndarray, shape (height, width)
        Mean fall of the log-probability, in nats, over the patches that hide each pixel.
    """
    height, width = image.shape[:2]
    patch = max(2, min(height, width) // 7)
    step = max(1, patch // 2)
    corners = list(product(range(1 - patch, height, step), range(1 - patch, width, step)))
    hidden = np.repeat(image[None], len(corners) + 1, axis=0)
    cover = np.zeros((len(corners), height, width))
    for k, (i, j) in enumerate(corners):
        window = (slice(max(i, 0), i + patch), slice(max(j, 0), j + patch))
        hidden[k][window] = image.reshape(-1, image.shape[2]).mean(0).astype(np.uint8)
        cover[k][window] = 1
    log_p = np.asarray(model.predict_log_proba(hidden), float)[:, label]
    falls = log_p[-1] - log_p[:-1]
    return np.asarray((cover * falls[:, None, None]).sum(0) / cover.sum(0))
