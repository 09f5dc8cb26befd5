"""A network that has learned from a million photographs before it learns from these images."""

import os
import sys
from http.client import HTTPException
from pathlib import Path
from typing import Any

import torch

from .reporting.project import InputError, Project
from .resnet import ResNet18

BASE = "https://download.pytorch.org/models"  # DATA_MIRROR may give another
FILE = "resnet18-f37072fd.pth"  # ImageNet, BSD-3-Clause; the name holds the start of its sha256


def available(project: Project) -> list[dict[str, Any]]:
    """Give the settings to try: as many learning rates of params.toml as it says."""
    how = project.params["backbone"]
    rest = {"side": how["side"], "epochs": how["rounds"]}
    return [{"learning_rate": rate, **rest} for rate in how["rate"][: how["tries"]]]


def build(classes: int, side: int, learned: bool) -> ResNet18:
    """Make the network, with the published weights in all layers but the last, if ``learned``.

    Raises
    ------
    InputError
        When the weights cannot be fetched, or are not those that were published.
    """
    net = ResNet18(classes, side)
    if learned:
        state = {name: value for name, value in weights().items() if not name.startswith("fc.")}
        missing, unknown = net.load_state_dict(state, strict=False)
        if unknown or set(missing) != {"fc.weight", "fc.bias"}:
            raise InputError(f"{FILE} does not hold the weights of this network")
    return net


def weights() -> dict[str, torch.Tensor]:
    """Read the published weights; fetched once, into the folder that torch.hub keeps."""
    url = f"{(os.environ.get('DATA_MIRROR') or BASE).rstrip('/')}/{FILE}"
    place = Path(torch.hub.get_dir(), "checkpoints", FILE)
    try:
        state: dict[str, torch.Tensor] = torch.hub.load_state_dict_from_url(
            url,
            map_location="cpu",
            progress=sys.stderr.isatty(),
            check_hash=True,
            weights_only=True,
        )
    except (OSError, HTTPException) as error:
        fault = getattr(error, "reason", error)
        advice = "check the network, or set `tries = 0` under [backbone] in params.toml"
        raise InputError(f"{url} cannot be fetched ({fault}): {advice}") from None
    except Exception as error:  # torch has a kind of its own for each way a file can be wrong
        kind = type(error).__name__
        advice = f"remove {place} if it is there, and run the command again"
        raise InputError(f"{url} is not what was published ({kind}): {advice}") from None
    return state
