"""A folder of the owner's is taken as it is: nothing has to be edited."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.own import choose_size, set_value
from portfolio_project.reporting.project import (
    InputError,
    read_record,
)

RNG = np.random.default_rng(0)


def image_of(record):
    return Image.open(io.BytesIO(base64.b64decode(record["image"])))


def laid_out(folder, size=(50, 40)):
    """Lay out images as people have them: names of cameras, a file of the system, deep folders."""
    for name in ("Ähre 1", 'so-called "weed"', "back\\slash"):
        (folder / name / "2024").mkdir(parents=True)
        for i in range(12):
            image = Image.fromarray(RNG.integers(0, 256, (*size[::-1], 3)).astype(np.uint8))
            tags = Image.Exif()
            tags[0x010E] = "taken at home"
            file = folder / name / ("2024" if i % 2 else "") / f"IMG_{i}.JPG"
            image.save(file, "JPEG", exif=tags)
        (folder / name / "Thumbs.db").write_bytes(b"\0")
    for name in (".git", "__MACOSX"):  # left behind by tools
        (folder / name).mkdir()
    return folder


def test_a_folder_is_taken_without_an_edit(quick_project, tmp_path):
    folder = laid_out(tmp_path / "plants")
    before = (quick_project.root / "data" / "contract.toml").read_text(encoding="utf-8")
    assert main(["data", "--folder", str(folder)], quick_project) == 0
    contract, images = read_contract(quick_project), load(quick_project)
    assert contract.classes == sorted(["Ähre 1", 'so-called "weed"', "back\\slash"])
    assert (contract.data["name"], contract.data["synthetic"]) == ("plants", False)
    assert images.X.shape == (36, 32, 32, 3)
    assert main(["data"], quick_project) == 0  # from now on it is the contract's
    shown = Image.open(quick_project.root / "data" / "example.png")
    assert (shown.size, shown.getexif()) == ((32, 32), {})
    assert np.array_equal(
        image_of(read_record(quick_project.root / "data" / "example.json")), shown
    )
    after = (quick_project.root / "data" / "contract.toml").read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize("folders", [0, 1])
def test_a_folder_without_classes_is_refused_and_changes_nothing(
    quick_project, tmp_path, folders, capsys
):
    folder = tmp_path / "plants"
    (folder / "one" if folders else folder).mkdir(parents=True)
    before = read_contract(quick_project)
    assert main(["data", "--folder", str(folder)], quick_project) == 2
    assert f"holds {folders} folders: put the images of each class" in capsys.readouterr().err
    assert read_contract(quick_project) == before


def test_a_folder_that_is_not_there_or_holds_no_image_is_refused(quick_project, tmp_path, capsys):
    assert main(["data", "--folder", str(tmp_path / "none")], quick_project) == 2
    assert "is not a folder" in capsys.readouterr().err
    for name in ("a", "b"):
        (tmp_path / "texts" / name).mkdir(parents=True)
        (tmp_path / "texts" / name / "read.me").write_text("no image", encoding="utf-8")
    assert main(["data", "--folder", str(tmp_path / "texts")], quick_project) == 2
    assert "no image in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([(28, 20)] * 3, (20, 28)),  # as they are
        ([(28, 20), (40, 30)], (32, 32)),
        ([(200, 90), (100, 70), (64, 64)], (64, 64)),
        ([(4000, 3000), (640, 480)], (128, 128)),
    ],
)
def test_the_size_fits_most_images(sizes, found):
    assert choose_size(np.array(sizes)) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('classes = ["a"] # the names', "classes = NEW # the names"),
        ('classes = ["C#", "a]b"]', "classes = NEW"),
        ('classes = [\n  \'it is\', # one\n  "b\\"#",\n] # two', "classes = NEW # two"),
        ("classes=[]", "classes=NEW"),
        ('classes = "a # b" # c', "classes = NEW # c"),
        ("classes = 64        # pixels", "classes = NEW        # pixels"),
        ("# classes = 1\nclasses = false", "# classes = 1\nclasses = NEW"),
    ],
)
def test_a_value_is_replaced_whole_and_nothing_else(line, found):
    assert set_value(f"x = 1\n{line}\ny = 2\n", "classes", "NEW") == f"x = 1\n{found}\ny = 2\n"


def test_a_key_that_was_taken_out_is_asked_for():
    with pytest.raises(InputError, match="has no `classes`: add a line `classes = 3`"):
        set_value("x = 1\n", "classes", "3")
