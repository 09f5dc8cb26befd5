"""Where the rows come from: a data set that scikit-learn ships, so that everything runs offline."""

from pathlib import Path

import pandas as pd
import sklearn.datasets

from .contract import Contract
from .project import write_text


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
    frame: pd.DataFrame = bunch.frame
    frame.columns = [column.name for column in contract.columns]
    target = contract.target.name
    if "target_names" in bunch:
        frame[target] = bunch.target_names[frame[target].to_numpy()]
    for column in contract.categories:
        frame[column.name] = frame[column.name].astype(int)  # the loader codes levels as 1.0, 2.0
    beside = path.with_suffix(".part")
    write_text(beside, frame.to_csv(index=False, lineterminator="\n"))
    beside.replace(path)
