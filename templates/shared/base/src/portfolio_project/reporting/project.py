"""Where things are, what may be tuned, and what the project says about itself.

Every stage takes a :class:`Project` instead of reading global paths, so that the same code runs on
this repository, on a copy in a temporary folder, and in the tests.
"""

import json
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

PACKAGE = __name__.partition(".")[0]  # what stands after `python -m`


def printable(text: str) -> str:
    """Write what a terminal would obey, and data may hold, as an escape; line ends stay."""
    return "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)


class InputError(ValueError):
    """A fault of the data, the parameters or the request, told in one sentence; exit code 2."""

    def __str__(self) -> str:
        """Give the sentence, with no character that a terminal would obey."""
        return printable(super().__str__())


class UnavailableError(InputError):
    """What an answer needs cannot be reached now: the request is not at fault."""


@dataclass(frozen=True)
class Project:
    """One project folder.

    Parameters
    ----------
    root : Path
        The folder that holds ``pyproject.toml``, ``params.toml`` and ``data/``.
    """

    root: Path

    @classmethod
    def here(cls) -> Self:
        """Find the folder that this package is in, or else the current folder.

        Raises
        ------
        InputError
            When there is none, or when the current folder is in one copy of the project and the
            code that runs in another, as in a second worktree with the first one's environment.
        """
        package, cwd = Path(__file__).absolute().parents[1], Path.cwd()
        marks = ("params.toml", f"src/{package.name}")
        above = next((p for p in (cwd, *cwd.parents) if all((p / m).exists() for m in marks)), None)
        roots = [p for p in (package.parents[1], above or cwd) if (p / "params.toml").exists()]
        if not roots:
            raise InputError("params.toml is not here: run the command in the project's folder")
        if above and not above.samefile(roots[0]):
            advice = "make an environment here, and install this folder into it (pip install -e .)"
            raise InputError(f"the code that runs is that of {roots[0]}, not of {above}: {advice}")
        return cls(roots[0])

    @property
    def reports(self) -> Path:
        """Folder of everything that is measured; meant to be committed."""
        return self.root / "reports"

    @cached_property
    def params(self) -> dict[str, Any]:
        """The tables of ``params.toml``; the owner may ask for no gate."""
        return {"gates": {}, **read_toml(self.root / "params.toml")}


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises
    ------
    InputError
        When the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read: {error}") from None


def read_record(path: Path | str) -> dict[str, Any]:
    """Read one JSON object from a file, or from stdin (``-``).

    Raises
    ------
    InputError
        When there is no such file, or it holds anything else.
    """
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
        return dict(json.loads(text.removeprefix("\ufeff")))  # the mark that some editors write
    except (OSError, TypeError, ValueError) as error:
        raise InputError(f"{path} is not one JSON object: {error}") from None


def write_text(path: Path, text: str) -> None:
    """Write text with the same bytes on every system, making the folder first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_json(path: Path, value: Any) -> None:
    """Write JSON with sorted keys; NaN is refused because it is not JSON."""
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")
