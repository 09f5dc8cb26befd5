"""``reports/run.json``: when, on what and how long it ran, which differs from run to run."""

import hashlib
import importlib
import json
import platform
import re
import subprocess
import time
from datetime import UTC, datetime
from importlib.metadata import distributions
from typing import Any

from .project import Project, read_toml, write_json


def write_run(project: Project, stage: str, start: float, **facts: Any) -> None:
    """Add a stage's volatile facts to ``reports/run.json``: time, duration, memory, versions.

    Parameters
    ----------
    project : Project
        Where to write.
    stage : str
        Key of the entry.
    start : float
        ``time.perf_counter()`` when the stage began.
    **facts
        More, as JSON values.
    """
    path = project.reports / "run.json"
    run = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    facts["finished"] = datetime.now(UTC).isoformat(timespec="seconds")
    facts["seconds"] = round(time.perf_counter() - start, 2)
    if platform.system() == "Linux":  # elsewhere the counter has other units, or does not exist
        usage = importlib.import_module("resource")
        facts["peak_memory_mb"] = round(usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024, 1)
    facts["models_sha256"] = models_sha256(project)
    command = "git rev-parse HEAD"  # through the shell, where a missing git is an empty answer
    head = subprocess.run(command, shell=True, check=False, cwd=project.root, capture_output=True)
    run |= {stage: facts, "git_commit": head.stdout.decode().strip() or None}
    about = read_toml(project.root / "pyproject.toml").get("project", {})
    requirements = about.get("dependencies", [])
    names = [re.split(r"[^\w.-]", line)[0] for line in requirements]
    run["environment"] = {d.name: d.version for n in names for d in distributions(name=n)}
    run["environment"] |= {"python": platform.python_version(), "system": platform.platform()}
    write_json(path, run)


def models_sha256(project: Project) -> str:
    """Hash what ``models/`` holds: what is served can then be compared with what was measured."""
    files = sorted(path for path in (project.root / "models").rglob("*") if path.is_file())
    each = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
    return hashlib.sha256(each).hexdigest()
