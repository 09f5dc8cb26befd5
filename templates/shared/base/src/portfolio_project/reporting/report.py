"""Writing what was measured: the run's facts, and the blocks of the README between markers.

A block is what stands between ``<!-- result:start -->`` and ``<!-- result:end -->``; everything
else in the README is the owner's and is never touched.
"""

import hashlib
import importlib
import json
import platform
import re
import subprocess
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import distributions
from typing import Any

from ..project import Project, read_toml, write_json, write_text

TIERS = ("trivial", "simple", "challenger")
HELD_OUT = {"user": "by events that took no part in training"}  # where the units themselves did


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
    asked = subprocess.run(command, shell=True, check=False, cwd=project.root, capture_output=True)
    run |= {stage: facts, "git_commit": asked.stdout.decode().strip() or None}
    asked_for = read_toml(project.root / "pyproject.toml")["project"]["dependencies"]
    names = [re.split(r"[^\w.-]", line)[0] for line in asked_for]
    run["environment"] = {d.name: d.version for n in names for d in distributions(name=n)}
    run["environment"] |= {"python": platform.python_version(), "system": platform.platform()}
    write_json(path, run)


def models_sha256(project: Project) -> str:
    """Hash what ``models/`` holds, so that what is served can be held against what was measured."""
    files = sorted(path for path in (project.root / "models").rglob("*") if path.is_file())
    each = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)
    return hashlib.sha256(each).hexdigest()


def fill_readme(
    project: Project, result: dict[str, Any], headline: dict[str, str], figure: str, alt: str
) -> None:
    """Put the measured result into the README's blocks, where it has them.

    Parameters
    ----------
    project : Project
        Where the README is.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics of the first table, with their names for people.
    figure, alt : str
        Name of the figure to show, and the text for those who cannot see it.
    """
    n, how, source = result["data"]["n"], result["interval"], f"reports/figures/{figure}"
    apart = HELD_OUT.get(how["unit"], "that took no part in training")
    count = f"Measured on {n['test']} test {how['unit']}s {apart}"
    picture = f"""<picture>
  <source media="(prefers-color-scheme: dark)" srcset="{source}-dark.png">
  <img src="{source}.png" alt="{alt}">
</picture>"""
    over = f" over {how['clustered_by']}s" if "clustered_by" in how else ""
    said = f"{verdict(result, headline)} {count}; {how['level']:.0%} bootstrap intervals{over}."
    first = [results_table(result, headline), said, picture]
    fill_blocks(project, {"result": first, "full": full_results(result)})


def fill_blocks(project: Project, blocks: dict[str, list[str]]) -> None:
    """Put the paragraphs of each block between its markers, where the README has them."""
    path = project.root / "README.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for block, paragraphs in blocks.items():
        start, end = f"<!-- {block}:start -->", f"<!-- {block}:end -->"
        before, marker, rest = text.partition(start)
        if marker and end in rest:
            text = before + "\n\n".join([start, *paragraphs, end]) + rest.partition(end)[2]
    if text:
        write_text(path, text)


def table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    """Make a Markdown table; the first column is text, the others are set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def results_table(result: dict[str, Any], metrics: dict[str, str]) -> str:
    """Make the short table: a row for each tier, a column for each headline metric."""
    rows = []
    for tier in TIERS:
        model, served = result["models"][tier], " **(served)**" * (tier == result["served"])
        name = f"{tier}: `{model['name'].split('(')[0]}`{served}"
        rows.append([name, *[cell(model["metrics"][metric]) for metric in metrics]])
    return table(["", *metrics.values()], rows)


def full_results(result: dict[str, Any]) -> list[str]:
    """Make the complete tables: every metric, slices, leak checks and gates."""
    models = [result["models"][tier]["metrics"] for tier in TIERS]
    every = [[name, *[cell(model[name]) for model in models]] for name in models[0]]
    sliced, checks = [], []
    for name, part in result["slices"].items():
        measured = ", ".join(f"{metric} {cell(x)}" for metric, x in part["metrics"].items())
        sliced.append([name, str(part["n"]), measured])
    for name, found in (result["leakage"] | result["gates"]).items():
        passed = "yes" if found["passed"] else "**no**"
        checks.append([name, str(found["observed"]), f"{found['op']} {found['threshold']}", passed])
    return [
        table(["metric", *TIERS], every),
        f"Slices of the test part, under the served tier ({result['served']}):",
        table(["slice", "n", "metrics"], sliced),
        "Leak checks, then gates:",
        table(["check", "observed", "must be", "passed"], checks),
    ]


def verdict(result: dict[str, Any], names: dict[str, str]) -> str:
    """Say in words whether the challenger is worth having; a defeat is called a defeat."""
    primary, said = result["primary_metric"], []
    for other in ("trivial", "simple"):
        gap = result["comparison"][f"challenger_vs_{other}"]
        sign = 1 if primary["higher_is_better"] else -1
        low, high = sorted(sign * gap[end] for end in ("ci_low", "ci_high"))
        word = "beats" if low > 0 else "loses to" if high < 0 else "cannot be told apart from"
        numbers = f"{gap['diff']:+.3g} [{gap['ci_low']:+.3g}, {gap['ci_high']:+.3g}]"
        said.append(f"{word} the {other} one (difference {numbers})")
    chosen = f"Validation chose the {result['served']} tier to be served."
    return f"In {names[primary['name']]}, the challenger {' and '.join(said)}. {chosen}"


def cell(measured: dict[str, float | None]) -> str:
    """Write a value with its interval, all with as many decimals as the largest deserves."""
    numbers = [measured[key] for key in ("value", "ci_low", "ci_high")]
    size = max((abs(number) for number in numbers if number is not None), default=0.0)
    decimals = 0 if size >= 1000 else 1 if size >= 10 else 3
    value, low, high = ("undefined" if x is None else f"{x:,.{decimals}f}" for x in numbers)
    return f"{value} [{low},\u00a0{high}]"
