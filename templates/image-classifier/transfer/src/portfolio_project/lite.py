"""EfficientNet-Lite0 (Google, 2020; after Tan and Le, EfficientNet, ICML 2019), in plain torch."""

import torch
from torch import nn
from torch.nn.functional import interpolate, pad

from .cache import cached

STAGES = (  # blocks, kernel, stride of the first, expansion, channels
    *((1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80)),
    *((3, 5, 1, 6, 112), (4, 5, 2, 6, 192), (1, 3, 1, 6, 320)),
)
STEM, FEATURES, CLASSES = 32, 1280, 1000
LEARNS = 1  # blocks at the end that are fine-tuned: the last stage
MIDDLE, SPREAD = 127 / 255, 128 / 255  # of values between 0 and 1, as the weights know them


class Layer(nn.Module):
    """A convolution that keeps the size but for its stride, normalised, and rectified or not."""

    def __init__(
        self, channels: int, out: int, kernel: int, stride: int, depthwise: bool, rectify: bool
    ):
        super().__init__()
        groups = channels if depthwise else 1
        even = kernel // 2 if stride == 1 else 0  # on all sides; else it follows the image's size
        self.conv = nn.Conv2d(channels, out, kernel, stride, even, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(out, eps=1e-3, momentum=0.01)
        self.rectify = nn.ReLU6(inplace=True) if rectify else nn.Identity()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Pad as TensorFlow does: what is odd goes to the right and below."""
        (kernel, _), (stride, _) = self.conv.kernel_size, self.conv.stride
        if stride > 1:
            more = [max((-(-n // stride) - 1) * stride + kernel - n, 0) for n in x.shape[:1:-1]]
            x = pad(x, [side for n in more for side in (n // 2, n - n // 2)])
        return self.rectify(self.norm(self.conv(x)))


class Block(nn.Module):
    """Grown, filtered channel by channel, and shrunk, with a way past where the shape is kept."""

    def __init__(self, channels: int, kernel: int, stride: int, expansion: int, out: int):
        super().__init__()
        wide = channels * expansion
        first = [Layer(channels, wide, 1, 1, False, True)] if expansion > 1 else []
        depth = Layer(wide, wide, kernel, stride, True, True)
        self.layers = nn.Sequential(*first, depth, Layer(wide, out, 1, 1, False, False))
        self.skip = stride == 1 and channels == out

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Shape (n, channels, h, w) to (n, out, h / stride, w / stride)."""
        return x + self.layers(x) if self.skip else self.layers(x)


class Lite0(nn.Module):
    """Scores images of values between 0 and 1, one channel or three: (n, c, h, w) to (n, classes).

    The last ``LEARNS`` blocks and what follows them can learn; what stands before is frozen.

    Parameters
    ----------
    classes : int
        Number of classes.
    side : int
        Pixels that the longer side of an image is brought to; the weights were learned at 224.
    """

    def __init__(self, classes: int = CLASSES, side: int = 224):
        super().__init__()
        self.side, channels, blocks = side, STEM, list[nn.Module]()
        self.stem = Layer(3, STEM, 3, 2, False, True)
        for many, kernel, stride, expansion, out in STAGES:
            for i in range(many):
                blocks.append(Block(channels, kernel, stride if i == 0 else 1, expansion, out))
                channels = out
        self.blocks = nn.Sequential(*blocks)
        self.head = Layer(channels, FEATURES, 1, 1, False, True)
        self.fc = nn.Linear(FEATURES, classes)
        frozen = nn.Sequential(self.stem, self.blocks[:-LEARNS])
        self.frozen = [frozen.requires_grad_(False)]  # in a list, so that no weight has two names

    def features(self, x: torch.Tensor) -> torch.Tensor:
        """Give what the last layer sees, shape (n, FEATURES)."""
        factor = self.side / max(x.shape[2:])
        if factor != 1:
            x = interpolate(x, scale_factor=factor, mode="bilinear", antialias=True)
        seen = cached(self.frozen[0], (x.expand(-1, 3, -1, -1) - MIDDLE) / SPREAD)
        return self.head(self.blocks[-LEARNS:](seen)).mean((2, 3))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Score images."""
        return self.fc(self.features(x))

    def train(self, mode: bool = True) -> "Lite0":
        """Learn or not; the norms keep what a million photographs taught them."""
        super().train(mode)
        for part in self.modules():
            if isinstance(part, nn.BatchNorm2d):
                part.eval()
        return self

    def fill(self, state: dict[str, torch.Tensor]) -> None:
        """Take the published weights, which are in the order of the layers, but for the last.

        Raises
        ------
        ValueError
            When they are not those of this network.
        """
        own = {name: x for name, x in self.state_dict().items() if not name.startswith("fc.")}
        published = [x for name, x in state.items() if "fc." not in name]
        if [x.shape for x in published] != [x.shape for x in own.values()]:
            raise ValueError("it does not hold the weights of EfficientNet-Lite0")
        self.load_state_dict(dict(zip(own, published, strict=True)), strict=False)
