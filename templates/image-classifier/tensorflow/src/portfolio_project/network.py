"""A small convolutional network: pairs of 3x3 convolutions, halved until little is left."""

import math
from typing import Any

import numpy as np

from .backend import keras
from .decode import Pixels
from .steps import moments

LEFT = 4  # pixels along the shorter side, about, that the last layer sees


def scale(shape: tuple[int, int, int], X: Pixels | None = None) -> Any:
    """Make the layer that brings each channel to mean 0 and deviation 1.

    Parameters
    ----------
    shape : tuple of int
        Height, width and channels of an image.
    X : ndarray of uint8, shape (n, h, w, c), optional
        Training images; what is learned of them is saved with the weights.
    """
    layer = keras.layers.Normalization()
    layer.build((None, *shape))
    if X is not None:
        mean, spread = moments(X)
        layer.set_weights([mean * 255, (spread * 255) ** 2, np.array(X.size // shape[2])])
        layer.finalize_state()
    return layer


def small_net(shape: tuple[int, int, int], classes: int, width: int, dropout: float) -> Any:
    """Pairs of convolution, batch normalisation and rectifier, with pooling after each pair.

    Parameters
    ----------
    shape : tuple of int
        Height, width and channels of an image.
    classes : int
        Number of classes.
    width : int
        Channels of the first pair; each later pair has twice as many.
    dropout : float
        Share of the last layer's inputs that are left out in training.

    Returns
    -------
    Sequential
        Takes scaled images, shape (n, h, w, c), and gives scores, shape (n, classes).
    """
    stages = max(1, round(math.log2(min(shape[:2]) / LEFT)))
    layers: list[Any] = [keras.Input(shape)]
    for i in range(stages):
        grown = width * 2**i
        layers += [*block(grown), *block(grown), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Flatten(), keras.layers.Dropout(dropout)]
    layers += [keras.layers.Dense(classes, kernel_initializer=small())]
    return keras.Sequential(layers, name="SmallNet")


def block(channels: int) -> list[Any]:
    """One convolution that keeps the size, normalised and rectified."""
    options = {"padding": "same", "use_bias": False, "kernel_initializer": small()}
    # A few hundred steps are few: the mean of old ones must fade faster than by default.
    norm = keras.layers.BatchNormalization(momentum=0.9)
    return [keras.layers.Conv2D(channels, 3, **options), norm, keras.layers.ReLU()]


def small() -> Any:
    """Draw first weights as PyTorch does: a step turns smaller ones further than Keras' own."""
    return keras.initializers.VarianceScaling(1 / 3, distribution="uniform")
