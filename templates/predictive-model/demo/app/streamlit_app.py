"""A page to try the served model: examples, results and limits.

    streamlit run app/streamlit_app.py

It starts as it is on Streamlit Community Cloud or in a Hugging Face Space: where there is no model
yet, it trains one first, which takes less than a minute.
"""

import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

# A host that installs app/requirements.txt does not install the package.
sys.path.insert(0, str(Path(__file__).absolute().parents[1] / "src"))

from portfolio_project import task
from portfolio_project.data import Table, load
from portfolio_project.decision import predict_tier
from portfolio_project.explain import contributions
from portfolio_project.predict import serve, to_rows
from portfolio_project.reporting.page import lay_out
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.rows import check_rows
from portfolio_project.reporting.tiers import (
    Bundle,
    load_bundle,
)

EXAMPLES = 6  # rows of the test part to start from, from the lowest prediction to the highest


@st.cache_resource
def loaded(root: str) -> tuple[Table, Bundle]:
    """Load the data and the model."""
    project = Project(Path(root))
    return load(project), load_bundle(project)


def examples(table: Table, bundle: Bundle) -> list[int]:
    """Choose test rows whose predictions are far apart, so that some of them are in doubt."""
    test = bundle.parts.test
    p = predict_tier(bundle.tiers[bundle.served], table.X.iloc[test]).reshape(len(test), -1)[:, 0]
    nearest = [np.abs(p - x).argmin() for x in np.linspace(p.min(), p.max(), EXAMPLES)]
    return [int(test[i]) for i in dict.fromkeys(nearest)]


def show_prediction(project: Project) -> None:
    """Let a record be chosen, changed and predicted."""
    table, bundle = loaded(str(project.root))
    shown = examples(table, bundle)
    example = st.selectbox(
        "Start from a case of the test part",
        shown,
        len(shown) // 2,
        format_func=lambda row: f"case {table.ids[row]}",
    )
    record = {}
    with st.expander("Change its values", expanded=len(table.X.columns) <= 12):
        columns = st.columns(3)
        for i, column in enumerate(table.contract.role("feature")):
            value, key = table.X[column.name].iloc[example], f"{example}/{column.name}"
            area = columns[i % 3]
            empty = bool(pd.isna(value))
            if column.kind == "category":
                start = None if empty else column.levels.index(str(value))
                record[column.name] = area.selectbox(
                    column.name, column.levels, start, help=column.meaning, key=key
                )
            elif column.kind == "date":
                start = "" if empty else value.isoformat()
                record[column.name] = area.text_input(
                    column.name, start, help=column.meaning, key=key
                )
            else:
                ends = [float(end) if math.isfinite(end) else None for end in column.range]
                record[column.name] = area.number_input(
                    column.name,
                    *ends,
                    None if empty else float(value),
                    format="%.4f",
                    help=column.meaning,
                    key=key,
                )
    row = to_rows([record], table.contract)
    answer = serve(bundle, table.contract, row).iloc[0]
    for area, (name, value) in zip(st.columns(len(answer)), answer.items(), strict=True):
        area.metric(
            str(name).replace("_", " "), value if isinstance(value, str) else f"{value:.3f}"
        )
    truth = task.decode(table.y[example], table.contract.target)
    st.caption(f"The case as it was measured turned out as: {truth}.")
    X = check_rows(row, table.contract.role("feature"))
    changes = contributions(bundle.tiers[bundle.served], X, bundle.extra)
    st.subheader("What moved this prediction")
    st.caption(
        "Change of the prediction when the model does not know the field; they do not add up."
    )
    top = pd.Series(changes).head(8).rename_axis("field").reset_index(name="change")
    st.bar_chart(top, x="field", y="change", horizontal=True, sort=False, height=340)


lay_out("Try it", ":bar_chart:", show_prediction)
