"""Where the rows come from: an archive of the UCI repository, with a row for every hour."""

import zipfile
from pathlib import Path

import pandas as pd

from .contract import Contract
from .reporting.download import download
from .reporting.project import InputError, write_text
from .reporting.rows import read_csv

MEMBER = "hour.csv"


def fetch(contract: Contract, path: Path) -> None:
    """Download the archive and write its hourly table under the names of the contract.

    Parameters
    ----------
    contract : Contract
        ``[source]`` says where the archive is; the columns are in the order of its table.
    path : Path
        File to write, in one step, so that a broken run leaves no half of it.

    Raises
    ------
    InputError
        When the archive cannot be read, or holds another table.
    """
    (archive,) = download(contract.source, path.parent)
    try:
        with zipfile.ZipFile(archive) as opened, opened.open(MEMBER) as file:
            rows = pd.read_csv(file, dtype=str, keep_default_na=False)
        rows["dteday"] += "T" + rows["hr"].str.zfill(2) + ":00"
        rows = rows.set_axis([column.name for column in contract.columns], axis=1)
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{archive} is not the archive with {MEMBER}: {error}") from None
    partial = path.with_suffix(".part")
    write_text(partial, rows.to_csv(index=False, lineterminator="\n"))
    partial.replace(path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text: the file is plain CSV."""
    del contract
    return read_csv(path)
