"""The notebook runs from its first cell to its last, and is kept without what it printed."""

import os
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="the extra `notebook` is not installed")
nbclient = pytest.importorskip("nbclient", reason="the extra `notebook` is not installed")

PATH = Path(__file__).parents[1] / "notebooks" / "exploration.ipynb"


def test_every_cell_runs(finished):
    notebook = nbformat.read(PATH, as_version=4)
    for cell in notebook.cells:  # a copy of the project, in which everything is in place
        here = f"Project(__import__('pathlib').Path({str(finished.root)!r}))"
        cell.source = cell.source.replace("Project.here()", here)
    path = os.pathsep.join([str(Path(__file__).parents[1] / "src"), *filter(None, sys.path)])
    client = nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3")
    client.execute(env={**os.environ, "PYTHONPATH": path, "MPLBACKEND": "agg"})
    texts = [
        output.get("text", "") for cell in notebook.cells for output in cell.get("outputs", [])
    ]
    assert any("train" in text for text in texts)


def test_it_is_kept_without_outputs():
    for cell in nbformat.read(PATH, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
