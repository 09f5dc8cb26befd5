"""The contract of the images, ``data/contract.toml``: the only place that knows facts of them."""

import re
from dataclasses import dataclass
from typing import Any

from .reporting.project import InputError, Project, read_toml

STRATEGIES = {"official": "test", "order": "", "group": "group", "class": ""}  # key of its pattern
KEYS = {
    "data": ("name", "version", "license", "synthetic", "file"),
    "image": ("height", "width", "channels", "fit", "min_side", "max_pixels", "classes"),
    "split": ("by",),
    "shortcut": ("content",),
}


@dataclass(frozen=True)
class Contract:
    """What the images are.

    Parameters
    ----------
    data, source, image, split, shortcut : dict
        The tables of the file, by name.
    """

    data: dict[str, Any]
    source: dict[str, Any]
    image: dict[str, Any]
    split: dict[str, Any]
    shortcut: dict[str, Any]

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height, width and channels of every image once it is read."""
        return self.image["height"], self.image["width"], self.image["channels"]

    @property
    def classes(self) -> list[str]:
        """Names of the classes; a label is a position in this list."""
        return list(self.image["classes"])


def read_contract(project: Project) -> Contract:
    """Read the contract.

    Raises
    ------
    InputError
        When a table or a key is missing, or a value is none of those allowed.
    """
    path = "data/contract.toml"
    tables = read_toml(project.root / path)
    for table, keys in KEYS.items():
        for key in keys:
            if key not in tables.get(table, {}):
                raise InputError(f"{path}: [{table}] has no '{key}'")
    image, split = tables["image"], tables["split"]
    if image["channels"] not in (1, 3) or min(image["height"], image["width"]) < 4:
        raise InputError(f"{path}: [image] needs 1 or 3 channels, and sides of 4 or more")
    if len(set(image["classes"])) < max(2, len(image["classes"])):
        raise InputError(f"{path}: [image] needs two or more classes, each named once")
    if split["by"] not in STRATEGIES:
        raise InputError(f"{path}: [split] by is none of {', '.join(STRATEGIES)}")
    key = STRATEGIES[split["by"]]
    try:
        re.compile(split.get(key, "(") if key else "")
    except re.error as error:
        raise InputError(f"{path}: [split] {key} is no pattern: {error}") from None
    return Contract(tables["data"], tables.get("source", {}), image, split, tables["shortcut"])
