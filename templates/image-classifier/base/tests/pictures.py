"""Images whose truth is known, and files as people have them, whole and broken."""

import io
from dataclasses import replace

import numpy as np
from PIL import Image

from portfolio_project.contract import Contract
from portfolio_project.data import Images, fingerprint

RULE = {
    "height": 8,
    "width": 8,
    "channels": 1,
    "fit": "crop",
    "min_side": 4,
    "max_pixels": 50_000_000,
    "classes": ["a", "b"],
    "known_at_prediction": True,
}


def make_contract(by="class", classes=("a", "b"), content=(), groups=None, **image):
    """Make a contract for arrays."""
    rule = RULE | {"classes": list(classes)} | image
    split = {"by": by, "test": "^test"}
    if groups or by == "group":
        split["group"] = groups or "^([^_]+)_"
    return Contract({"file": "x"}, {}, rule, split, {"content": list(content)})


def make_images(X, y, names=None, **contract):
    """Make images from an array of pixels, shape (n, h, w, c), and labels."""
    X, y = np.asarray(X, np.uint8), np.asarray(y, np.intp)
    names = np.array([f"{i:05d}.png" for i in range(len(y))] if names is None else names)
    classes = "abcdefghij"[: y.max() + 1]
    shape = dict(zip(("height", "width", "channels"), X.shape[1:], strict=True))
    about = make_contract(**({"classes": classes} | shape | contract))
    sizes = np.tile([X.shape[2], X.shape[1]], (len(y), 1))
    return Images(about, X, y, names, sizes, np.array([], "U1"), fingerprint(X, y, names))


def stripes(n, seed=0, side=8, channels=1):
    """Give noisy stripes that lie (class 0) or stand (class 1), at any place."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 2
    X = rng.integers(0, 60, (n, side, side, channels))
    for image, label, start in zip(X, y, rng.integers(0, side - 1, n), strict=True):
        (image.transpose(1, 0, 2) if label else image)[start] += 150
    return X.astype(np.uint8), y


def noise(n, classes=2, seed=0, side=8):
    """Give images that tell nothing of their labels."""
    rng = np.random.default_rng(seed)
    X = rng.integers(0, 256, (n, side, side, 1)).astype(np.uint8)
    return X, rng.permutation(np.arange(n) % classes)


def relabelled(images, **changes):
    """Copy images with other fields."""
    return replace(images, **changes)


def file_of(image, kind="PNG", **options):
    """Give the bytes of an image file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def picture(mode="RGB", size=(20, 20), color=None):
    """Make an image of one colour."""
    return Image.new(mode, size, color if color is not None else 0)
