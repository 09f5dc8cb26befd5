"""The calibration error by hand and at its limits, and bins that hold every unit once."""

import numpy as np
import pandas as pd
import pytest

from portfolio_project.reporting.calibration import (
    bin_of,
    bins,
    draw_calibration,
    ece,
)


@pytest.mark.parametrize(
    ("p", "hits", "expected"),
    [
        ([0.95, 0.95], [1, 1], 0.05),
        ([1.0, 1.0], [0, 0], 1.0),
        ([0.5, 0.5], [1, 0], 0.0),
        ([0.9, 0.8, 0.35, 0.1], [1, 0, 1, 0], (0.1 + 0.8 + 0.65 + 0.1) / 4),
    ],
)
def test_by_hand(p, hits, expected):
    found = ece(np.array(hits), np.array(p), np.ones((1, len(p))))
    assert found[0] == pytest.approx(expected)


def test_weights_count_units():
    rng = np.random.default_rng(0)
    p, hits, counts = rng.uniform(size=30), rng.integers(0, 2, 30), rng.integers(0, 4, 30)
    again = np.repeat(np.arange(30), counts)
    whole = ece(hits[again], p[again], np.ones((1, len(again))))
    assert ece(hits, p, counts[None].astype(float)) == pytest.approx(whole)


def test_probabilities_that_come_true_have_a_small_error_and_surer_ones_a_large_one():
    rng = np.random.default_rng(1)
    p, ones = rng.uniform(size=20_000), np.ones((1, 20_000))
    hits = rng.uniform(size=20_000) < p
    assert ece(hits, p, ones) < 0.02
    assert ece(hits, np.where(p > 0.5, 1, 0.0), ones) > 0.2


def test_bins_hold_every_unit_once():
    p = np.array([0.0, 0.05, 0.1, 0.95, 1.0])
    assert bin_of(p).sum() == 5
    found = bins(np.array([0, 0, 1, 1, 1]), p, 0.95)
    assert {name: b["n"] for name, b in found.items()} == {"00": 2, "01": 1, "09": 2}


@pytest.mark.parametrize("names", [["one"], ["one", "other"]])
def test_a_panel_is_drawn_for_each(copy_of_project, names):
    seen = np.array([0, 1, 1]), np.array([0.1, 0.6, 0.9]), "C0"
    draw_calibration(copy_of_project, dict.fromkeys(names, seen), "side", ("p", "share"))
    data = pd.read_csv(copy_of_project.reports / "figures" / "calibration.csv")
    assert list(data["side"].unique()) == names
    assert data["n"].sum() == 3 * len(names)


def test_without_a_unit_it_is_undefined():
    assert np.isnan(ece(np.array([]), np.array([]), np.ones((1, 0))))
