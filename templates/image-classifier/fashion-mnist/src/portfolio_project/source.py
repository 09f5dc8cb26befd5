"""Where the images come from: the four files of Fashion-MNIST, official train and test parts."""

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .contract import Contract
from .reporting.download import download
from .reporting.project import InputError

PARTS = ("train", "t10k")  # each has a file of images and one of labels, in the contract's order


def fetch(contract: Contract, root: Path) -> dict[str, Any]:
    """Download the files and read them.

    Parameters
    ----------
    contract : Contract
        ``[source]`` says where the files are and what they must be.
    root : Path
        The project's folder.

    Returns
    -------
    dict of str to ndarray
        ``X``, ``y``, ``names``, ``sizes`` and ``skipped``, as :class:`data.Images` has them. A name
        is the part and the place in it.
    """
    files = download(contract.source, (root / contract.data["file"]).parent)
    X, y = ([read_idx(file) for file in files[i::2]] for i in range(2))
    names = [f"{part}/{i:05d}" for part, own in zip(PARTS, y, strict=True) for i in range(len(own))]
    sizes = np.full((len(names), 2), X[0].shape[1])
    arrays = {"X": np.concatenate(X)[..., None], "y": np.concatenate(y), "names": np.array(names)}
    return arrays | {"sizes": sizes, "skipped": np.array([], "U1")}


def read_idx(path: Path) -> npt.NDArray[np.uint8]:
    """Read a compressed file of the IDX format: a magic number, the shape, then the bytes."""
    try:
        content = gzip.decompress(path.read_bytes())
        axes = content[3]
        shape = np.frombuffer(content, ">u4", axes, offset=4)
        return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(shape)
    except (OSError, EOFError, ValueError, IndexError) as error:
        raise InputError(f"{path.name} is not a file of the IDX format: {error}") from None
