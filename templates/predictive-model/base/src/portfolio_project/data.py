"""The ``data`` stage: put the rows in place, check each against the contract, and load them."""

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from . import source, task
from .contract import Contract, read_contract
from .reporting.project import InputError, Project
from .reporting.rows import check_rows, leave_out
from .reporting.shares import Floats

ROLES = ("id", "time", "group", "split")


@dataclass(frozen=True)
class Table:
    """The rows, in the order of the file.

    Parameters
    ----------
    contract : Contract
        What the columns mean.
    X : DataFrame, shape (n, fields)
        The features alone.
    y : ndarray, shape (n,)
        The target as a number: 1 for the positive class, or the quantity itself.
    ids : ndarray of str, shape (n,)
        The id column, or else the row's place in the file, counted from 1.
    contents : ndarray of uint64, shape (n,)
        Hash of every column of the file but id and split: equal rows have equal hashes.
    roles : dict of str to ndarray, shape (n,)
        Columns of the roles ``time``, ``group`` and ``split``, where the contract has them.
    sha256 : str
        Of the file.
    """

    contract: Contract
    X: pd.DataFrame
    y: Floats
    ids: npt.NDArray[Any]
    contents: npt.NDArray[np.uint64]
    roles: dict[str, npt.NDArray[Any]]
    sha256: str


add_arguments = getattr(source, "add_arguments", None)  # where a source has options of its own


def prepare(project: Project, **options: Any) -> bool:
    """Put the data in place if it is not there yet, and check it against the contract."""
    contract = read_contract(project)
    path = project.root / contract.data["file"]
    if not path.exists() or any(options.values()):
        source.fetch(contract, path, **options)
    rows, fields = load(project).X.shape
    print(f"data: {rows} rows and {fields} fields in {contract.data['file']} keep to the contract")
    return True


def load(project: Project) -> Table:
    """Read the rows and check them.

    Raises
    ------
    InputError
        When the file is missing, rows or columns break the contract (all faults at once), the
        target cannot be learned, or the file is not the one that the contract describes.
    """
    contract = read_contract(project)
    path = project.root / contract.data["file"]
    if not path.exists():
        name = contract.data["file"]
        raise InputError(f"{name} is not there: run `python -m {__package__} data`")
    rows = leave_out(source.read(contract, path), contract.columns)
    typed = check_rows(rows, contract.columns, closed=True)
    y = task.encode(typed[contract.target.name], contract.target)
    task.check_target(y, contract.target, project.params["search"]["folds"])
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    if contract.data.get("sha256", sha256) != sha256:
        raise InputError(f"{path.name} has sha256 {sha256}, which is not the one in the contract")
    X = typed[[column.name for column in contract.role("feature")]]
    acting = [column for column in contract.columns if column.role in ROLES]
    roles = {column.role: typed[column.name].to_numpy() for column in acting}
    ids = roles.pop("id", typed.index.to_numpy() + 1).astype(str)
    identifying = [column.name for column in contract.columns if column.role in ("id", "split")]
    contents = pd.util.hash_pandas_object(typed.drop(columns=identifying), index=False).to_numpy()
    return Table(contract, X, y, ids, contents, roles, sha256)
