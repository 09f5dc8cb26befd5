"""The ``check`` command: do the committed numbers still hold? A fresh run in a temporary folder says."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from . import data, evaluate, train
from .project import Project
from .report import git

TOLERANCE = 1e-6  # the last digits may differ between machines
COPIED = ("pyproject.toml", "params.toml", "data", "docs")


def check(project: Project) -> int:
    """Run everything again elsewhere and compare with the committed ``reports/metrics.json``.

    Returns
    -------
    int
        0 when the numbers hold, or when none are committed (which is said); 1 otherwise.
    """
    committed = git(project, "show", "HEAD:./reports/metrics.json")
    if committed is None:
        print("check: skipped, because no reports/metrics.json is committed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            source = project.root / name
            copy: Any = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, Path(folder) / name)
        fresh = Project(Path(folder))
        data.prepare(fresh)
        train.train(fresh)
        evaluate.evaluate(fresh)
        measured = json.loads((fresh.reports / "metrics.json").read_text(encoding="utf-8"))
    changed = differences(json.loads(committed), measured)
    for line in changed:
        print(f"check: {line}")
    print("check: the committed metrics " + ("do not hold" if changed else "hold"))
    return 1 if changed else 0


def differences(old: Any, new: Any, path: str = "metrics") -> list[str]:
    """List where two JSON values differ, numbers by more than ``TOLERANCE`` of their size."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = sorted(old.keys() | new.keys())
        return [
            line for key in keys for line in differences(old.get(key), new.get(key), f"{path}.{key}")
        ]
    if isinstance(old, int | float) and isinstance(new, int | float):
        same = abs(old - new) <= TOLERANCE * max(1.0, abs(old))
    else:
        same = bool(old == new)
    return [] if same else [f"{path} was {old!r} and is {new!r}"]
