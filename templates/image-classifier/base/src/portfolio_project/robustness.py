"""What is left of the accuracy when an image is blurred, noisy, brighter or moved.

After Hendrycks and Dietterich, Benchmarking neural network robustness, ICLR 2019. The strengths
are in params.toml; nothing was trained on them, but for the shift that training draws itself.
"""

import numpy as np
from scipy import ndimage

from .decode import Pixels
from .held_out import HeldOut
from .metrics import right
from .reporting.intervals import subset
from .reporting.shares import Measured, wilson

Robust = dict[tuple[str, str, float], Measured]

MEASURED = 2000  # test images at most: more would narrow the intervals little and take minutes


def disturb(X: Pixels, kind: str, strength: float, seed: int) -> Pixels:
    """Disturb images, shape (n, height, width, channels).

    Parameters
    ----------
    X : ndarray of uint8
    kind : str
        ``blur`` (standard deviation in pixels), ``noise`` and ``brightness`` (shares of the whole
        scale), or ``shift`` (pixels to the right, the edge repeated).
    strength : float
    seed : int
        Of the noise.
    """
    if kind == "shift":
        return ndimage.shift(X, (0, 0, round(strength), 0), order=0, mode="nearest")
    values = X.astype(float)
    if kind == "blur":
        values = ndimage.gaussian_filter(values, sigma=(0, strength, strength, 0))
    elif kind == "noise":
        values += 255 * strength * np.random.default_rng(seed).normal(size=X.shape)
    else:
        values += 255 * strength
    return values.round().clip(0, 255).astype(np.uint8)


def measure(held: HeldOut) -> Robust:
    """Measure the accuracy of both models under each disturbance.

    Returns
    -------
    dict
        The accuracy with its interval, by tier, disturbance and strength (0 is none).
    """
    seed = held.resampling["seed"]
    rows = np.sort(np.random.default_rng(seed).permutation(len(held.y))[:MEASURED])
    X, y, boot, robust = held.X[rows], held.y[rows], subset(held.resampling, rows), Robust()
    for kind, strengths in held.project.params["robustness"].items():
        for strength in (0, *strengths):
            changed = disturb(X, kind, strength, seed) if strength else None
            for tier in ("simple", "challenger"):
                model, before = held.bundle.tiers[tier].model, held.log_p[tier][rows]
                log_p = before if changed is None else model.predict_log_proba(changed)
                hits = right(y, log_p)
                robust[tier, kind, strength] = wilson(hits, boot["level"], boot["clusters"])
    return robust
