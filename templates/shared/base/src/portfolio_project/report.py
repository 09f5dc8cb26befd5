"""Writing what was measured: the run's facts, and the blocks of the README between markers.

A block is what stands between ``<!-- result:start -->`` and ``<!-- result:end -->``; everything
else in the README is the owner's and is never touched.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from .project import Project, write_json, write_text

LIBRARIES = ("numpy", "pandas", "scikit-learn", "matplotlib")


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
    run[stage] = {
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - start, 2),
        "peak_memory_mb": _peak_memory(),
        **facts,
    }
    run["environment"] = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        **{name: version(name) for name in LIBRARIES},
    }
    run["git_commit"] = git(project, "rev-parse", "HEAD")
    write_json(path, run)


def git(project: Project, *arguments: str) -> str | None:
    """Ask git; None where there is no git, no repository or no such thing."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=project.root, capture_output=True, encoding="utf-8", check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def fill_readme(
    project: Project, result: dict[str, Any], headline: dict[str, str], figure: dict[str, str]
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
    figure : dict of str to str
        ``name`` and ``alt`` text of the figure to show.
    """
    path = project.root / "README.md"
    name, alt = figure["name"], figure["alt"]
    n, unit = result["data"]["n"]["test"], result["interval"]["unit"]
    percent = round(100 * result["interval"]["level"])
    picture = (
        "<picture>\n"
        f'  <source media="(prefers-color-scheme: dark)" srcset="reports/figures/{name}-dark.png">\n'
        f'  <img src="reports/figures/{name}.png" alt="{alt}">\n'
        "</picture>"
    )
    count = f"Measured on {n} test {unit}s that took no part in training; {percent} % intervals."
    blocks = {
        "result": [results_table(result, headline), verdict(result, headline), count, picture],
        "full": [*full_results(result)],
    }
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for block, paragraphs in blocks.items():
        start, end = f"<!-- {block}:start -->", f"<!-- {block}:end -->"
        body = "\n\n".join([start, *paragraphs, end])
        text = re.sub(f"{start}.*?{end}", lambda _, body=body: body, text, flags=re.DOTALL)
    if text:
        write_text(path, text)


def results_table(result: dict[str, Any], metrics: dict[str, str]) -> str:
    """Make a Markdown table: a row for each tier, a column for each metric."""
    lines = ["| | " + " | ".join(metrics.values()) + " |", "|---|" + "---:|" * len(metrics)]
    for tier, model in result["models"].items():
        cells = [cell(model["metrics"][metric]) for metric in metrics]
        served = " **(served)**" if tier == result["served"] else ""
        name = model["name"].split("(")[0]
        lines.append(f"| {tier}: `{name}`{served} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def full_results(result: dict[str, Any]) -> list[str]:
    """Make the README's complete tables: every metric, slices, leak checks and gates."""
    tiers = list(result["models"])
    lines = ["| metric | " + " | ".join(tiers) + " |", "|---|" + "---:|" * len(tiers)]
    for metric in result["models"]["selected"]["metrics"]:
        cells = [cell(result["models"][tier]["metrics"][metric]) for tier in tiers]
        lines.append(f"| {metric} | " + " | ".join(cells) + " |")
    found = [f"| `{name}` | {facts['n']} | {_metrics(facts)} |" for name, facts in result["slices"].items()]
    checks = [_check(name, facts) for name, facts in (result["leakage"] | result["gates"]).items()]
    return [
        "\n".join(lines),
        f"The {result['served']} tier on slices of the test part:",
        "\n".join(["| slice | n | |", "|---|---:|---|", *found]),
        "Leak checks, then gates:",
        "\n".join(["| check | observed | must be | |", "|---|---:|---|---|", *checks]),
    ]


def verdict(result: dict[str, Any], names: dict[str, str]) -> str:
    """Say in words whether the selected model is worth having, without dressing it up."""
    primary, models = result["primary_metric"], result["models"]
    said = []
    for other in ("trivial", "simple"):
        gap = result["comparison"][f"selected_vs_{other}"]
        sign = 1 if primary["higher_is_better"] else -1
        low, high = sorted(sign * gap[end] for end in ("ci_low", "ci_high"))
        word = "beats" if low > 0 else "loses to" if high < 0 else "cannot be told apart from"
        numbers = f"{gap['diff']:+.3g} [{gap['ci_low']:+.3g}, {gap['ci_high']:+.3g}]"
        said.append(f"{word} the {other} one (difference {numbers})")
    metric = names.get(primary["name"], primary["name"])
    served = models[result["served"]]["name"].split("(")[0]
    return (
        f"In {metric}, the selected model {' and '.join(said)}. "
        f"Validation chose the {result['served']} tier, `{served}`, to be served."
    )


def cell(measured: dict[str, float | None]) -> str:
    """Write a value with its interval, to three significant digits and never fewer than whole."""
    if measured["value"] is None:
        return "undefined"
    low, high = (_short(measured[end]) for end in ("ci_low", "ci_high"))
    return f"{_short(measured['value'])} [{low}, {high}]"


def _short(value: float | None) -> str:
    if value is None:
        return "?"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _metrics(facts: dict[str, Any]) -> str:
    return ", ".join(f"{name} {cell(measured)}" for name, measured in facts["metrics"].items())


def _check(name: str, facts: dict[str, Any]) -> str:
    observed = "undefined" if facts["observed"] is None else f"{facts['observed']:.6g}"
    passed = "passed" if facts["passed"] else "**failed**"
    return f"| {name} | {observed} | {facts['op']} {facts['threshold']:.10g} | {passed} |"


def _peak_memory() -> float | None:
    """Peak resident memory of this process in MB; None on Windows, which has no such counter."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)
