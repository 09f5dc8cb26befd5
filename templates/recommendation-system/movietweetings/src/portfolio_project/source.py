"""Where the events come from: MovieTweetings, ratings that people tweeted."""

from pathlib import Path

import pandas as pd

from .contract import Contract
from .reporting.download import download
from .reporting.project import write_text
from .reporting.rows import read_csv
from .reporting.shares import Floats


def fetch(contract: Contract, path: Path) -> None:
    """Download ratings and titles, and write one CSV.

    Parameters
    ----------
    contract : Contract
        ``[source]`` says where the files are.
    path : Path
        File to write, in one step, so that a broken run leaves no half of it.
    """
    ratings, films = download(contract.source, path.parent)
    options = {"header": None, "sep": "::", "engine": "python", "dtype": str, "encoding": "utf-8"}
    rows = pd.read_csv(ratings, names=["user", "item", "rating", "time"], **options)
    movies = pd.read_csv(films, names=["item", "title", "genres"], **options)
    titles = movies.drop_duplicates("item").set_index("item")["title"]
    rows["item"] = titles.reindex(rows["item"]).fillna("film").to_numpy() + " #" + rows["item"]
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
