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
        (r"^\[image\]", "[picture]", "'image.height' is missing: a whole number from 4"),
        (r"^width = .*", "", "'image.width' is missing"),
        (r"^width = ", "widht = ", "'image.widht' is not known; is 'image.width' meant?"),
        (r"^channels = \d", "channels = 4", "image.channels = 4 will not do: one of 1, 3"),
        (r"^height = \d+", "height = 2", "image.height = 2 will not do: a whole number from 4"),
        (r"^classes = .*", 'classes = ["one"]', "with 2 or more"),
        (r"^classes = .*", 'classes = ["one", "one"]', "without repetition"),
        (r'^by = "\w+"', 'by = "luck"', "split.by = 'luck' will not do: official"),
        (r'^by = "\w+".*', 'by = "group"', "group (with `group`)"),
        (r'^by = "\w+".*', 'by = "class"\ngroup = "["', "split.group = '[' will not do"),
        (r'^fit = "\w+"', 'fit = "stretch"', "one of crop, trim"),
        (r"^content = .*", 'content = ["weather"]', "shortcut.content = ['weather'] will not do"),
        (r"^\[data\]", "[data", "contract.toml cannot be read"),
    ],
)
def test_a_fault_of_the_contract_is_named(quick_project, capsys, pattern, text, message):
    rewrite(quick_project, pattern, text)
    assert main(["data"], quick_project) == 2
    assert message in capsys.readouterr().err


def test_all_faults_of_the_contract_are_told_at_once_with_their_lines(quick_project, capsys):
    path = quick_project.root / "data" / "contract.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    fit, by = (next(i for i, x in enumerate(lines) if x.startswith(key)) for key in ("fit", "by"))
    lines[fit], lines[by] = "fit = 3", 'by = ""'
    path.write_text("\n".join([*lines, "more = 1"]), encoding="utf-8")
    assert main(["data"], quick_project) == 2
    stderr = capsys.readouterr().err.splitlines()
    assert stderr[0] == "error: contract.toml cannot be used"
    starts = [line.split(": ")[0].strip() for line in stderr[1:]]
    assert starts == [f"line {n}" for n in (fit + 1, by + 1, len(lines) + 1)]


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
        ({"y": lambda y: y + 1}, "are labels of none of"),
        ({"y": lambda y: np.where(y == 0, 1, y)}, "classes with fewer than 5 images: "),
        ({"y": lambda y: np.where((y == 0) & (np.cumsum(y == 0) > 1), 1, y)}, "(1)"),
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
