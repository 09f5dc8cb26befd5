"""A page to try the served model: a user or a few liked items, results and limits.

    streamlit run app/streamlit_app.py

It starts as it is on Streamlit Community Cloud or in a Hugging Face Space: where there is no model
yet, it trains one first, which takes less than a minute.
"""

import sys
from pathlib import Path

import pandas as pd
import streamlit as st

# A host that installs app/requirements.txt does not install the package.
sys.path.insert(0, str(Path(__file__).absolute().parents[1] / "src"))

from tabs import show_limits, show_results

from portfolio_project.__main__ import main
from portfolio_project.card import markdown
from portfolio_project.predict import serve
from portfolio_project.project import (
    InputError,
    Project,
    read_toml,
)
from portfolio_project.recommender import Recommender
from portfolio_project.train import (
    load_bundle,
    model_path,
)

USERS = 200  # names to choose from


@st.cache_resource(show_spinner="Putting the data in place and training, about a minute ...")
def prepared(root: str) -> tuple[Project, Recommender]:
    """Load the served model, making whatever is not there yet."""
    project = Project(Path(root))
    if not (project.reports / "metrics.json").exists():
        main(["all"], project)
    elif not model_path(project).exists():
        main(["data"], project)
        main(["train"], project)
    bundle = load_bundle(project)
    return project, bundle.tiers[bundle.served].model


def show_recommendations(model: Recommender) -> None:
    """Let a user or liked items be chosen, and recommend."""
    how = st.radio("Recommend to", ["a user", "somebody who liked ..."], horizontal=True)
    if how == "a user":
        user = st.selectbox("User", [*map(str, model.users[:USERS]), "somebody new"])
        request = {"user": user}
        taken = model.items[model.catalogue[model.histories([user]).indices]]
        st.caption(f"took {len(taken)} items: {', '.join(map(str, taken[:8]))} ...")
    else:
        names = [str(name) for name in model.items[model.catalogue]]
        request = {"liked": st.multiselect("Liked items", names, default=names[3:5])}
    reply = serve(model, request, st.slider("How many", 1, 20, 10))
    if reply["basis"] == "popularity":
        st.info("Nothing is known about this user: this is what is popular.")
    rows = [
        {"item": x["item"], "because you liked": x["because"] or "", "score": x["score"]}
        for x in reply["items"]
    ]
    st.dataframe(pd.DataFrame(rows, index=range(1, len(rows) + 1)), width="stretch")


def page() -> None:
    """Lay out the page."""
    st.set_page_config(page_title="Demo", layout="centered")
    try:
        project, model = prepared(str(Project.here().root))
    except InputError as error:
        st.error(str(error))
        return
    about = read_toml(project.root / "pyproject.toml")["project"]
    st.title(markdown(about["description"]))
    recommended, results, limits = st.tabs(["Recommendations", "Results", "Limits"])
    with recommended:
        show_recommendations(model)
    with results:
        show_results(project)
    with limits:
        show_limits(project)


page()
