"""The same picture twice: equal pixels, or pixels that look equal.

Two images look equal by two votes, where a window of one is found in a small version of the other,
moved or of another size: the distance of the windows, and a difference hash (N. Krawetz, Kind of
like that, 2013) that ignores flat ground, on which drawings that have nothing in common agree.
Who is asked is chosen by the spectrum, which a shift hardly changes, and by the colour. Below 32
pixels too many different images are alike, so there only equal pixels count.
"""

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .decode import Pixels

SMALLEST = 32  # pixels along the shorter side
GRID, WINDOW = 32, 24  # pixels of a small version, and of the part that is looked for in another
CUTS = (  # how that part is enlarged, and by what part of a pixel it is moved
    *((zoom / 32, 0.0, 0.0) for zoom in range(28, 37)),
    *((1.0, x, y) for x, y in ((0.5, 0.0), (0.0, 0.5), (0.5, 0.5))),
)
NEAREST = 20  # images with the nearest spectrum; of alike drawings, more than ten are nearer
COLOUR = 20  # of 255: between means, and between deviations, of any channel
ALIKE = 0.975  # correlation of two windows
AGREED = 0.95  # share of the edges of either that rise or fall in both
FLAT, EDGES = 6, 16  # of 255: a step below is not an edge; with fewer edges, nothing can be said
BLOCK = 256  # images whose spectra are compared at a time

Small = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]


def contents(X: Pixels) -> npt.NDArray[Any]:
    """Hash the pixels of each image: equal images have equal hashes. Shape (n,)."""
    return np.array([hashlib.sha256(image.tobytes()).hexdigest()[:16] for image in X], dtype="U16")


def look_alike(X: Pixels, others: Pixels | None = None) -> Rows:
    """Find images that look equal, also moved by little, cropped, mirrored or compressed again.

    Parameters
    ----------
    X : ndarray of uint8, shape (n, height, width, channels)
    others : ndarray of uint8, optional
        Among which to look; ``X`` itself by default, where no image is compared with itself.

    Returns
    -------
    ndarray of int, shape (pairs, 2)
        Positions in ``X`` and in ``others``; none where images are small.
    """
    if min(X.shape[1:3]) < SMALLEST or not len(X) or (others is not None and not len(others)):
        return np.empty((0, 2), np.intp)
    grey, colours = versions(X)
    theirs, their_colours = (grey, colours) if others is None else versions(others)
    spectra, pairs = spectrum(theirs), set()
    for side in (1, -1):  # as it is, and mirrored
        view = grey[:, :, ::side]
        for i, near in enumerate(nearest(spectrum(view), spectra, others is None)):
            close = near[np.abs(colours[i] - their_colours[near]).max(1) <= COLOUR]
            if len(close):
                pairs |= {(i, int(j)) for j in close[same(view[i], theirs[close])]}
    return np.array(sorted(pairs), np.intp).reshape(-1, 2)


def versions(X: Pixels) -> tuple[Small, Small]:
    """Give grey versions, slightly blurred, (n, GRID, GRID), and mean and deviation of colours."""
    box, images = Image.Resampling.BOX, [Image.fromarray(image.squeeze()) for image in X]
    grey = [
        np.asarray(image.convert("L").resize((GRID, GRID), box), np.float32) for image in images
    ]
    colours = [np.append(image.mean((0, 1)), image.std((0, 1))) for image in X]
    return gaussian_filter(np.stack(grey), (0, 1, 1), mode="nearest"), np.array(colours, np.float32)


def spectrum(grey: Small) -> Small:
    """Give the low frequencies of each image without their phase, of length 1: (n, m)."""
    fade = np.hanning(GRID + 2)[1:-1]
    centred = (grey - grey.mean((1, 2), keepdims=True)) * fade * fade[:, None]
    strength = np.log1p(np.abs(np.fft.rfft2(centred)))[:, np.r_[:7, -6:0], :7]
    return unit(strength.reshape(len(grey), -1))


def unit(values: npt.NDArray[Any]) -> Small:
    """Bring the last axis to mean 0 and length 1; what is flat stays 0."""
    values = values - values.mean(-1, keepdims=True)
    length = np.linalg.norm(values, axis=-1, keepdims=True)
    return (values / np.maximum(length, 1e-3)).astype(np.float32)


def nearest(a: Small, b: Small, skip_own: bool) -> list[Rows]:
    """Give the rows of ``b`` that are nearest to each row of ``a``, at most ``NEAREST``."""
    rows: list[Rows] = []
    for start in range(0, len(a), BLOCK):
        near = a[start : start + BLOCK] @ b.T
        if skip_own:
            np.fill_diagonal(near[:, start:], -2)
        most = min(NEAREST, len(b) - skip_own)
        rows += list(np.argpartition(-near, most - 1, axis=1)[:, :most]) if most else []
    return rows


def same(grey: Small, others: Small) -> npt.NDArray[np.bool_]:
    """Look for the middle of an image, cut in each way of ``CUTS``, in others, (k, GRID, GRID)."""
    image, half, side = Image.fromarray(grey), WINDOW / 2, (WINDOW, WINDOW)
    corners = [(GRID / 2 + x - half * z, GRID / 2 + y - half * z, half * z * 2) for z, x, y in CUTS]
    boxes = [(x, y, x + size, y + size) for x, y, size in corners]
    cut = [image.resize(side, Image.Resampling.BILINEAR, box) for box in boxes]
    parts = np.stack([np.asarray(part, np.float32).ravel() for part in cut])
    views = np.lib.stride_tricks.sliding_window_view(others, side, (1, 2))
    windows = views.reshape(len(others), -1, WINDOW * WINDOW)
    lengths = np.maximum(windows.std(2) * WINDOW, 1e-3)
    likeness = windows @ unit(parts).T / lengths[:, :, None]
    alike = likeness.reshape(len(others), -1).max(1) >= ALIKE
    for k in np.flatnonzero(alike):
        spot, which = np.unravel_index(likeness[k].argmax(), likeness[k].shape)
        a, b = edges(windows[k, spot]), edges(parts[which])
        clear = (abs(a) > FLAT) | (abs(b) > FLAT)
        alike[k] = clear.sum() >= EDGES and ((a > 0) == (b > 0))[clear].mean() >= AGREED
    return alike


def edges(window: Small) -> Small:
    """Give the steps down and to the right between blocks of 2 x 2 pixels."""
    blocks = window.reshape(WINDOW // 2, 2, WINDOW // 2, 2).mean((1, 3))
    return np.concatenate([np.diff(blocks, axis=0).ravel(), np.diff(blocks, axis=1).ravel()])


def merge(units: npt.NDArray[Any], pairs: Rows) -> Rows:
    """Count off what stays together: images of one unit, and units that hold a pair. Shape (n,)."""
    code = np.unique(units, return_inverse=True)[1]
    n = int(code.max()) + 1
    ends = code[pairs]
    graph = coo_array((np.ones(len(pairs)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    return np.asarray(connected_components(graph, directed=False)[1][code], np.intp)
