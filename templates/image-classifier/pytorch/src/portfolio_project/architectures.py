"""Which networks compete in ``train``; each is a file of its own."""

from typing import Any

from torch import nn

from .contract import Contract
from .network import SmallNet
from .reporting.project import Project


def available(project: Project, _contract: Contract) -> list[dict[str, Any]]:
    """Give the settings to try: each learning rate of params.toml."""
    options = project.params["network"]
    fixed = {"width": options["width"], "dropout": options["dropout"]}
    return [{"learning_rate": rate, **fixed} for rate in options["learning_rate"]]


def build(shape: tuple[int, int, int], classes: int, settings: dict[str, Any]) -> nn.Module:
    """Make the network of some settings, with new random weights."""
    return SmallNet(shape, classes, settings["width"], settings["dropout"])


def start(_project: Project, _net: nn.Module) -> None:
    """Leave a network that is to be fitted as it was drawn: none has learned before."""
