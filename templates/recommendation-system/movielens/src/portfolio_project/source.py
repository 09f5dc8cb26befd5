"""Where the events come from: MovieLens 100K, once its terms were read and accepted."""

import zipfile
from pathlib import Path

import pandas as pd

from .contract import Contract
from .reporting.download import download
from .reporting.project import write_text
from .reporting.rows import read_csv
from .reporting.shares import Floats
from .terms import accept


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
        options = {"header": None, "encoding": "latin-1", "dtype": str}
        with files.open("ml-100k/u.data") as file:
            rows = pd.read_csv(file, sep="\t", names=["user", "item", "rating", "time"], **options)
        with files.open("ml-100k/u.item") as file:
            films = pd.read_csv(file, sep="|", usecols=[0, 1], names=["item", "title"], **options)
    # Two films may have one title, so the number stays.
    titles = films.set_index("item")["title"].reindex(rows["item"]).fillna("film")
    rows["item"] = titles.to_numpy() + " #" + rows["item"]
    partial = path.with_suffix(".part")
    write_text(partial, rows.to_csv(index=False, lineterminator="\n"))
    partial.replace(path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text: the file is plain CSV."""
    del contract
    return read_csv(path)


def truth(contract: Contract) -> tuple[list[str], list[str], Floats] | None:  # noqa: ARG001
    """Know no true tastes: real data has no ceiling to compare with."""
    return None
