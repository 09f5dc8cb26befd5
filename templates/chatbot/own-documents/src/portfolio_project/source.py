"""Where the documents come from: a folder of the owner's, each file listed with its sha256."""

import csv
import hashlib
import io
from pathlib import Path

from . import starter
from .corpus import Faults
from .reporting.project import InputError, Project, read_toml


def fetch(project: Project) -> None:
    """Hold the documents against their list, and make questions where there are none yet.

    Raises
    ------
    InputError
        When documents are missing, or are others than the list names.
    """
    folder = project.root / project.params["data"]["corpus"]
    contract = read_toml(project.root / "data" / "contract.toml")
    source = contract.get("source", {})
    if "list" in source:
        check(project.root / source["list"], folder, source.get("list_sha256", ""))
    elif not folder.is_dir():
        raise InputError(f"{folder} is not there: put the documents in it")
    starter.write(project, folder, contract.get("corpus", {}))


def check(file: Path, folder: Path, sha256: str) -> None:
    """Refuse documents that are not those of the list, by name."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    again = (
        "put it back, or take `list` out of [source] in data/contract.toml while you change them"
    )
    if hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest() != sha256:
        raise InputError(f"{file.name} is not the list that data/contract.toml describes: {again}")
    rows = {row["path"]: row["sha256"] for row in csv.DictReader(io.StringIO(text))}
    faults = Faults()
    for name, expected in rows.items():
        path = folder / name
        if expected and not path.is_file():
            faults.add(f"documents of {file.name} that are not there ({again})", name)
        elif expected and hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            faults.add(f"documents that are not as {file.name} has them ({again})", name)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith(".") for part in name.split("/"))
        if path.is_file() and not hidden and name not in rows:
            faults.add(f"documents that {file.name} does not name ({again})", name)
    faults.stop()
