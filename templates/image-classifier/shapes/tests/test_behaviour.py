"""What anybody who knows shapes would expect of the served model, whatever its metrics are."""

# YOURS: the whole file, once the images are your own: what would anybody see at once?

import numpy as np
import pytest
from pictures import file_of
from PIL import Image, ImageDraw

from portfolio_project.contract import read_contract
from portfolio_project.decode import decode
from portfolio_project.predict import read_file, serve
from portfolio_project.reporting.project import Project
from portfolio_project.train import load_bundle

SHAPES = {
    "circle": lambda pen, ink: pen.ellipse((24, 24, 76, 76), fill=ink),
    "square": lambda pen, ink: pen.rectangle((27, 27, 73, 73), fill=ink),
    "triangle": lambda pen, ink: pen.polygon([(50, 14), (85, 70), (15, 70)], fill=ink),
}


@pytest.fixture(scope="module")
def say(served):
    """Give the answer for an image file."""
    if set(read_contract(Project.here()).classes) != set(SHAPES):
        pytest.skip("the images are your own: write what anybody would see at once in them")
    contract = read_contract(served)
    bundle = load_bundle(served, contract)

    def answer(content):
        return serve(bundle, contract, decode(content, contract.image)[0][None]).iloc[0]

    return answer


def drawn(name, ink=(230, 200, 40), ground=(40, 60, 90), kind="PNG", size=100):
    image = Image.new("RGB", (100, 100), ground)
    SHAPES[name](ImageDraw.Draw(image), ink)
    return file_of(image.resize((size, size)), kind)


def test_minimum_five_of_six_clear_shapes_are_recognised(say):
    colours = [((230, 200, 40), (40, 60, 90)), ((20, 20, 20), (220, 220, 220))]
    right = [say(drawn(name, *pair))["prediction"] == name for name in SHAPES for pair in colours]
    assert sum(right) >= 5  # of six; two would be chance


@pytest.mark.parametrize("name", SHAPES)
def test_invariance_format_and_size_of_the_file_change_little(say, name):
    before = say(drawn(name))["top"]
    for kind, size in (("BMP", 100), ("TIFF", 100), ("PNG", 200)):
        after = say(drawn(name, kind=kind, size=size))["top"]
        assert after.get(name, 0) == pytest.approx(before.get(name, 0), abs=0.15)


def test_direction_a_shape_that_fades_into_its_ground_is_less_sure(say):
    clear = np.mean([say(drawn(name))["probability"] for name in SHAPES])
    faint = np.mean([say(drawn(name, ink=(42, 62, 92)))["probability"] for name in SHAPES])
    assert faint < clear


@pytest.mark.usefixtures("say")
def test_the_example_is_a_circle(served):
    contract = read_contract(served)
    X = read_file(served.root / "data" / "example.png", contract)
    said = serve(load_bundle(served, contract), contract, X[None]).iloc[0]
    assert said["prediction"] == "circle"
    assert sum(said["top"].values()) == pytest.approx(1, abs=1e-5)
