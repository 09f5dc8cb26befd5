"""What a frozen network sees in images, and a linear model of that."""

import io
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from sklearn.pipeline import Pipeline

from . import loop
from .decode import Pixels
from .lite import Lite0
from .reporting.shares import Floats
from .steps import batch_size

Small = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Features:
    """What a frozen network sees in images.

    Parameters
    ----------
    weights : bytes
        A state dict as torch writes it; kept with the model, so that it needs no other file.
    side : int
        Pixels that the longer side of an image is brought to.
    """

    weights: bytes
    side: int

    def of(self, X: Pixels) -> Small:
        """Look at images, shape (n, h, w, c) to (n, FEATURES)."""
        target, net = loop.device(), Lite0(1, self.side)
        state = torch.load(io.BytesIO(self.weights), map_location="cpu", weights_only=True)
        net.fill(state)
        net.to(target).eval()
        with torch.inference_mode():
            parts = torch.split(loop.bytes_of(X, target), batch_size(self.side, self.side))
            return torch.cat([net.features(loop.numbers(x)).cpu() for x in parts]).numpy()


@dataclass(frozen=True)
class Linear:
    """A linear model of what a frozen network sees, with the interface of the other tiers."""

    features: Features
    model: Pipeline

    def predict_log_proba(self, X: Pixels) -> Floats:
        """Give log-probabilities of images, shape (n, h, w, c) to (n, classes)."""
        return np.asarray(self.model.predict_log_proba(self.features.of(X)), float)
