"""Disturbances do what they say and no more; the saliency map finds what decides."""

from types import SimpleNamespace

import numpy as np
import pytest

from portfolio_project.robustness import disturb, measure
from portfolio_project.saliency import occlusion

X = np.random.default_rng(0).integers(60, 190, (20, 12, 12, 1)).astype(np.uint8)


def test_blur_keeps_the_mean_and_takes_the_detail():
    blurred = disturb(X, "blur", 1.0, 0)
    assert blurred.mean() == pytest.approx(X.mean(), abs=1)
    assert blurred.std() < 0.5 * X.std()


def test_blur_does_not_mix_images_or_channels():
    two = np.zeros((2, 9, 9, 3), np.uint8)
    two[0, :, :, 0] = 200
    blurred = disturb(two, "blur", 1.5, 0)
    assert np.array_equal(blurred, two)


def test_noise_has_the_strength_that_was_asked_for():
    changed = disturb(np.full_like(X, 128), "noise", 0.1, 0).astype(float) - 128
    assert changed.std() == pytest.approx(25.5, rel=0.05)
    assert np.array_equal(disturb(X, "noise", 0.1, 0), disturb(X, "noise", 0.1, 0))


def test_brightness_adds_and_stops_at_white():
    added = disturb(X, "brightness", 0.1, 0).astype(int) - X
    assert set(np.unique(added)) <= {25, 26}  # 25.5, rounded
    assert disturb(X, "brightness", 1.0, 0).min() == 255


def test_a_shift_moves_to_the_right_and_repeats_the_edge():
    moved = disturb(X, "shift", 3, 0)
    assert np.array_equal(moved[:, :, 3:], X[:, :, :-3])
    assert np.array_equal(moved[:, :, 0], X[:, :, 0])


class Corner:
    """Believes in class 1 as much as the upper left corner is bright."""

    def predict_log_proba(self, X):
        p = 0.1 + 0.8 * X[:, :4, :4].mean((1, 2, 3)) / 255
        return np.log(np.stack([1 - p, p], axis=1))


def test_the_saliency_map_points_at_what_decides():
    image = np.zeros((16, 16, 1), np.uint8)
    image[:4, :4] = 255
    falls = occlusion(Corner(), image, 1)
    assert falls.shape == (16, 16)
    assert falls[:4, :4].min() > 0
    assert np.abs(falls[8:, 8:]).max() == pytest.approx(0)


class Counting(Corner):
    """Counts the images that it is asked about."""

    asked = 0

    def predict_log_proba(self, X):
        self.asked += len(X)
        return super().predict_log_proba(X)


def test_what_is_known_of_the_images_as_they_are_is_not_asked_again():
    y = np.arange(20) % 2
    tiers = {name: SimpleNamespace(model=Counting()) for name in ("simple", "challenger")}
    known = {"simple": np.log(np.eye(2)[y] + 0.1), "challenger": np.log(np.eye(2)[1 - y] + 0.1)}
    held = SimpleNamespace(
        project=SimpleNamespace(params={"robustness": {"noise": [0.1], "shift": [1, 2]}}),
        bundle=SimpleNamespace(tiers=tiers),
        X=X,
        y=y,
        log_p=known,
        resampling={"seed": 0, "level": 0.95, "clusters": None, "resamples": 20},
    )
    found = measure(held)
    assert [tiers[name].model.asked for name in tiers] == [3 * len(X)] * 2
    for kind in ("noise", "shift"):
        assert [found[name, kind, 0]["value"] for name in tiers] == [1.0, 0.0]
