"""Where the rows come from: a file of the owner's, which nobody else can put in place."""

from pathlib import Path

import pandas as pd

from .contract import Contract
from .reporting.dialect import read_table
from .reporting.project import InputError


def fetch(contract: Contract, path: Path) -> None:
    """Say what is missing, since there is nowhere to fetch it from.

    Raises
    ------
    InputError
        Always: the file has to be put in place by hand.
    """
    sha256 = contract.data.get("sha256", "not in the contract")
    fault = f"{contract.data['file']} is not there, and is needed for this (sha256 {sha256})"
    raise InputError(f"{fault}: ask the owner of {path.name}, and put it there. Tests need none")


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text, in the dialect that the contract records."""
    return read_table(path, contract)
