"""What every demo shows besides its own page: the measured result, and its limits."""

import json

import streamlit as st

from portfolio_project import report
from portfolio_project.metrics import HEADLINE
from portfolio_project.project import Project


def show_results(project: Project) -> None:
    """Show the measured result, the same as in the README."""
    result = json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))
    if result["data"]["synthetic"]:
        st.warning("SYNTHETIC data: no number here says anything about the world.")
    failed = [name for name, gate in result["gates"].items() if not gate["passed"]]
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
