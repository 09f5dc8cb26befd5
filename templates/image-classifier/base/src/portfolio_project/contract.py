"""The contract of the images, ``data/contract.toml``: the only place that knows facts of them."""

import re
from dataclasses import dataclass
from typing import Any

from .reporting.parameters import PROVENANCE, Rule, list_of, number, one_of, text, whole
from .reporting.project import Project
from .reporting.toml import validate

FEWEST = 5  # images of a class, so that each part can have one


def pattern(by: str) -> Rule:
    """Ask for a regular expression, where the images are split by what it finds."""

    def holds(value: Any, _: Any) -> bool:
        try:
            return bool(isinstance(value, str) and re.compile(value))
        except re.error:
            return False

    return Rule(holds, f"a regular expression; split by '{by}' needs it", optional=True)


def has_pattern(by: Any, tables: dict[str, Any]) -> bool:
    """Whether the pattern is there that a way of splitting asks for."""
    key = {"official": "test", "group": "group"}.get(by, "by")
    return by in ("official", "order", "group", "class") and key in tables["split"]


RULES = PROVENANCE | {
    "data.file": text(),
    "source.folder": text(optional=True),
    "source.example": whole(0, optional=True),
    "source.broken_share": number(0, 1, optional=True),
    "source.list": text(optional=True),
    "source.list_sha256": text(optional=True),
    "source.base": text(optional=True),
    "source.files.*": text(optional=True),
    "image.height": whole(4, 4096),
    "image.width": whole(4, 4096),
    "image.channels": one_of([1, 3]),
    "image.classes": list_of(fewest=2),
    "image.fit": one_of(["crop", "trim"]),
    "image.min_side": whole(1),
    "image.max_pixels": whole(16),
    "image.keeps": list_of(["flip", "crop", "colour"], optional=True),
    "image.white": number(0, open_ends=True, optional=True),
    "image.known_at_prediction": one_of([True, False], optional=True),
    "split.by": Rule(has_pattern, "official (with `test`), order, group (with `group`) or class"),
    "split.test": pattern("official"),
    "split.group": pattern("group"),
    "shortcut.content": list_of(["name", "size", "colour"]),
    "shortcut.gate": one_of([True, False], optional=True),
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
        Lists every fault: a key that is missing or not known, or a value that will not do.
    """
    tables = validate(project.root / "data" / "contract.toml", RULES)
    kept = {name: tables.get(name, {}) for name in ("data", "source", "image", "split", "shortcut")}
    return Contract(**kept)
