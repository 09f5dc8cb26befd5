"""Weights in a file of safetensors: a list of names and shapes, then numbers."""

import json
from pathlib import Path

import numpy as np

from .reporting.project import InputError
from .texts import Meaning

TYPES = {"F16": "<f2", "F32": "<f4", "I64": "<i8"}


def read_tensors(path: Path) -> dict[str, Meaning]:
    """Read every tensor by its name.

    Raises
    ------
    InputError
        When the file is none of this form.
    """
    try:
        content = path.read_bytes()
        start = 8 + int.from_bytes(content[:8], "little")
        facts = json.loads(content[8:start])
        facts.pop("__metadata__", None)
        tensors = {}
        for name, fact in facts.items():
            first, last = (start + offset for offset in fact["data_offsets"])
            numbers = np.frombuffer(content[first:last], TYPES[fact["dtype"]])
            tensors[name] = numbers.reshape(fact["shape"]).astype(np.float32)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path} is not a file of weights: {error}") from None
    return tensors


def unit(vectors: Meaning) -> Meaning:
    """Scale each vector to length 1; what is 0 stays 0."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))
