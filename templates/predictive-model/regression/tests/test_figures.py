"""The figures of a predicted quantity."""

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from portfolio_project import figures


@pytest.mark.parametrize(("n", "dense"), [(figures.DOTS, False), (figures.DOTS + 1, True)])
def test_too_many_points_are_drawn_as_their_density(n, dense):
    axes, points = Figure().subplots(), np.random.default_rng(0).normal(size=(2, n))
    figures.cloud(axes, *points, "C0")
    assert any(isinstance(each, PolyCollection) for each in axes.collections) == dense
    assert bool(axes.lines) != dense
