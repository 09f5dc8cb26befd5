"""``data --refresh``: a newer file takes the place of the old one, and what has changed is said."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd
from scipy.stats import chi2_contingency, ks_2samp

from ..contract import Column, Contract
from .dialect import read_table
from .project import InputError, printable, write_text
from .rows import check_rows

ALARM = 0.01  # chance of a false alarm, over all columns together
LEAST = 0.05  # gap of two distributions below which nobody would act on a difference
Differences = Callable[[pd.DataFrame, pd.DataFrame, list[Column]], Iterable[str]]


def refresh(contract: Contract, path: Path, new: Path, differences: Differences) -> None:
    """Take a newer file, and say what changed.

    Parameters
    ----------
    contract : Contract
        What both files must keep to.
    path : Path
        Where the file lies in the project; compared with where it is there.
    new : Path
        The newer file, written in the same dialect.
    differences : callable
        Says in sentences how two tables differ, of typed values, that keep to the same columns.

    Raises
    ------
    InputError
        When the newer file breaks the contract: nothing is changed then.
    """
    try:
        after = checked(contract, new)
    except InputError as error:
        fault = f"{new.name} breaks data/contract.toml, so nothing was changed"
        hint = "where the contract is what has to change, change it first"
        raise InputError(f"{fault}; {hint}\n{error}") from None
    if path.exists():
        before = checked(contract, path)
        for sentence in differences(before, after, contract.columns):
            print(f"data: {printable(sentence)}")
    else:
        print("data: the old file is not here, so nothing can be compared with it")
    content = new.read_bytes()
    renew(path.parents[1] / "contract.toml", hashlib.sha256(content).hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)
    print(f"data: {new.name} is {contract.data['file']} now; results are out of date: run `all`")


def checked(contract: Contract, path: Path) -> pd.DataFrame:
    """Read a file and check its rows against the contract, those that are left out as well."""
    columns = []
    for column in contract.columns:
        levels = [*column.levels, *filter(None, column.left_out)]
        missing = column.missing or "" in column.left_out
        columns.append(replace(column, levels=levels, missing=missing))
    return check_rows(read_table(path, contract), columns, closed=True)


def shift(column: Column, old: pd.Series, new: pd.Series, alarm: float) -> Iterable[str]:
    """Say whether a column's values have another distribution."""
    if column.kind == "category":
        counts = pd.DataFrame({"old": old.value_counts(), "new": new.value_counts()}).fillna(0)
        counts = counts[counts.sum(axis=1) > 0]
        shares = counts / counts.sum()
        gap = (shares["new"] - shares["old"]).abs().sum() / 2
        chance = chi2_contingency(counts).pvalue if len(counts) > 1 else 1.0
        level = (shares["new"] - shares["old"]).abs().idxmax()
        what = (
            f"{level} in {shares['new'][level]:.0%} of the rows, {shares['old'][level]:.0%} before"
        )
    else:
        numbers = [part.astype("int64") if column.kind == "date" else part for part in (old, new)]
        gap, chance = ks_2samp(*numbers)
        middle = [part.median() for part in (old, new)]
        what = f"median {shown(middle[1])}, {shown(middle[0])} before"
    if gap >= LEAST and chance < alarm:
        yield f"{column.name} has shifted: {what}"


def shown(value: object) -> str:
    """Write a number or a date for people."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def renew(contract: Path, sha256: str) -> None:
    """Write the new file's digest into the contract; all else stays as it is."""
    text = contract.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^sha256 = ".*?"', f'sha256 = "{sha256}"', text, count=1)
    text = re.sub(
        r'(?m)^version = "sha256 .*?"', f'version = "sha256 {sha256[:12]}"', text, count=1
    )
    write_text(contract, text)


def ask_for(contract: Contract, path: Path) -> InputError:
    """Say what is missing, since there is nowhere to fetch it from."""
    sha256 = contract.data.get("sha256", "not in the contract")
    fault = f"{contract.data['file']} is not there, and is needed for this (sha256 {sha256})"
    return InputError(f"{fault}: ask the owner of {path.name}, and put it there. Tests need none")
