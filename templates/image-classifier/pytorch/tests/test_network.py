"""What is PyTorch's own: the scale before the network, and a file of which nothing is executed."""

from pathlib import Path

import numpy as np
import pytest
import torch
from pictures import make_images, stripes
from torch import nn

from portfolio_project import model
from portfolio_project.loop import bytes_of, numbers
from portfolio_project.network import Scale, SmallNet
from portfolio_project.reporting.project import (
    InputError,
)


def scaled(X, others):
    return Scale(X)(numbers(bytes_of(others, torch.device("cpu")))).numpy()


def test_each_channel_is_brought_to_mean_0_and_deviation_1():
    X = np.random.default_rng(0).integers(0, 200, (50, 6, 6, 3)).astype(np.uint8)
    X[..., 1] //= 8
    found = scaled(X, X)
    assert found.mean((0, 2, 3)) == pytest.approx(np.zeros(3), abs=1e-5)
    assert found.std((0, 2, 3)) == pytest.approx(np.ones(3), abs=1e-5)


def test_a_channel_of_one_colour_is_not_divided_by_nothing():
    X = np.full((5, 6, 6, 1), 77, np.uint8)
    assert np.abs(scaled(X, X)).max() < 1e-3
    assert np.abs(scaled(X, X + 1)).max() == pytest.approx(1000 / 255, rel=1e-4)


@pytest.mark.parametrize(("side", "pools"), [(8, 1), (13, 2), (28, 3), (64, 4)])
def test_pooling_ends_where_little_is_left(side, pools):
    net = SmallNet((side, side, 1), 3, 4, 0.0)
    assert sum(isinstance(layer, nn.MaxPool2d) for layer in net.modules()) == pools
    assert net(torch.zeros(2, 1, side, side)).shape == (2, 3)


class Writes:
    """A pickle that writes a file when it is opened without care."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return Path.touch, (Path(self.path),)


def test_nothing_in_the_file_is_executed(tmp_path):
    X, y = stripes(20)
    mark, path = tmp_path / "mark", tmp_path / model.FILE
    settings = {"learning_rate": 0.01, "width": 4, "dropout": 0.0}
    torch.save({"layers": Writes(mark)}, path)
    with pytest.raises(InputError, match="does not fit"):
        model.load(path, make_images(X, y).contract, settings)
    assert not mark.exists()
    torch.load(path, weights_only=False)
    assert mark.exists()  # so the check above could have failed
