"""What holds for any picture of one thing on dark ground, whatever the metrics are."""

# YOURS: the whole file, once the images are your own: what would anybody see at once?

import numpy as np
import pytest

from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.predict import read_file, serve
from portfolio_project.train import load_bundle


@pytest.fixture(scope="module")
def say(served):
    """Give the answer for an image of the contract's size."""
    contract = read_contract(served)
    bundle = load_bundle(served, contract)

    def answer(X):
        return serve(bundle, contract, X[None]).iloc[0]

    return answer


@pytest.fixture(scope="module")
def some(served):
    """Give ten images that trained."""
    images = load(served)
    return images.X[load_bundle(served, images.contract).parts.train[:10]]


def test_minimum_most_images_that_trained_are_recognised(served):
    images = load(served)
    bundle = load_bundle(served, images.contract)
    rows = bundle.parts.train[:200]
    said = serve(bundle, images.contract, images.X[rows])["prediction"]
    truth = [images.contract.classes[k] for k in images.y[rows]]
    assert (said == truth).mean() > 0.7


def test_invariance_a_speck_of_dust_changes_little(say, some):
    for image in some:
        dusty = image.copy()
        dusty[0, 0] = np.minimum(dusty[0, 0].astype(int) + 20, 255)
        assert say(dusty)["probability"] == pytest.approx(say(image)["probability"], abs=0.2)


def test_direction_faded_images_are_less_sure_on_the_whole(say, some):
    faint = [say((image * 0.15).astype(np.uint8))["probability"] for image in some]
    assert np.mean(faint) < np.mean([say(image)["probability"] for image in some])


def test_the_example_is_answered(served, say):
    contract = read_contract(served)
    X = read_file(served.root / "data" / "example.png", contract)
    assert X.shape == contract.shape
    assert say(X)["prediction"] in contract.classes
