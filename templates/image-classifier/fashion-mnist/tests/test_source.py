"""The official files become one set of images, and their parts stay apart."""

# YOURS: goes together with `source.py`, where the images come from a file of yours.

import numpy as np
import pytest
from sample import SIZES, patterns

from portfolio_project.data import load
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.source import read_idx
from portfolio_project.split import split


def test_both_parts_are_read_and_stay_apart(finished):
    images = load(finished)
    for part, (seed, n) in zip(SIZES, enumerate(SIZES.values()), strict=True):
        rows = np.char.startswith(images.names, part)
        X, y = patterns(n, seed)
        assert np.array_equal(images.X[rows][..., 0], X)
        assert np.array_equal(images.y[rows], y)
    found = split(images, finished.params)
    assert found.strategy == "official"
    assert len(found.test) == SIZES["t10k"]
    assert {str(name)[:4] for name in images.names[found.test]} == {"t10k"}


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08\x00"])
def test_a_file_of_another_format_is_named(tmp_path, content):
    (tmp_path / "a.gz").write_bytes(content)
    with pytest.raises(InputError, match=r"a\.gz is not a file of the IDX format"):
        read_idx(tmp_path / "a.gz")
