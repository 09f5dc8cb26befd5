"""Where the rows come from: a data set that scikit-learn ships, so that everything runs offline."""

from pathlib import Path

import pandas as pd
import sklearn.datasets

from .contract import Contract
from .reporting.project import write_text
from .reporting.rows import read_csv


def fetch(contract: Contract, path: Path) -> None:
    """Write the bundled data set as CSV, under the names of the contract.

    Parameters
    ----------
    contract : Contract
        ``[source]`` names the loader; the columns are in the loader's order, the target last.
    path : Path
        File to write, in one step, so that a broken run leaves no half of it.
    """
    loader = getattr(sklearn.datasets, contract.source["loader"])
    bunch = loader(as_frame=True, **contract.source.get("arguments", {}))
    frame = bunch.frame.set_axis([column.name for column in contract.columns], axis=1)
    for column in [column for column in contract.columns if column.kind == "category"]:
        names = bunch["target_names"] if column.role == "target" else range(1000)
        frame[column.name] = [names[int(code)] for code in frame[column.name]]
    partial = path.with_suffix(".part")
    write_text(partial, frame.to_csv(index=False, lineterminator="\n"))
    partial.replace(path)


def read(contract: Contract, path: Path) -> pd.DataFrame:
    """Read the rows as text: the file is plain CSV."""
    del contract
    return read_csv(path)
