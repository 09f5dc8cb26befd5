"""A list of the images: what it does not name, or names otherwise, is refused in words."""

import re

import pytest
from pictures import file_of, noise
from PIL import Image

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.listing import write_list

FILE = "data/listed.csv"


def listed(project, write=True):
    """Name the images of a project in a list, which its contract has from now on."""
    contract = read_contract(project)
    folder = project.root / contract.source["folder"]
    if write:
        for k, name in enumerate(contract.classes):
            (folder / name / "deep").mkdir(parents=True)
            for i, image in enumerate(noise(8, seed=k, side=20)[0]):
                content = file_of(Image.fromarray(image[..., 0]))
                (folder / name / ("deep" if i % 2 else "") / f"{i}.png").write_bytes(content)
    sha256 = write_list(project.root, FILE, folder, contract.classes)
    path = project.root / "data" / "contract.toml"
    text = re.sub(r"(?m)^list.*\n", "", path.read_text(encoding="utf-8"))
    lines = f'[source]\nlist = "{FILE}"\nlist_sha256 = "{sha256}"'
    path.write_text(text.replace("[source]", lines, 1), encoding="utf-8")
    return folder


def test_the_images_of_a_list_are_read_whatever_a_system_leaves_beside_them(quick_project):
    folder = listed(quick_project)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert main(["data"], quick_project) == 0
    images = load(quick_project)
    assert len(images.y) == 8 * len(images.contract.classes)
    names = [name.partition("/")[0] for name in images.names]
    assert names == [images.contract.classes[y] for y in images.y]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda file, _: file.unlink(), "files of data/listed.csv that are not there: {}"),
        (
            lambda file, other: file.write_bytes(other.read_bytes()),
            "files that are not as data/listed.csv has them: {}",
        ),
        (
            lambda file, other: file.with_name("new.png").write_bytes(other.read_bytes()),
            "files that data/listed.csv does not name: ",
        ),
    ],
    ids=["gone", "changed", "added"],
)
def test_other_images_than_those_of_the_list_are_refused_by_name(
    quick_project, capsys, change, message
):
    folder = listed(quick_project)
    file, other = (folder / name / "0.png" for name in read_contract(quick_project).classes[:2])
    change(file, other)
    assert main(["data"], quick_project) == 2
    assert message.format(file.relative_to(folder).as_posix()) in capsys.readouterr().err


def test_a_list_that_was_changed_is_no_list(quick_project, capsys):
    listed(quick_project)
    path = quick_project.root / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("0.png", "9.png"), encoding="utf-8")
    assert main(["data"], quick_project) == 2
    assert "is not the list that data/contract.toml describes" in capsys.readouterr().err


def test_line_ends_change_no_list(quick_project):
    listed(quick_project)
    path = quick_project.root / FILE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["data"], quick_project) == 0


def test_taking_a_folder_writes_the_list_anew(quick_project):
    folder = listed(quick_project)
    (folder / read_contract(quick_project).classes[0] / "0.png").unlink()
    assert main(["data", "--folder", str(folder)], quick_project) == 0
    assert len(load(quick_project).y) == 8 * len(read_contract(quick_project).classes) - 1
    assert "0.png" in (quick_project.root / FILE).read_text(encoding="utf-8")
