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
from .reporting.project import InputError, Project
from .reporting.rows import check_rows, leave_out
from .reporting.shares import Floats

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
        Any unit; 0 where the contract has no time.
    liked : ndarray of bool, shape (n,)
        Whether the event's value keeps to the relevance rule. Only these are learned from and
        looked for; what a user took without liking it is seen all the same.
    """

    users: Names
    items: Names
    user: Ints
    item: Ints
    time: Floats
    liked: npt.NDArray[np.bool_]

    def take(self, rows: Ints | npt.NDArray[np.bool_]) -> Self:
        """Keep some events; names and positions stay."""
        kept = {name: getattr(self, name)[rows] for name in ("user", "item", "time", "liked")}
        return replace(self, **kept)

    def matrix(self) -> sparse.csr_array:
        """Give 1 where a user took an item, shape (users, items)."""
        ones, shape = np.ones(len(self.user)), (len(self.users), len(self.items))
        matrix = sparse.csr_array((ones, (self.user, self.item)), shape=shape)
        matrix.data[:] = 1.0  # an event that is there twice says nothing more
        return matrix


@dataclass(frozen=True)
class Log:
    """All events, and where they come from.

    Parameters
    ----------
    contract : Contract
        What the columns mean.
    events : Interactions
        In the order of users and items; the order of the file is used nowhere.
    repeats : int
        Events left out because the user had the item before.
    sha256 : str
        Of the file.
    """

    contract: Contract
    events: Interactions
    repeats: int
    sha256: str


add_arguments = getattr(source, "add_arguments", None)  # where a source has options of its own


def prepare(project: Project, **options: Any) -> bool:
    """Put the data in place if it is not there yet, and check it against the contract."""
    contract = read_contract(project, NEEDS)
    path = project.root / contract.data["file"]
    if not path.exists() or any(options.values()):
        source.fetch(contract, path, **options)
    log = load(project)
    kind = "SYNTHETIC " * contract.data["synthetic"]
    count = f"{len(log.events.users)} users, {len(log.events.items)} items"
    print(f"data: {len(log.events.user)} {kind}events of {count} keep to the contract")
    return True


def load(project: Project) -> Log:
    """Read the events, check them, and say which of them are liked.

    Raises
    ------
    InputError
        When the file is missing or another one, a row breaks the contract, a column has no
        contract, a user has an item twice where the contract does not allow it, no event is
        liked, or the split asks for an order of time that the contract does not have.
    """
    contract, params = read_contract(project, NEEDS), project.params
    path = project.root / contract.data["file"]
    if not path.exists():
        name = contract.data["file"]
        raise InputError(f"{name} is not there: run `python -m {__package__} data`")
    rows = leave_out(source.read(contract, path), contract.columns)
    typed = check_rows(rows, contract.columns, closed=True)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if contract.data.get("sha256", sha256) != sha256:
        raise InputError(f"{path.name} has sha256 {sha256}, which is not the one in the contract")
    if (strategy := params["split"]["strategy"]) != "random" and not contract.role("time"):
        fault = f"data/contract.toml has no time, and split.strategy '{strategy}' goes by it"
        cure = 'give a column the role time, or set strategy = "random" in params.toml'
        raise InputError(f"{fault} (the order of the file is none): {cure}")
    table = pd.DataFrame({"value": np.inf, "time": 0.0}, index=rows.index)
    used = [column for column in contract.columns if column.role != "excluded"]
    table = table.assign(**{column.role: typed[column.name] for column in used})
    (user, users), (item, items) = (names_of(table[role]) for role in NEEDS)
    unique, repeats = one_of_each(
        table.assign(user=user, item=item), users, items, contract.data.get("repeats", "refuse")
    )
    liked = (unique["value"] >= params["relevance"]["minimum"]).to_numpy()
    if not liked.any():
        raise InputError("no event is liked: relevance.minimum in params.toml is above every value")
    time = unique["time"].astype("int64" if unique["time"].dtype.kind == "M" else float)
    user, item = (unique[role].to_numpy(np.intp) for role in NEEDS)
    events = Interactions(users, items, user, item, time.to_numpy(float), liked)
    return Log(contract, events, repeats, sha256)


def names_of(column: pd.Series) -> tuple[Ints, Names]:
    """Give the place of each name among all names, and these in their order."""
    codes, names = pd.factorize(column.astype(str), sort=True)
    return codes, np.asarray(names, dtype=str)


def one_of_each(
    table: pd.DataFrame, users: Names, items: Names, rule: str
) -> tuple[pd.DataFrame, int]:
    """Apply the rule to a user's repeated items.

    Parameters
    ----------
    table : DataFrame
        Columns ``user`` and ``item`` (places among ``users`` and ``items``), ``time`` and
        ``value``; the index counts rows of the file from 0.
    users, items : ndarray of str
        Their names.
    rule : str
        ``refuse``; ``first`` or ``last``: the earliest or latest event counts, with its value, and
        of equal times the lowest value; ``count``: the earliest event counts, and its value is
        the sum of all, each 1 where the contract has no value.

    Returns
    -------
    table : DataFrame
        Each user and item once, in the order of users and items.
    repeats : int
        Rows left out.

    Raises
    ------
    InputError
        Under ``refuse``, with the first two such rows.
    """
    pair = ["user", "item"]
    rising = [True, True, rule != "last", True]
    table = table.sort_values([*pair, "time", "value"], kind="stable", ascending=rising)
    again = table.duplicated(pair)
    if rule == "refuse" and again.any():
        row = table.loc[again.index[again].min()]
        same = table[(table["user"] == row["user"]) & (table["item"] == row["item"])]
        one, two = sorted(same.index + 1)[:2]
        who = f"user '{users[int(row['user'])]}' has item '{items[int(row['item'])]}'"
        fault = f"{int(again.sum())} events repeat another: {who} in rows {one} and {two}"
        raise InputError(f'{fault}: remove them, or set repeats = "first" in data/contract.toml')
    if rule == "count":
        each = table["value"].replace(np.inf, 1.0)
        table = table.assign(value=each.groupby([table[name] for name in pair]).transform("sum"))
    return table[~again], int(again.sum())
