"""A page to try the served model: draw or upload an image; results and limits.

    streamlit run app/streamlit_app.py

It starts as it is on Streamlit Community Cloud or in a Hugging Face Space: where there is no model
yet, it trains one first.
"""

import base64
import sys
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.components.v1 import declare_component

# A host that installs app/requirements.txt does not install the package.
sys.path.insert(0, str(Path(__file__).absolute().parents[1] / "src"))

from tabs import show_limits, show_results

from portfolio_project.__main__ import main
from portfolio_project.card import markdown
from portfolio_project.data import Images, load
from portfolio_project.decode import Pixels, decode
from portfolio_project.predict import serve
from portfolio_project.project import (
    InputError,
    Project,
    read_toml,
)
from portfolio_project.saliency import occlusion
from portfolio_project.train import (
    Bundle,
    bundle_path,
    load_bundle,
)

EXAMPLES = 12  # images of the test part to start from
SHOWN = 200  # pixels of an image on the page

canvas = declare_component("canvas", path=str(Path(__file__).absolute().parent / "canvas"))


@st.cache_resource(show_spinner="Putting the images in place and training, some minutes ...")
def prepared(root: str) -> tuple[Project, Images, Bundle]:
    """Load the model and the images, making whatever is not there yet."""
    project = Project(Path(root))
    if not (project.reports / "metrics.json").exists():
        main(["all"], project)
    else:
        main(["data"], project)
        if not bundle_path(project).exists():
            main(["train"], project)
    images = load(project)
    return project, images, load_bundle(project, images.contract)


def chosen(images: Images, bundle: Bundle) -> tuple[Pixels | None, str]:
    """Let an image be taken from the test part, drawn or uploaded; give it and what it is."""
    rule = images.contract.image
    ways = ["An image of the test part", "Upload", *["Draw"] * (rule["fit"] == "trim")]
    way, content = st.radio("Start from", ways, horizontal=True), None
    if way == "Upload":
        file = st.file_uploader("An image of any format that Pillow reads")
        content = file.getvalue() if file else None
    elif way == "Draw":
        drawn = canvas(key="canvas", default=None)
        content = base64.b64decode(drawn.partition(",")[2]) if drawn else None
    else:
        test = bundle.parts.test  # of every class, where they lie in its order
        rows = list(test[:: max(1, len(test) // EXAMPLES)][:EXAMPLES])
        row = st.selectbox("Image", rows, format_func=lambda row: str(images.names[row]))
        return images.X[row], f"It is {images.contract.classes[images.y[row]]}."
    return (decode(content, rule)[0], "") if content is not None else (None, "")


def show_prediction(images: Images, bundle: Bundle) -> None:
    """Answer the chosen image, and show where the model looks."""
    try:
        X, truth = chosen(images, bundle)
    except InputError as error:
        st.error(str(error))
        return
    if X is None:
        st.info("Nothing to look at yet.")
        return
    said = serve(bundle, images.contract, X[None]).iloc[0]
    picture, words = st.columns([1, 2])
    picture.image(X.squeeze(), width=SHOWN, caption="what the model sees")
    words.metric("answer", said["prediction"] if said["sure"] else "not sure")
    threshold = bundle.tiers[bundle.served].decision.threshold
    probability = f"{said['prediction']} with probability {said['probability']:.3f}"
    asked = f"below {threshold:.3f} a person is asked" if threshold else "nobody is ever asked"
    words.caption(f"{probability}; {asked}. {truth}")
    top = pd.Series(said["top"]).rename_axis("class").reset_index(name="probability")
    words.bar_chart(top, x="class", y="probability", horizontal=True, sort=False, height=160)
    model, label = bundle.tiers[bundle.served].model, said["prediction"]
    falls = occlusion(model, X, images.contract.classes.index(label))
    strong = falls.clip(0) / max(falls.max(), 1e-9)
    picture.image(strong, width=SHOWN, caption="bright: hiding it makes the answer less sure")


def page() -> None:
    """Lay out the page."""
    project = Project.here()
    title = read_toml(project.root / "pyproject.toml")["project"]["description"]
    st.set_page_config(page_title=" ".join(title.split()), page_icon=":mag:")
    st.title(markdown(title))
    project, images, bundle = prepared(str(project.root))
    attempt, results, limits = st.tabs(["Try it", "Results", "Limits"])
    with attempt:
        show_prediction(images, bundle)
    with results:
        show_results(project)
    with limits:
        show_limits(project)


page()
