"""The contract of the images, ``data/contract.toml``: the only place that knows facts of them."""

import re
from dataclasses import dataclass
from typing import Any

from .project import InputError, Project, read_toml

STRATEGIES = ("official", "order", "group", "class")
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
    tables = read_toml(project.root / "data" / "contract.toml")
    for table, keys in KEYS.items():
        for key in keys:
            if key not in tables.get(table, {}):
                raise InputError(f"data/contract.toml: [{table}] has no '{key}'")
    image, split = tables["image"], tables["split"]
    if image["channels"] not in (1, 3) or min(image["height"], image["width"]) < 4:
        raise InputError(
            "data/contract.toml: [image] needs 1 or 3 channels, and sides of 4 or more"
        )
    if len(set(image["classes"])) < max(2, len(image["classes"])):
        raise InputError("data/contract.toml: [image] needs two or more classes, each named once")
    if split["by"] not in STRATEGIES:
        raise InputError(f"data/contract.toml: [split] by is none of {', '.join(STRATEGIES)}")
    for strategy, key in {"official": "test", "group": "group"}.items():
        if split["by"] == strategy:
            compiled(split.get(key, "("), key)
    return Contract(tables["data"], tables.get("source", {}), image, split, tables["shortcut"])


def compiled(pattern: str, key: str) -> re.Pattern[str]:
    """Compile a pattern of ``[split]``, naming the key where it is none."""
    try:
        return re.compile(pattern)
    except re.error as error:
        raise InputError(f"data/contract.toml: [split] {key} is no pattern: {error}") from None
