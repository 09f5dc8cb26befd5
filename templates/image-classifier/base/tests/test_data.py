"""The contract and the images: each kind of fault is told by name, with exit code 2."""

import re

import numpy as np
import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import (
    fingerprint,
    load,
    prepare,
)


def rewrite(project, pattern, text):
    """Change the contract, and make sure that it has changed."""
    path = project.root / "data" / "contract.toml"
    before = path.read_text(encoding="utf-8")
    after = re.sub(pattern, text, before, count=1, flags=re.MULTILINE)
    assert after != before
    path.write_text(after, encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "text", "message"),
    [
        (r"^\[image\]", "[picture]", "[image] has no 'height'"),
        (r"^width = .*", "", "[image] has no 'width'"),
        (r"^channels = \d", "channels = 4", "needs 1 or 3 channels"),
        (r"^height = \d+", "height = 2", "sides of 4 or more"),
        (r"^classes = .*", 'classes = ["one"]', "two or more classes"),
        (r"^classes = .*", 'classes = ["one", "one"]', "each named once"),
        (r'^by = "\w+"', 'by = "luck"', "by is none of official"),
        (r'^by = "\w+".*', 'by = "group"', "[split] group is no pattern"),
        (r'^by = "\w+".*', 'by = "official"\ntest = "["\n[rest]', "[split] test is no pattern"),
        (r"^\[data\]", "[data", "contract.toml cannot be read"),
    ],
)
def test_a_fault_of_the_contract_is_named(quick_project, capsys, pattern, text, message):
    rewrite(quick_project, pattern, text)
    assert main(["data"], quick_project) == 2
    assert message in capsys.readouterr().err


def spoil(project, finished, **changes):
    """Put other arrays in the place of the images."""
    file = read_contract(project).data["file"]
    with np.load(finished.root / file) as arrays:
        kept = dict(arrays)
    for name, change in changes.items():
        kept[name] = change(kept[name])
    path = project.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(path, **kept)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"X": lambda X: X[:, 1:]}, "holds images of"),
        ({"X": lambda X: X / 255}, "holds images of"),
        ({"y": lambda y: y[1:]}, "labels"),
        ({"y": lambda y: y + 1}, "is none of"),
        ({"y": lambda y: np.where(y == 0, 1, y)}, "has 0 images; 5 or more are needed"),
        ({"y": lambda y: np.where((y == 0) & (np.cumsum(y == 0) > 1), 1, y)}, "has 1 images"),
    ],
    ids=["shape", "kind", "number", "label", "no image", "one image"],
)
def test_a_fault_of_the_images_is_named(quick_project, finished, capsys, changes, message):
    spoil(quick_project, finished, **changes)
    assert main(["train"], quick_project) == 2
    assert message in capsys.readouterr().err


def test_a_file_that_is_no_archive_is_named(quick_project, capsys):
    path = quick_project.root / read_contract(quick_project).data["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    assert main(["train"], quick_project) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_other_images_than_those_of_the_contract_are_refused(quick_project, capsys):
    text = '[data]\nsha256 = "0"\n'
    contract = quick_project.root / "data" / "contract.toml"
    kept = re.sub(r'(?m)^sha256 = ".*"\n', "", contract.read_text(encoding="utf-8"))
    contract.write_text(kept.replace("[data]\n", text), encoding="utf-8")
    assert main(["data"], quick_project) == 2
    assert "which is not the one in the contract" in capsys.readouterr().err


def test_putting_the_images_in_place_twice_gives_the_same(finished, quick_project):
    for _ in range(2):
        prepare(quick_project)
    assert load(quick_project).sha256 == load(finished).sha256


@pytest.mark.parametrize("changed", ["X", "y", "names"])
def test_the_fingerprint_sees_every_change(changed):
    parts = {"X": np.zeros((2, 2, 2, 1), np.uint8), "y": np.array([0, 1]), "names": ["a", "b"]}
    other = dict(parts)
    other[changed] = parts[changed][::-1] if changed != "X" else parts["X"] + 1
    assert fingerprint(**parts) == fingerprint(**parts) != fingerprint(**other)
