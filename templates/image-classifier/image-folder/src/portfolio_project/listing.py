"""Which files are the images, and which class each is of: the folders say it, or a list does.

A list, such as ``data/images.csv``, names each file with its class and its sha256, so that images
which have changed are refused by name.
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .contract import Contract
from .reporting.project import InputError, write_text

LEFT_BEHIND = ("Thumbs.db", "desktop.ini", "__MACOSX", "@eaDir")  # others start with a point
FIELDS = ["path", "class", "sha256", "left_out"]
NAMED = 5  # files that are named of each fault; the others are counted
AGAIN = f"put them back, or take what is there with `python -m {__package__} data --folder FOLDER`"


@dataclass(frozen=True)
class Listed:
    """A file that should be an image.

    Parameters
    ----------
    name : str
        Its path from the folder of the images.
    label : int
        Position of its class in the contract.
    sha256 : str
        What it must hold; nothing where no list says it.
    """

    name: str
    label: int
    sha256: str = ""


def files(contract: Contract, root: Path, folder: Path) -> list[Listed]:
    """Name the files of every class, class by class, as people order them.

    Raises
    ------
    InputError
        When the list is not the one of the contract, or the folder holds other files.
    """
    if "list" not in contract.source:
        return [
            Listed(path.relative_to(folder).as_posix(), label)
            for label, name in enumerate(contract.classes)
            for path in files_in(folder / name)
        ]
    file = contract.source["list"]
    text = (root / file).read_text(encoding="utf-8") if (root / file).exists() else ""
    if digest(text) != contract.source.get("list_sha256"):
        raise InputError(f"{file} is not the list that data/contract.toml describes: {AGAIN}")
    rows = list(csv.DictReader(io.StringIO(text)))
    named, there = {row["path"] for row in rows}, files_in(folder)
    found = {path.relative_to(folder).as_posix() for path in there}
    wanted = [row for row in rows if not row["left_out"]]
    kinds = {
        f"files of {file} that are not there": [
            r["path"] for r in wanted if r["path"] not in found
        ],
        f"files that {file} does not name": sorted(found - named),
    }
    faults = [f"{what}: {first_names(those)}" for what, those in kinds.items() if those]
    if faults:
        head = f"{contract.source['folder']} holds other files than {file} says; {AGAIN}"
        raise InputError("\n  ".join([head, *faults]))
    labels = {name: label for label, name in enumerate(contract.classes)}
    listed = [Listed(row["path"], labels[row["class"]], row["sha256"]) for row in wanted]
    return sorted(listed, key=lambda one: (one.label, natural_key(Path(one.name))))


def write_list(root: Path, file: str, folder: Path, classes: list[str]) -> str:
    """Write the list of what a folder for each class holds, and give its digest."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    for path in files_in(folder):
        name = path.relative_to(folder).as_posix()
        label = name.partition("/")[0]
        reason = "" if label in classes else "it lies in no class"
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        writer.writerow([name, "" if reason else label, sha256, reason])
    write_text(root / file, text.getvalue())
    return digest(text.getvalue())


def digest(text: str) -> str:
    """sha256 of a text, whatever its line ends are."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def files_in(folder: Path) -> list[Path]:
    """List the files below a folder but for what a system or a tool has left, as people do."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    kept = [path for path in paths if not any(map(left_behind, path.relative_to(folder).parts))]
    return sorted(kept, key=natural_key)


def folders_in(folder: Path) -> list[str]:
    """Name the folders in a folder, but for those that a system or a tool has left in it."""
    names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    return [name for name in names if not left_behind(name)]


def left_behind(name: str) -> bool:
    """Whether a system or a tool has left it: a file of thumbnails, or whatever is hidden."""
    return name.startswith(".") or name in LEFT_BEHIND


def natural_key(path: Path) -> list[Any]:
    """Order names as people do: image 2 comes before image 10."""
    return [part.zfill(20) if part.isdigit() else part for part in re.split(r"(\d+)", str(path))]


def first_names(names: list[str]) -> str:
    """Name some files and count the others."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
