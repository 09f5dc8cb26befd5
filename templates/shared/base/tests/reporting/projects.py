"""Copies of the project for tests to work in, and one in which everything has run."""

import hashlib
import re
import shutil

import pytest
from sample import FILES
from threadpoolctl import threadpool_limits

from portfolio_project.__main__ import main
from portfolio_project.reporting import style
from portfolio_project.reporting.project import Project


@pytest.fixture(autouse=True, scope="session")
def one_thread():
    """Fix the threads as the command line does."""
    with threadpool_limits(limits=1):
        yield


def copy_project(folder):
    """Copy what the owner wrote, without anything that was made from it."""
    here = Project.here()
    for name in ("pyproject.toml", "params.toml", "README.md"):
        shutil.copy(here.root / name, folder)
    for name in ("data", "docs"):
        shutil.copytree(here.root / name, folder / name, ignore=shutil.ignore_patterns("raw"))
    if (sample := here.root / "tests" / "data").is_dir():  # in the place of the owner's data
        shutil.copytree(sample, folder / "data", dirs_exist_ok=True)
    for name in map(str, here.params.get("data", {}).values()):  # folders that the owner named
        if (here.root / name).is_dir() and not (folder / name).exists() and ".." not in name:
            shutil.copytree(here.root / name, folder / name)
    contract = folder / "data" / "contract.toml"
    other = here.root / "tests" / "contract.toml"  # where tests leave the owner's data alone
    text = (other if other.exists() else contract).read_text(encoding="utf-8")
    for name, content in FILES.items():  # small files in the place of what would be downloaded
        (folder / "data" / "raw").mkdir(exist_ok=True)
        (folder / "data" / "raw" / name).write_bytes(content)
        sha256 = hashlib.sha256(content).hexdigest()
        text = re.sub(rf'"{re.escape(name)}" = ".*"', f'"{name}" = "{sha256}"', text)
        text = re.sub(r'(?m)^sha256 = ".*"', f'sha256 = "{sha256}"', text)
        text = re.sub(r"(?ms)^\[dialect.*?(?=^\[(?!dialect))", "", text)  # they are plain CSV
    contract.write_text(text, encoding="utf-8")
    return Project(folder)


def hurry(project, quick):
    """Set the numbers that only cost time to small values; by file, as `quick` in conftest.py."""
    for name, values in quick.items():
        path = project.root / name
        text = path.read_text(encoding="utf-8")
        for key, value in values.items():
            text = re.sub(rf"(?m)^{key} = \d+", f"{key} = {value}", text)
        path.write_text(text, encoding="utf-8")
    return project


@pytest.fixture
def copy_of_project(tmp_path):
    """A project to change and to break, with the full parameters."""
    return copy_project(tmp_path)


@pytest.fixture
def quick_project(tmp_path, monkeypatch, quick):
    """A project to change and to break, with quick parameters and without pictures."""
    # Drawing takes most of the time of a run, and what is drawn is seen in `finished`.
    monkeypatch.setattr(style, "draw", lambda *_: None)
    return hurry(copy_project(tmp_path), quick)


@pytest.fixture(scope="session")
def finished(tmp_path_factory, quick):
    """A project in which everything has run, with quick parameters; not to be changed."""
    project = hurry(copy_project(tmp_path_factory.mktemp("finished")), quick)
    assert main(["all"], project) in (0, 1)
    return project
