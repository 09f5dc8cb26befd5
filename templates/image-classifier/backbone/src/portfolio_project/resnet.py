"""ResNet-18 (He et al., CVPR 2016), its weights named as in the files that PyTorch publishes."""

import torch
from torch import nn

WIDTHS = (64, 128, 256, 512)


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and a way past them.

    Parameters
    ----------
    channels, grown : int
        Of what comes in and of what goes out.
    stride : int
        2 halves height and width.
    """

    def __init__(self, channels: int, grown: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, grown, 3, stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(grown)
        self.conv2 = nn.Conv2d(grown, grown, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(grown)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or channels != grown:
            conv = nn.Conv2d(channels, grown, 1, stride, bias=False)
            self.downsample = nn.Sequential(conv, nn.BatchNorm2d(grown))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (n, channels, h, w) to (n, grown, h / stride, w / stride)."""
        y = self.bn2(self.conv2(self.bn1(self.conv1(x)).relu()))
        return (y + self.downsample(x)).relu()


class ResNet18(nn.Module):
    """Eighteen layers with weights, in four stages of two blocks.

    Parameters
    ----------
    classes : int
        Number of classes.
    side : int
        Pixels that the longer side of an image is brought to; the weights were learned at 224.
    """

    def __init__(self, classes: int, side: int):
        super().__init__()
        self.side = side
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        channels = 64
        for i, grown in enumerate(WIDTHS, 1):
            first = BasicBlock(channels, grown, 1 if i == 1 else 2)
            self.add_module(f"layer{i}", nn.Sequential(first, BasicBlock(grown, grown, 1)))
            channels = grown
        self.fc = nn.Linear(channels, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Score scaled images of one channel or three: shape (n, c, h, w) to (n, classes)."""
        factor = self.side / max(x.shape[2:])
        x = nn.functional.interpolate(x, scale_factor=factor, mode="bilinear", antialias=True)
        x = self.maxpool(self.bn1(self.conv1(x.expand(-1, 3, -1, -1))).relu())
        for i in range(1, len(WIDTHS) + 1):
            x = self.get_submodule(f"layer{i}")(x)
        return self.fc(x.mean((2, 3)))
