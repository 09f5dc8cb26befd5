"""Where the events come from: a file of the owner's, which nobody else can put in place."""

import argparse
from pathlib import Path

import pandas as pd

from .contract import Contract
from .refresh import differences
from .reporting import newer
from .reporting.dialect import read_table
from .reporting.shares import Floats


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the ``data`` stage."""
    parser.add_argument("--refresh", metavar="FILE", help="take a newer file; says what changed")


def fetch(contract: Contract, path: Path, refresh: str | None = None) -> None:
    """Take a newer file; without one say what is missing, since there is nowhere to fetch it from.

    Raises
    ------
    InputError
        When there is no newer file, or it breaks the contract.
    """
    if refresh:
        newer.refresh(contract, path, Path(refresh), differences)
        return
    raise newer.ask_for(contract, path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text, in the dialect that the contract records."""
    return read_table(path, contract)


def truth(contract: Contract) -> tuple[list[str], list[str], Floats] | None:  # noqa: ARG001
    """Know no true tastes: real data has no ceiling to compare with."""
    return None
