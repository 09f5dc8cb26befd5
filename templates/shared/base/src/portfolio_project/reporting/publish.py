"""The end of ``evaluate``: everything that was measured is written, and said in one line."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..project import Project, write_json
from . import card, report


def publish(
    project: Project,
    result: dict[str, Any],
    headline: dict[str, str],
    figure: tuple[str, str],
    start: float,
    **facts: Any,
) -> bool:
    """Write metrics.json, the README's blocks, MODEL_CARD.md and run.json, and print the verdict.

    Parameters
    ----------
    project : Project
        Where to write.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics of the first table, with their names for people.
    figure : tuple of str
        Name of the README's figure, and the text for those who cannot see it.
    start : float
        ``time.perf_counter()`` when the stage began.
    **facts
        More for run.json.

    Returns
    -------
    bool
        Whether every gate passed.
    """
    write_json(project.reports / "metrics.json", result)
    report.fill_readme(project, result, headline, *figure)
    card.write(project, result, headline)
    report.write_run(project, "evaluate", start, **facts)
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
    print(f"evaluate: {report.verdict(result, headline)}")
    print("evaluate:", f"gates failed: {', '.join(failed)}" if failed else "all gates passed")
    return not failed


def milliseconds(answer: Callable[[Any], object], requests: Iterable[Any]) -> dict[str, float]:
    """Time single answers, one after the other: median and 95th percentile."""
    marks = [time.perf_counter()]
    for request in requests:
        answer(request)
        marks.append(time.perf_counter())
    taken = 1000 * np.diff(marks)
    return {f"p{q}": round(float(np.percentile(taken, q)), 3) for q in (50, 95)}
