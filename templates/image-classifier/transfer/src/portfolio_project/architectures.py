"""Which networks compete in ``train``; each is a file of its own."""

from typing import Any

from torch import nn

from . import pretrained
from .contract import Contract
from .lite import Lite0
from .network import SmallNet
from .reporting.project import Project


def available(project: Project, contract: Contract) -> list[dict[str, Any]]:
    """Give the settings to try: the small network, or for photographs the pretrained one."""
    if pretrained.in_place(project, contract):
        options = project.params["transfer"]
        fixed = {name: options[name] for name in ("side", "epochs", "shift")}
        return [{"learning_rate": rate, **fixed} for rate in options["learning_rate"]]
    options = project.params["network"]
    fixed = {"width": options["width"], "dropout": options["dropout"]}
    return [{"learning_rate": rate, **fixed} for rate in options["learning_rate"]]


def build(shape: tuple[int, int, int], classes: int, settings: dict[str, Any]) -> nn.Module:
    """Make the network of some settings, with new random weights."""
    if "side" in settings:
        return Lite0(classes, settings["side"])
    return SmallNet(shape, classes, settings["width"], settings["dropout"])


def start(project: Project, net: nn.Module) -> None:
    """Give a network that is to be fitted what others have learned."""
    if isinstance(net, Lite0):
        net.fill(pretrained.read_weights(project))
