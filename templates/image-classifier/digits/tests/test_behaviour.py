"""What anybody who reads would expect of the served model, whatever its metrics are."""

# YOURS: the whole file, once the images are your own: what would anybody see at once?

import numpy as np
import pytest
from PIL import Image, ImageDraw

from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.decode import decode
from portfolio_project.predict import read_file, serve
from portfolio_project.train import load_bundle

from pictures import file_of  # isort: skip

STROKES = {  # on a page of 100 x 100
    "0": [(50, 15), (30, 30), (28, 60), (40, 85), (60, 85), (72, 60), (70, 30), (50, 15)],
    "1": [(40, 25), (52, 15), (52, 85)],
    "7": [(28, 18), (72, 18), (48, 85)],
}


@pytest.fixture(scope="module")
def say(served):
    """Give the answer for an image of the contract's size."""
    contract = read_contract(served)
    bundle = load_bundle(served, contract)

    def answer(X):
        return serve(bundle, contract, X[None]).iloc[0]

    return answer


@pytest.fixture(scope="module")
def typical(served):
    """Give the mean image of each digit."""
    images = load(served)
    return {k: images.X[images.y == k].mean(0).round().astype(np.uint8) for k in range(10)}


def test_minimum_the_mean_image_of_each_digit_is_that_digit(say, typical):
    said = [say(typical[k])["prediction"] for k in range(10)]
    assert sum(said[k] == str(k) for k in range(10)) >= 9


def written(points, ink, paper):
    page = Image.new("L", (100, 100), paper)
    ImageDraw.Draw(page).line(points, fill=ink, width=12, joint="curve")
    return file_of(page)


@pytest.mark.parametrize("digit", STROKES)
def test_minimum_a_drawn_digit_is_read(say, served, digit):
    X, _ = decode(written(STROKES[digit], 255, 0), read_contract(served).image)
    assert say(X)["prediction"] == digit


def test_invariance_bright_on_dark_is_dark_on_bright(served):
    rule = read_contract(served).image
    bright, dark = (decode(written(STROKES["7"], *ink), rule)[0] for ink in ((255, 0), (0, 255)))
    assert np.abs(bright.astype(int) - dark).max() <= 1


def test_invariance_a_speck_of_dust_changes_little(say, typical):
    dusty = typical[3].copy()
    dusty[0, 0] += 30
    before, after = say(typical[3]), say(dusty)
    assert before["prediction"] == after["prediction"] == "3"
    assert after["probability"] == pytest.approx(before["probability"], abs=0.1)


def test_direction_a_fading_digit_is_less_sure_than_a_clear_one(say, typical):
    faint = (typical[4] * 0.1).astype(np.uint8)
    assert say(faint)["probability"] < say(typical[4])["probability"]


def test_an_empty_page_is_no_sure_digit(say):
    assert not say(np.zeros((8, 8, 1), np.uint8))["sure"]


@pytest.mark.parametrize("name", ["example.png", "example.json"])
def test_the_example_is_a_four_of_the_test_part_and_read(served, say, name):
    X = read_file(served.root / "data" / name, read_contract(served))
    assert np.array_equal(X, load(served).X[-358])
    assert say(X)["prediction"] == "4"


def test_the_hard_one_is_an_eight_that_may_pass_for_a_four(served, say):
    X = read_file(served.root / "data" / "hard.png", read_contract(served))
    assert np.array_equal(X, load(served).X[-3])
    assert {"4", "8"} & set(say(X)["top"])
