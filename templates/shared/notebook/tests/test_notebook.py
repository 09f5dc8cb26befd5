"""The notebook runs from its first cell to its last, and is kept without what it printed."""

import sys
from pathlib import Path

import pytest

from portfolio_project.reporting.project import Project

nbformat = pytest.importorskip("nbformat", reason="the extra `notebook` is not installed")
ipython = pytest.importorskip("IPython", reason="the extra `notebook` is not installed")

PATH = Path(__file__).parents[1] / "notebooks" / "exploration.ipynb"


def test_every_cell_runs(finished, tmp_path, monkeypatch, capsys):
    """In this process, on a project in which everything is in place."""
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setattr(Project, "here", classmethod(lambda _: finished))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # which a shell replaces
    shell = ipython.InteractiveShell()
    for cell in nbformat.read(PATH, as_version=4).cells:
        if cell.cell_type == "code":
            shell.run_cell(cell.source).raise_error()
    assert "train" in capsys.readouterr().out


def test_it_is_kept_without_outputs():
    for cell in nbformat.read(PATH, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
