"""The end of ``evaluate``: everything that was measured is written, and said in one line."""

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from . import card, gates, report, run
from .project import Project, write_json, write_text


def publish(
    project: Project,
    result: dict[str, Any],
    headline: dict[str, str],
    figures: list[tuple[str, str]],
    blocks: dict[str, list[str]],
    start: float,
    **facts: Any,
) -> bool:
    """Write metrics.json, the README's blocks, MODEL_CARD.md and run.json, and print the verdict.

    Everything is made before anything is written, so that a fault leaves no half of a report.

    Parameters
    ----------
    project : Project
        Where to write.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics of the first table, with their names for people.
    figures : list of (str, str)
        Names of the README's figures, and the texts for those who cannot see them: the first for
        the first screen, the others for the error analysis.
    blocks : dict of str to list of str
        Paragraphs for further blocks of the README, by name; ``findings`` is the error analysis,
        as sentences made from this run.
    start : float
        ``time.perf_counter()`` when the stage began.
    **facts
        More for run.json.

    Returns
    -------
    bool
        Whether no leak check and none of the owner's gates failed. A model that is not worth having
        is a result, and no failure of the run.
    """
    summary, failed = report.verdict(result, headline), gates.failed(result["gates"])
    files = {"MODEL_CARD.md": card.card(project, result, headline)}
    files |= report.readme(project, result, headline, figures, blocks)
    for name, text in files.items():
        write_text(project.root / name, text)
    write_json(project.reports / "metrics.json", result)
    run.write_run(project, "evaluate", start, **facts)
    print(f"evaluate: {summary.replace('**', '').replace('`', '')}")
    if other := card.subject(project, result):
        print(f"evaluate: docs/model-card.md is about {other}: MODEL_CARD.md leaves its words out")
    print("evaluate:", f"gates failed: {', '.join(failed)}" if failed else "no gate failed")
    return not failed


def milliseconds(answer: Callable[[Any], object], requests: Iterable[Any]) -> dict[str, float]:
    """Time single answers, one after the other: median and 95th percentile."""
    marks = [time.perf_counter()]
    for request in requests:
        answer(request)
        marks.append(time.perf_counter())
    taken = 1000 * np.diff(marks)
    return {f"p{q}": round(float(np.percentile(taken, q)), 3) for q in (50, 95)}
