"""What every demo has besides a tab of its own: the page, the measured result, and its limits."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from portfolio_project.__main__ import main
from portfolio_project.metrics import HEADLINE
from portfolio_project.reporting import leakage, report
from portfolio_project.reporting.card import (
    about,
    markdown,
)
from portfolio_project.reporting.project import (
    InputError,
    Project,
)
from portfolio_project.reporting.tiers import model_path


@st.cache_resource(show_spinner="Putting the data in place, and training where need be ...")
def ready(root: str) -> Project:
    """Make whatever is not there yet, as on a host that has just got the repository.

    Returns
    -------
    Project
        The project, or a copy of it where the host does not let us write.

    Raises
    ------
    InputError
        When it cannot be made; the next visit tries again, since only a success is cached.
    """
    project = writable(Project(Path(root)))
    if not (project.reports / "metrics.json").exists():
        stages = ["all"]
    else:
        stages = ["data"] if model_path(project).exists() else ["data", "train"]
    if any(main([stage], project) > 1 for stage in stages):  # 1: a gate failed, which is shown
        raise InputError("there is nothing to show: the terminal, or the host's log, says why")
    return project


def writable(project: Project) -> Project:
    """Give the project, or a copy of all but its code where one may not write into it."""
    folders = [project.root / name for name in ("data", "docs", "models", "reports")]
    if all(os.access(p, os.W_OK) for p in (project.root, *folders) if p.exists()):
        return project
    copy = Path(tempfile.mkdtemp())
    for path in [*project.root.iterdir(), *(p for folder in folders for p in folder.rglob("*"))]:
        if path.is_file():
            target = copy / path.relative_to(project.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return Project(copy)


def lay_out(label: str, icon: str, show_own: Callable[[Project], None]) -> None:
    """Lay out the page: a tab to try the served model, then the result and its limits."""
    project = Project.here()
    title = about(project)["title"]
    st.set_page_config(page_title=" ".join(title.split()), page_icon=icon)
    st.title(markdown(title))
    try:
        project = ready(str(project.root))
    except InputError as error:
        st.error(str(error))
        return
    own, results, limits = st.tabs([label, "Results", "Limits"])
    with own:
        try:
            show_own(project)
        except InputError as error:
            st.error(str(error))
    with results:
        show_results(project)
    with limits:
        show_limits(project)


def show_results(project: Project) -> None:
    """Show the measured result, the same as in the README."""
    result = json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))
    if result["data"]["synthetic"]:
        st.warning("SYNTHETIC data: no number here says anything about the world.")
    failed = [name for name, gate in result["gates"].items() if leakage.fails(gate)]
    if failed:
        st.error(f"Gates failed: {', '.join(failed)}. Do not rely on this model.")
    st.markdown(report.results_table(result, HEADLINE))
    st.markdown(report.verdict(result, HEADLINE))
    for picture in sorted((project.reports / "figures").glob("*.png")):
        if not picture.stem.endswith("-dark"):
            st.image(str(picture), width="stretch")


def show_limits(project: Project) -> None:
    """Show the model card, which says what the model is not for."""
    card = (project.root / "MODEL_CARD.md").read_text(encoding="utf-8")
    st.markdown("## Intended use" + card.partition("## Intended use")[2])
