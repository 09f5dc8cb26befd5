"""Where the rows come from: two files of the UCI repository, the official train and test parts."""

from pathlib import Path

import pandas as pd

from .contract import Contract
from .reporting.download import download
from .reporting.project import write_text
from .reporting.rows import read_csv


def fetch(contract: Contract, path: Path) -> None:
    """Download both parts and write them as one CSV, under the names of the contract.

    Parameters
    ----------
    contract : Contract
        ``[source]`` says where the files are and what they must be; the columns are in the order
        of the files, the part last.
    path : Path
        File to write, in one step, so that a broken run leaves no half of it.
    """
    names, parts = [column.name for column in contract.columns], []
    for part, file in zip(("train", "test"), download(contract.source, path.parent), strict=True):
        # One file starts with a line of another kind, and ends each level of the target with a dot.
        options = {"comment": "|", "skipinitialspace": True, "keep_default_na": False}
        rows = pd.read_csv(file, header=None, names=names[:-1], dtype=str, **options)
        rows[contract.target.name] = rows[contract.target.name].str.rstrip(".")
        parts.append(rows.assign(**{names[-1]: part}).replace("?", ""))
    partial = path.with_suffix(".part")
    write_text(partial, pd.concat(parts).to_csv(index=False, lineterminator="\n"))
    partial.replace(path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text: the file is plain CSV."""
    del contract
    return read_csv(path)
