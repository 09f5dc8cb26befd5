"""What anybody would expect of the served model, whatever the images show."""

# YOURS: add what anybody would see at once in your images, such as one that must never be wrong.

import io

import pytest
from PIL import Image

from portfolio_project.contract import read_contract
from portfolio_project.decode import decode
from portfolio_project.predict import serve
from portfolio_project.train import load_bundle


@pytest.fixture(scope="module")
def say(served):
    """Give the answer for an image in a format."""
    contract = read_contract(served)
    bundle = load_bundle(served, contract)

    def answer(image, kind="PNG"):
        content = io.BytesIO()
        image.save(content, kind)
        return serve(bundle, contract, decode(content.getvalue(), contract.image)[0][None]).iloc[0]

    return answer


@pytest.fixture(scope="module")
def example(served):
    with Image.open(served.root / "data" / "example.png") as image:
        return image.convert("RGB")


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "GIF"])
def test_the_format_of_the_file_changes_little(say, example, kind):
    few = example.quantize(64).convert("RGB")  # a GIF has few colours
    before, after = say(few)["top"], say(few, kind)["top"]
    assert after == pytest.approx(before, abs=0.02)


def test_the_size_of_the_file_changes_little(say, example):
    double = example.resize((2 * example.width, 2 * example.height), Image.Resampling.NEAREST)
    before, after = say(example)["top"], say(double)["top"]
    assert after == pytest.approx(before, abs=0.02)


def test_the_probabilities_are_those_of_classes(say, example, served):
    top = say(example)["top"]
    assert set(top) <= set(read_contract(served).classes)
    assert 0 < sum(top.values()) <= 1 + 1e-6
