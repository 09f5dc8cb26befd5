"""Writing what was measured: the run's facts, and the blocks of the README between markers.

A block is what stands between ``<!-- result:start -->`` and ``<!-- result:end -->``; everything
else in the README is the owner's and is never touched.
"""

import json
import platform
import subprocess
import sys
import time
from collections.abc import Iterable
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
    facts["finished"] = datetime.now(UTC).isoformat(timespec="seconds")
    facts["seconds"] = round(time.perf_counter() - start, 2)
    facts["peak_memory_mb"] = _peak_memory()
    system = {"python": platform.python_version(), "system": platform.platform(terse=True)}
    run |= {stage: facts, "git_commit": _commit(project)}
    run["environment"] = system | {name: version(name) for name in LIBRARIES}
    write_json(path, run)


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
    interval, source = result["interval"], f"reports/figures/{figure}"
    count = (
        f"Measured on {result['data']['n']['test']} test {interval['unit']}s that took no part in "
        f"training; in brackets {interval['level']:.0%} bootstrap intervals."
    )
    picture = (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{source}-dark.png">\n'
        f'  <img src="{source}.png" alt="{alt}">\n</picture>'
    )
    first = [results_table(result, headline), verdict(result, headline), count, picture]
    path = project.root / "README.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for block, paragraphs in {"result": first, "full": full_results(result)}.items():
        start, end = f"<!-- {block}:start -->", f"<!-- {block}:end -->"
        before, marker, rest = text.partition(start)
        if marker and end in rest:
            text = before + "\n\n".join([start, *paragraphs, end]) + rest.partition(end)[2]
    if text:
        write_text(path, text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Make a Markdown table; the first column is text, the others are set to the right."""
    head = list(head)
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def results_table(result: dict[str, Any], metrics: dict[str, str]) -> str:
    """Make the short table: a row for each tier, a column for each headline metric."""
    rows = []
    for tier, model in result["models"].items():
        served = " **(served)**" if tier == result["served"] else ""
        name = f"{tier}: `{model['name'].split('(')[0]}`{served}"
        rows.append([name, *[cell(model["metrics"][metric]) for metric in metrics]])
    return table(["", *metrics.values()], rows)


def full_results(result: dict[str, Any]) -> list[str]:
    """Make the complete tables: every metric, slices, leak checks and gates."""
    models, slices = result["models"], result["slices"].items()
    every = [
        [m, *[cell(models[t]["metrics"][m]) for t in models]] for m in models["simple"]["metrics"]
    ]
    sliced = list(next(iter(result["slices"].values()), {"metrics": {}})["metrics"])
    groups = [[f"`{s}`", str(f["n"]), *[cell(f["metrics"][m]) for m in sliced]] for s, f in slices]
    checks = [
        [
            name,
            str(c["observed"]),
            f"{c['op']} {c['threshold']}",
            "yes" if c["passed"] else "**no**",
        ]
        for name, c in (result["leakage"] | result["gates"]).items()
    ]
    return [
        table(["metric", *models], every),
        f"Slices of the test part, under the served tier ({result['served']}):",
        table(["slice", "n", *sliced], groups),
        "Leak checks, then gates:",
        table(["check", "observed", "must be", "passed"], checks),
    ]


def verdict(result: dict[str, Any], names: dict[str, str]) -> str:
    """Say in words whether the selected model is worth having; a defeat is called a defeat."""
    primary, said = result["primary_metric"], []
    for other in ("trivial", "simple"):
        gap = result["comparison"][f"selected_vs_{other}"]
        sign = 1 if primary["higher_is_better"] else -1
        low, high = sorted(sign * gap[end] for end in ("ci_low", "ci_high"))
        word = "beats" if low > 0 else "loses to" if high < 0 else "cannot be told apart from"
        numbers = f"{gap['diff']:+.3g} [{gap['ci_low']:+.3g}, {gap['ci_high']:+.3g}]"
        said.append(f"{word} the {other} one (difference {numbers})")
    served = result["models"][result["served"]]["name"].split("(")[0]
    return (
        f"In {names[primary['name']]}, the selected model {' and '.join(said)}. "
        f"Validation chose the {result['served']} tier, `{served}`, to be served."
    )


def cell(measured: dict[str, float | None]) -> str:
    """Write a value with its interval, all with as many decimals as the largest deserves."""
    numbers = [measured[key] for key in ("value", "ci_low", "ci_high")]
    size = max((abs(number) for number in numbers if number is not None), default=0.0)
    decimals = 0 if size >= 1000 else 1 if size >= 10 else 3
    value, low, high = ("undefined" if x is None else f"{x:,.{decimals}f}" for x in numbers)
    return f"{value} [{low}, {high}]"


def _commit(project: Project) -> str | None:
    """Last commit; None where there is no git, no repository or no commit."""
    try:
        command = ["git", "rev-parse", "HEAD"]
        done = subprocess.run(command, cwd=project.root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8").strip()


def _peak_memory() -> float | None:
    """Peak resident memory of this process in MB; None on Windows, which has no such counter."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 (there is no such module on Windows)

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)
