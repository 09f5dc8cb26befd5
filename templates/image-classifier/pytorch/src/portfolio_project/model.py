"""The network as a classifier: fitted, asked, written and read like the other tiers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from . import loop
from .architectures import available, build, start
from .contract import Contract
from .data import Images
from .decode import Pixels
from .network import Scale
from .reporting.project import InputError, Project
from .reporting.shares import Floats
from .split import Split

FILE = "network.pt"  # a state dict: weights by name, and no code


@dataclass(frozen=True)
class Network:
    """A fitted network.

    Parameters
    ----------
    net : Sequential
        A scale and what follows it: takes (n, c, h, w) and gives (n, classes).
    """

    net: nn.Sequential

    def predict_log_proba(self, X: Pixels) -> Floats:
        """Give log-probabilities of images, shape (n, h, w, c) to (n, classes)."""
        loop.device()  # sets the threads, also where nothing was trained before
        return torch.log_softmax(loop.score(self.net, X), dim=1).numpy()

    @property
    def parameters(self) -> int:
        """Number of weights that are learned."""
        return sum(weight.numel() for weight in self.net.parameters())

    def save(self, path: Path) -> None:
        """Write the weights alone: a state dict holds no code."""
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(self.net.state_dict(), path)


def fitted(project: Project, images: Images, parts: Split) -> Iterator[Any]:
    """Fit one network after the other: kind, settings, classifier and history of each."""
    for settings in available(project, images.contract):
        network, history = from_seed(project, images, parts, settings, project.params["seed"])
        yield type(network.net[1]).__name__, settings, network, history


def from_seed(
    project: Project, images: Images, parts: Split, settings: dict[str, Any], seed: int
) -> tuple[Network, list[dict[str, float]]]:
    """Fit one network from a seed, under ``[network]`` of params.toml."""
    config = project.params["network"] | {"keeps": images.contract.image.get("keeps", [])}
    return fit(images, parts, settings, config, seed, project)


def fit(
    images: Images,
    parts: Split,
    settings: dict[str, Any],
    config: dict[str, Any],
    seed: int,
    project: Project | None = None,
) -> tuple[Network, list[dict[str, float]]]:
    """Fit one network on the training part, and stop it by the validation part.

    Parameters
    ----------
    images, parts : Images, Split
        All images, and where they went.
    settings : dict
        Of this network; the other values of ``config`` are those of all.
    config : dict
        ``[network]`` of params.toml.
    seed : int
        Of the first weights, and of all that chance does in training.
    project : Project, optional
        Where published weights are, for a network that starts from them.
    """
    torch.manual_seed(seed)
    X, y, (train, val) = images.X, images.y, (parts.train, parts.val)
    net = fresh(images.contract, settings, X[train])
    if project:
        start(project, net[1])
    history = loop.learn(net, (X[train], y[train]), (X[val], y[val]), config | settings, seed)
    return Network(net), history


def fresh(contract: Contract, settings: dict[str, Any], X: Pixels | None = None) -> nn.Sequential:
    """Make a network to be fitted, behind what scales pixels like those given; or to be read."""
    scale = Scale(np.zeros((1, *contract.shape), np.uint8) if X is None else X)
    net = build(contract.shape, len(contract.classes), settings)
    return nn.Sequential(nn.Identity() if "side" in settings else scale, net)


def weights_path(project: Project, seed: int | None = None) -> Path:
    """File of the network's weights, or of those from a further seed; never committed."""
    return project.root / "models" / (FILE if seed is None else f"seed-{seed}-{FILE}")


def load(path: Path, contract: Contract, settings: dict[str, Any]) -> Network:
    """Read a network, of whose file nothing is executed.

    Raises
    ------
    InputError
        When the file holds no weights of this network.
    """
    net = fresh(contract, settings)
    try:
        net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    except Exception as error:  # torch raises many kinds for a file that is not a state dict
        kind = type(error).__name__
        raise InputError(f"{path.name} does not fit ({kind}): train again") from None
    return Network(net.to(loop.device()))
