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

from portfolio_project.contract import read_contract
from portfolio_project.data import NEEDS
from portfolio_project.predict import serve
from portfolio_project.recommender import Recommender
from portfolio_project.reporting.page import lay_out
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import load_bundle

USERS = 200  # names to choose from


@st.cache_resource
def loaded(root: str) -> Recommender:
    """Load the served model."""
    bundle = load_bundle(Project(Path(root)))
    return bundle.tiers[bundle.served].model


def show_recommendations(project: Project) -> None:
    """Let a user or liked items be chosen, and recommend."""
    model = loaded(str(project.root))
    mode = st.radio("Recommend to", ["a user", "somebody who liked ..."], horizontal=True)
    if mode == "a user":
        names = [*map(str, model.users[:USERS]), "somebody new"]
        people = read_contract(project, NEEDS).role("user")[0].personal
        shown = [f"user {place}" for place in range(1, len(names))] + names[-1:]
        shown = shown if people else names
        user = names[shown.index(st.selectbox("User", shown))]
        request = {"user": user}
        taken = model.items[model.catalogue[model.rows([user], model.seen).indices]]
        st.caption(f"took {len(taken)} items: {', '.join(map(str, taken[:8]))} ...")
    else:
        names = [str(name) for name in model.items[model.catalogue]]
        some = st.multiselect("Liked items", names, default=names[3:5])
        request = {"liked": some} if some else {"user": "somebody new"}
    reply = serve(model, request | {"n": st.slider("How many", 1, 20, 10)})
    if reply["basis"] == "popularity":
        st.info("Nothing is known about this user: this is what is popular.")
    rows = [
        {"item": x["item"], "because you liked": x["because"] or "", "score": x["score"]}
        for x in reply["items"]
    ]
    st.dataframe(pd.DataFrame(rows, index=range(1, len(rows) + 1)), width="stretch")


lay_out("Recommendations", ":star:", show_recommendations)
