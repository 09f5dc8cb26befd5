"""A small convolutional network: pairs of 3x3 convolutions, halved until little is left."""

import math

import torch
from torch import nn

from .decode import Pixels
from .steps import moments

LEFT = 4  # pixels along the shorter side, about, that the last layer sees


class Scale(nn.Module):
    """Bring each channel to mean 0 and deviation 1; what it has learned is saved with the weights.

    Parameters
    ----------
    X : ndarray of uint8, shape (n, h, w, c)
        Training images, or any of as many channels before what was saved is read.
    """

    def __init__(self, X: Pixels):
        super().__init__()
        mean, spread = (torch.as_tensor(of)[:, None, None].float() for of in moments(X))
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", spread)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Scale images of values between 0 and 1, shape (n, c, h, w)."""
        return (x - self.get_buffer("mean")) / self.get_buffer("deviation")


class SmallNet(nn.Sequential):
    """Pairs of convolution, batch normalisation and rectifier, with pooling after each pair.

    Scores scaled images: shape (n, c, h, w) to (n, classes).

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
    """

    def __init__(self, shape: tuple[int, int, int], classes: int, width: int, dropout: float):
        height, wide, channels = shape
        stages = max(1, round(math.log2(min(height, wide) / LEFT)))
        layers: list[nn.Module] = []
        for i in range(stages):
            grown = width * 2**i
            layers += [*block(channels, grown), *block(grown, grown), nn.MaxPool2d(2)]
            channels = grown
        flat = channels * (height // 2**stages) * (wide // 2**stages)
        head = [nn.Flatten(), nn.Dropout(dropout), nn.Linear(flat, classes)]
        super().__init__(*layers, *head)


def block(channels: int, grown: int) -> list[nn.Module]:
    """One convolution that keeps the size, normalised and rectified."""
    convolution = nn.Conv2d(channels, grown, 3, padding=1, bias=False)
    return [convolution, nn.BatchNorm2d(grown), nn.ReLU()]
