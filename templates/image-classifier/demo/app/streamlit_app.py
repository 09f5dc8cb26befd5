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

from portfolio_project.data import Images, load
from portfolio_project.decode import Pixels, decode
from portfolio_project.predict import serve
from portfolio_project.reporting.page import lay_out
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import Bundle
from portfolio_project.saliency import occlusion
from portfolio_project.train import load_bundle

EXAMPLES = 12  # images of the test part to start from
ENDINGS = ["png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff"]  # of what is read
SHOWN = 200  # pixels of an image on the page

canvas = declare_component("canvas", path=str(Path(__file__).absolute().parent / "canvas"))


@st.cache_resource
def loaded(root: str) -> tuple[Images, Bundle]:
    """Load the images and the model."""
    project = Project(Path(root))
    images = load(project)
    return images, load_bundle(project, images.contract)


def chosen(images: Images, bundle: Bundle) -> tuple[Pixels | None, str]:
    """Let an image be taken from the test part, drawn or uploaded; give it and what it is."""
    rule = images.contract.image
    ways = ["An image of the test part", "Upload", *["Draw"] * (rule["fit"] == "trim")]
    way, content = st.radio("Start from", ways, horizontal=True), None
    if way == "Upload":
        file = st.file_uploader("An image", type=ENDINGS)
        content = file.getvalue() if file else None
    elif way == "Draw":
        drawn = canvas(key="canvas", default=None)
        content = base64.b64decode(drawn.partition(",")[2]) if drawn else None
    else:
        test = bundle.parts.test  # of every class, where they lie in its order
        rows = list(test[:: max(1, len(test) // EXAMPLES)][:EXAMPLES])
        st.image(
            [images.X[row].squeeze() for row in rows], [str(i + 1) for i in range(len(rows))], 64
        )
        row = st.selectbox(
            "Image", rows, format_func=lambda row: f"{rows.index(row) + 1}: {images.names[row]}"
        )
        return images.X[row], f"It is {images.contract.classes[images.y[row]]}."
    return (decode(content, rule)[0], "") if content is not None else (None, "")


def show_prediction(project: Project) -> None:
    """Answer the chosen image, and show where the model looks."""
    images, bundle = loaded(str(project.root))
    X, truth = chosen(images, bundle)
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


lay_out("Try it", ":mag:", show_prediction)
