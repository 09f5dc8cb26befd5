"""The ``data`` stage: put the events in place, check each against the contract, and load them."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from . import source
from .contract import Contract, read_contract
from .project import InputError, Project
from .reporting.intervals import Floats
from .rows import check_rows, read_csv

Ints = npt.NDArray[np.intp]
Names = npt.NDArray[Any]  # of str
NEEDS = ("user", "item")  # roles; value and time may be there as well


@dataclass(frozen=True)
class Interactions:
    """Who took what, and when: one event a row.

    Parameters
    ----------
    users, items : ndarray of str, shapes (users,) and (items,)
        All names in the file, sorted.
    user, item : ndarray of int, shape (n,)
        Positions of the event's user and item in ``users`` and ``items``.
    time : ndarray, shape (n,)
        Any unit; the place in the file where the contract has no time.
    """

    users: Names
    items: Names
    user: Ints
    item: Ints
    time: Floats

    def take(self, rows: Ints | npt.NDArray[np.bool_]) -> Self:
        """Keep some events; names and positions stay."""
        return replace(self, user=self.user[rows], item=self.item[rows], time=self.time[rows])

    def matrix(self) -> sparse.csr_array:
        """Give 1 where a user took an item, shape (users, items)."""
        ones, shape = np.ones(len(self.user)), (len(self.users), len(self.items))
        found = sparse.csr_array((ones, (self.user, self.item)), shape=shape)
        found.data[:] = 1.0  # an event that is there twice says nothing more
        return found


@dataclass(frozen=True)
class Log:
    """The events that count, and where they come from.

    Parameters
    ----------
    contract : Contract
        What the columns mean.
    events : Interactions
        In the order of the file.
    unliked : int
        Events left out because their value is below the relevance rule.
    repeats : int
        Events left out because the user had the item before.
    sha256 : str
        Of the file.
    """

    contract: Contract
    events: Interactions
    unliked: int
    repeats: int
    sha256: str


def prepare(project: Project) -> bool:
    """Put the data in place if it is not there yet, and hold it against the contract."""
    contract = read_contract(project, NEEDS)
    path = project.root / contract.data["file"]
    if not path.exists():
        source.fetch(contract, path)
    log = load(project)
    kind = "SYNTHETIC " * contract.data["synthetic"]
    count = f"{len(log.events.users)} users, {len(log.events.items)} items"
    print(f"data: {len(log.events.user)} {kind}events of {count} keep to the contract")
    return True


def load(project: Project) -> Log:
    """Read the events, check them, and keep those that count.

    Raises
    ------
    InputError
        When the file is missing or another one, a row breaks the contract, a column has no
        contract, or a user has an item twice where the contract does not allow it.
    """
    contract = read_contract(project, NEEDS)
    path = project.root / contract.data["file"]
    if not path.exists():
        name = contract.data["file"]
        raise InputError(f"{name} is not there: run `python -m {__package__} data`")
    rows = read_csv(path)
    typed = check_rows(rows, contract.columns)
    for name in rows.columns.difference(typed.columns):
        raise InputError(f"column '{name}' is not in data/contract.toml: give it a role")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if contract.data.get("sha256", sha256) != sha256:
        raise InputError(f"{path.name} has sha256 {sha256}, which is not the one in the contract")
    table = pd.DataFrame({"value": np.inf, "time": np.arange(len(rows))}, index=rows.index)
    table = table.assign(**{column.role: typed[column.name] for column in contract.columns})
    liked = table["value"] >= project.params["relevance"]["minimum"]
    once, repeats = first_of_each(table[liked], contract.data.get("repeats", "refuse"))
    if once.empty:
        raise InputError("no event counts: relevance.minimum in params.toml is above every value")
    users, user = np.unique(once["user"].to_numpy(str), return_inverse=True)
    items, item = np.unique(once["item"].to_numpy(str), return_inverse=True)
    time = once["time"].astype("int64" if once["time"].dtype.kind == "M" else float)
    events = Interactions(users, items, user, item, time.to_numpy(float))
    return Log(contract, events, int((~liked).sum()), repeats, sha256)


def first_of_each(table: pd.DataFrame, rule: str) -> tuple[pd.DataFrame, int]:
    """Hold a user's repeated item against the rule.

    Parameters
    ----------
    table : DataFrame
        Columns ``user``, ``item`` and ``time``.
    rule : str
        ``refuse``, or ``first``: the earliest event counts, later ones are left out.

    Returns
    -------
    table : DataFrame
        Each user and item once, in the order of the file.
    repeats : int
        Rows left out.

    Raises
    ------
    InputError
        Under ``refuse``, with the two rows; or when the rule is another word.
    """
    if rule not in ("refuse", "first"):
        raise InputError(f"data/contract.toml, repeats: '{rule}' is neither refuse nor first")
    again = table.sort_values("time", kind="stable").duplicated(["user", "item"]).sort_index()
    if rule == "refuse" and again.any():
        row = table[table.duplicated(["user", "item"])].iloc[0]
        same = table[(table["user"] == row["user"]) & (table["item"] == row["item"])].index + 1
        fault = f"user '{row['user']}' has item '{row['item']}' in rows {same[0]} and {same[1]}"
        raise InputError(f'{fault}: remove one, or set repeats = "first" in data/contract.toml')
    return table[~again], int(again.sum())
