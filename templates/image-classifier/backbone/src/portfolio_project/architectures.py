"""Which networks compete in ``train``; each is a file of its own."""

from typing import Any

from torch import nn

from . import backbone
from .network import SmallNet
from .reporting.project import Project


def available(project: Project) -> list[dict[str, Any]]:
    """Give the settings to try: each learning rate of params.toml, small network and backbone."""
    how = project.params["network"]
    rest = {"width": how["width"], "dropout": how["dropout"]}
    small = [{"learning_rate": rate, **rest} for rate in how["learning_rate"]]
    return small + backbone.available(project)


def build(
    shape: tuple[int, int, int], classes: int, settings: dict[str, Any], learned: bool = False
) -> nn.Module:
    """Make the network of some settings; ``learned`` gives the backbone its published weights."""
    if "side" in settings:
        return backbone.build(classes, settings["side"], learned)
    return SmallNet(shape, classes, settings["width"], settings["dropout"])
