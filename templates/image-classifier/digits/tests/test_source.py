"""The digits that arrive are those that scikit-learn ships, to the last bit."""

# YOURS: goes together with `source.py`, where the images come from a file of yours.

import numpy as np
from sklearn.datasets import load_digits

from portfolio_project.data import load


def test_the_images_are_the_bundled_ones_spread_to_bytes(finished):
    images, (X, y) = load(finished), load_digits(return_X_y=True)
    assert np.array_equal(images.y, y)
    assert np.array_equal(np.round(images.X.reshape(len(y), -1) * (16 / 255)), X)
    assert images.contract.data["sha256"] == images.sha256
    assert len(images.skipped) == 0
