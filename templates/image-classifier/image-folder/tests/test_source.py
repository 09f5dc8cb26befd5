"""A folder of images: whatever lies in it is read, named and skipped, or refused."""

import re
import shutil

import numpy as np
import pytest
from pictures import file_of, picture
from PIL import Image

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.split import split

RNG = np.random.default_rng(0)


def folder_of(project):
    return project.root / read_contract(project).source["folder"]


def photo(mode="RGB", size=(50, 40)):
    """Give an image of noise."""
    return Image.fromarray(RNG.integers(0, 256, (*size[::-1], 3)).astype(np.uint8)).convert(mode)


@pytest.fixture
def own(quick_project):
    """A small folder in the place of the example, with the classes of the contract."""
    folder = folder_of(quick_project)
    for name in read_contract(quick_project).classes:
        (folder / name).mkdir(parents=True)
        for i in range(20):
            (folder / name / f"{i}.png").write_bytes(file_of(photo()))
    return quick_project


def first_class(project):
    return folder_of(project) / read_contract(project).classes[0]


def test_every_kind_of_image_is_read(own, capsys):
    images = {
        "grey.png": file_of(photo("L")),
        "cmyk.jpg": file_of(photo("CMYK"), "JPEG"),
        "alpha.png": file_of(photo("RGBA")),
        "moving.gif": file_of(photo(), "GIF", save_all=True, append_images=[photo()]),
        "deep/inside/a folder/é.webp": file_of(photo(), "WEBP"),
        "wrong ending.txt": file_of(photo()),
    }
    for name, content in images.items():
        path = first_class(own) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert main(["data"], own) == 0
    assert "skipped" not in capsys.readouterr().out
    found = load(own)
    assert len(found.y) == 20 * len(read_contract(own).classes) + len(images)
    assert {tuple(size) for size in found.sizes} == {(50, 40)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"no image", "it is not a whole PNG"),
        (file_of(photo())[:2000], "it is not a whole PNG"),
        (file_of(photo(), "EPS"), "it is not a whole PNG"),
        (file_of(picture("L", (1, 1))), "a side has fewer than min_side"),
        (file_of(picture("1", (10_000, 10_000))), "it has more than max_pixels"),
    ],
    ids=["empty", "text", "cut off", "eps", "1x1", "10,000x10,000"],
)
def test_a_broken_file_is_named_and_skipped(own, capsys, content, reason):
    (first_class(own) / "bad.PNG").write_bytes(content)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini"):
        (first_class(own) / name).write_bytes(b"x")
    assert main(["data"], own) == 0
    name = read_contract(own).classes[0]
    out = capsys.readouterr().out
    assert re.search(f"data: skipped, because {reason}.*: {re.escape(name)}/bad.PNG\n", out)
    assert "Thumbs" not in out
    assert len(load(own).skipped) == 1


def test_skipped_files_are_grouped_by_what_is_wrong_and_counted(own, capsys):
    path = own.root / "data" / "contract.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("broken_share = 0.05", "broken_share = 0.5"), encoding="utf-8")
    for i in range(14):
        (first_class(own) / f"bad{i}.png").write_bytes(b"x" * (i > 6))
    assert main(["data"], own) == 0
    out = capsys.readouterr().out
    assert out.count("data: skipped") == 2
    assert out.count(" and 2 more") == 2


def refused(project, capsys):
    assert main(["data"], project) == 2
    return capsys.readouterr().err.splitlines()


def test_all_faults_of_a_folder_are_told_at_once(own, capsys):
    first, second, third, *_ = read_contract(own).classes
    (folder_of(own) / "hexagon").mkdir()
    for path in sorted((folder_of(own) / second).iterdir())[1:]:
        path.unlink()
    shutil.rmtree(folder_of(own) / third)
    for i in range(10):
        (first_class(own) / f"bad{i}.png").write_bytes(b"x")
    (first_class(own) / "empty.png").write_bytes(b"")
    message = refused(own, capsys)
    assert message[0].endswith("cannot be used")
    assert "not classes of data/contract.toml: hexagon" in message[1]
    assert f"fewer than 5 images in their folder: '{second}' (1); '{third}' (0)" in message[2]
    assert "files that cannot be read, 11 of 32, more than broken_share = 0.05" in message[3]
    assert f"{first}/bad4.png and 5 more; the file is empty: {first}/empty.png" in message[3]
    assert len(message) == 4


def test_empty_class_folders_are_named(own, capsys):
    for path in folder_of(own).rglob("*.png"):
        path.unlink()
    empty = "; ".join(f"'{name}' (0)" for name in read_contract(own).classes)
    assert empty in "".join(refused(own, capsys))


def test_order_divides_each_class_and_counts_as_people_do(own):
    for path in folder_of(own).rglob("*.png"):
        path.rename(path.with_name(f"shot{path.stem}.png"))
    contract = own.root / "data" / "contract.toml"
    text = contract.read_text(encoding="utf-8")
    contract.write_text(re.sub('(?m)^by = "\\w+"', 'by = "order"', text), encoding="utf-8")
    assert main(["data"], own) == 0
    images = load(own)
    first = [name for name in images.names if name.startswith(images.contract.classes[0])]
    assert [int(re.findall(r"\d+", name)[-1]) for name in first] == list(range(20))
    parts = split(images, own.params)
    for part in (parts.train, parts.val, parts.test):
        assert np.ptp(np.bincount(images.y[part])) <= 1


def test_a_folder_without_classes_is_refused(own, capsys):
    shutil.rmtree(folder_of(own))
    folder_of(own).mkdir()
    (folder_of(own) / "a.png").write_bytes(file_of(photo()))
    assert "has no folders: put each class in one of its own" in refused(own, capsys)[0]


def test_the_example_is_drawn_where_the_folder_is_not_there(quick_project):
    contract = read_contract(quick_project)
    assert main(["data"], quick_project) == 0
    counts = np.bincount(load(quick_project).y)
    assert counts.tolist() == [contract.source["example"]] * len(contract.classes)


def test_a_folder_that_is_not_there_is_named_where_no_example_is_wanted(quick_project, capsys):
    path = quick_project.root / "data" / "contract.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?m)^example = .*", "example = 0", text), encoding="utf-8")
    assert "is not there: put a folder for each class in it" in refused(quick_project, capsys)[0]
