"""Where the events come from: MovieLens 100K, once its terms were read and accepted."""

import os
import sys
import zipfile
from pathlib import Path

import pandas as pd

from .contract import Contract
from .download import download
from .intervals import Floats
from .project import InputError, write_text

ACCEPTED = "MOVIELENS_TERMS"  # environment variable; "accepted" answers without being asked


def fetch(contract: Contract, path: Path) -> None:
    """Show the terms, download the archive if they are accepted, and write one CSV.

    Raises
    ------
    InputError
        When the terms are not accepted, with the next step; nothing was downloaded then.
    """
    accept(contract.source["terms"])
    (archive,) = download(contract.source, path.parent)
    with zipfile.ZipFile(archive) as files:
        how = {"header": None, "encoding": "latin-1", "dtype": str}
        with files.open("ml-100k/u.data") as file:
            rows = pd.read_csv(file, sep="\t", names=["user", "item", "rating", "time"], **how)
        with files.open("ml-100k/u.item") as file:
            films = pd.read_csv(file, sep="|", usecols=[0, 1], names=["item", "title"], **how)
    titles = films.set_index("item")["title"]  # two films may have one title, so the number stays
    rows["item"] = titles.reindex(rows["item"]).fillna("film").to_numpy() + " #" + rows["item"]
    beside = path.with_suffix(".part")
    write_text(beside, rows.to_csv(index=False, lineterminator="\n"))
    beside.replace(path)


def accept(terms: str) -> None:
    """Ask for the terms to be accepted: on a terminal, or by the environment."""
    print(f"data: {terms}", file=sys.stderr)
    said = os.environ.get(ACCEPTED, "")
    if not said and sys.stdin.isatty():
        said = "accepted" if input("Do you accept these terms? [y/N] ").lower() == "y" else "no"
    if said != "accepted":
        fault = "the terms of MovieLens 100K were not accepted, so nothing was downloaded"
        raise InputError(f"{fault}: read them, and set {ACCEPTED}=accepted to accept")


def truth(contract: Contract) -> tuple[list[str], list[str], Floats] | None:  # noqa: ARG001
    """Know no true tastes: real data has no ceiling to compare with."""
    return None
