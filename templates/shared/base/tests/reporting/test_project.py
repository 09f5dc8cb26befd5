"""The project is the one of the current folder; its files are read as any editor writes them."""

import io
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from portfolio_project.reporting.project import (
    InputError,
    Project,
    read_record,
    read_toml,
)

PACKAGE = Path(sys.modules[Project.__module__].__file__).parents[1]
ASK = f"import {PACKAGE.name}.reporting.project as p; print(p.Project.here().root)"


def test_no_message_holds_what_a_terminal_would_obey():
    error = InputError("column 'a\x1b[31m\x9b\u202eb' is not here\nnor é")
    assert str(error) == r"column 'a\x1b[31m\x9b\u202eb' is not here" + "\nnor é"


def second(folder):
    """Copy what makes a folder a project: the code, and the parameters."""
    shutil.copytree(PACKAGE, folder / "src" / PACKAGE.name)
    shutil.copy(Project.here().root / "params.toml", folder)
    return folder


def here(cwd, code):
    """Ask an interpreter that runs in one folder, and has the code of another, which it is."""
    env = {**os.environ, "PYTHONPATH": str(code)}
    command = [sys.executable, "-c", ASK]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("inside", ["", "data/raw"])
def test_the_project_is_found_from_anywhere_in_it_and_from_outside(tmp_path, inside):
    root = second(tmp_path / "one")
    (root / inside).mkdir(parents=True, exist_ok=True)
    for cwd in (root / inside, tmp_path):
        assert Path(here(cwd, root / "src").stdout.strip()).samefile(root)


def test_another_copy_than_the_one_whose_code_runs_is_refused(tmp_path):
    """As in a second worktree: it would train in the first, and write over its reports."""
    first, other = second(tmp_path / "one"), second(tmp_path / "one" / "worktrees" / "other")
    result = here(other, first / "src").stderr
    assert f"the code that runs is that of {first}, not of {other}" in result
    assert Path(here(other, other / "src").stdout.strip()).samefile(other)


def test_an_installed_package_works_in_the_current_folder(tmp_path):
    """As in a container, to which only the parameters were copied."""
    installed = tmp_path / "lib" / "python" / "site-packages"
    shutil.copytree(PACKAGE, installed / PACKAGE.name)
    work = tmp_path / "work"
    work.mkdir()
    assert "params.toml is not here" in here(work, installed).stderr
    shutil.copy(Project.here().root / "params.toml", work)
    assert Path(here(work, installed).stdout.strip()).samefile(work)


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path, monkeypatch):
    """Editors on Windows write one."""
    toml, record = tmp_path / "a.toml", tmp_path / "a.json"
    toml.write_text("seed = 1\n", encoding="utf-8-sig")
    record.write_text('{"a": "é"}\n', encoding="utf-8-sig")
    monkeypatch.setattr("sys.stdin", io.StringIO(record.read_text(encoding="utf-8")))
    assert read_toml(toml) == {"seed": 1}
    assert read_record(record) == read_record("-") == {"a": "é"}
    toml.write_bytes(b"\xff\xfe[")
    with pytest.raises(InputError, match="cannot be read"):
        read_toml(toml)


@pytest.fixture
def run(monkeypatch):
    """Run the command line as a shell does, with the help that needs no model."""

    def run(stdout):
        monkeypatch.setattr("sys.argv", ["", "--help"])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
        monkeypatch.setattr("sys.stdout", stdout)
        monkeypatch.delitem(sys.modules, f"{PACKAGE.name}.__main__")  # it runs once more
        with pytest.raises(SystemExit) as ended:
            runpy.run_module(PACKAGE.name, run_name="__main__")
        return ended.value.code

    return run


def test_what_is_printed_is_utf_8_whatever_a_pipe_has(run):
    """Pipes of Windows have an encoding that lacks most letters."""
    pipe = io.BytesIO()
    stdout = io.TextIOWrapper(pipe, encoding="cp1252")
    assert run(stdout) == 0
    print("京 →", end="", file=stdout, flush=True)
    assert pipe.getvalue().decode("utf-8").endswith("京 →")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows end otherwise")
def test_a_reader_that_has_seen_enough_is_no_fault(run):
    end, start = os.pipe()
    os.close(end)
    with os.fdopen(start, "w") as stdout:  # closing it writes what is left, as at the end of a run
        assert run(stdout) == 0


def test_an_owner_may_ask_for_no_gate(tmp_path):
    (tmp_path / "params.toml").write_text("seed = 1", encoding="utf-8")
    assert Project(tmp_path).params == {"seed": 1, "gates": {}}
