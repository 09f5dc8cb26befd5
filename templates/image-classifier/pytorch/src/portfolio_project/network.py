"""A small convolutional network: pairs of 3x3 convolutions, halved until little is left."""

import math

import torch
from torch import nn

from .decode import Pixels

LEFT = 4  # pixels along the shorter side, about, that the last layer sees


class Scale(nn.Module):
    """Bring each channel to mean 0 and deviation 1; what it has learned is saved with the weights.

    Parameters
    ----------
    channels : int
        Of an image.
    """

    def __init__(self, channels: int):
        super().__init__()
        self.register_buffer("mean", torch.zeros(1, channels, 1, 1))
        self.register_buffer("deviation", torch.ones(1, channels, 1, 1))

    def learn(self, X: Pixels) -> None:
        """Take mean and deviation from training images, shape (n, h, w, c)."""
        values = X.reshape(-1, X.shape[-1]) / 255.0
        self.get_buffer("mean").copy_(torch.as_tensor(values.mean(0)).reshape(1, -1, 1, 1))
        spread = torch.as_tensor(values.std(0)).clamp(min=1e-3)
        self.get_buffer("deviation").copy_(spread.reshape(1, -1, 1, 1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Scale images of values between 0 and 1, shape (n, c, h, w)."""
        return (x - self.get_buffer("mean")) / self.get_buffer("deviation")


class SmallNet(nn.Module):
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
    """

    def __init__(self, shape: tuple[int, int, int], classes: int, width: int, dropout: float):
        super().__init__()
        height, wide, channels = shape
        stages = max(1, round(math.log2(min(height, wide) / LEFT)))
        layers: list[nn.Module] = []
        for i in range(stages):
            grown = width * 2**i
            layers += [*block(channels, grown), *block(grown, grown), nn.MaxPool2d(2)]
            channels = grown
        flat = channels * (height // 2**stages) * (wide // 2**stages)
        head = [nn.Flatten(), nn.Dropout(dropout), nn.Linear(flat, classes)]
        self.layers = nn.Sequential(*layers, *head)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Score scaled images: shape (n, c, h, w) to (n, classes)."""
        return self.layers(x)


def block(channels: int, grown: int) -> list[nn.Module]:
    """One convolution that keeps the size, normalised and rectified."""
    convolution = nn.Conv2d(channels, grown, 3, padding=1, bias=False)
    return [convolution, nn.BatchNorm2d(grown), nn.ReLU()]
