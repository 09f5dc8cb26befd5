"""How much of the network's accuracy is luck: it is fitted from several seeds, and that is said."""

import json

import numpy as np
import pytest

from portfolio_project.data import load
from portfolio_project.model import load as load_network
from portfolio_project.model import weights_path
from portfolio_project.seeds import (
    MANY,
    SLICE,
    seeds,
    summary,
)
from portfolio_project.train import load_bundle


def metrics(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("images", "found"), [(MANY, [7, 8, 9]), (MANY + 1, [7])])
def test_one_seed_is_enough_for_many_images(images, found):
    assert seeds({"seed": 7, "network": {"seeds": 3}}, images) == found


def test_the_table_holds_the_accuracy_of_each_further_seed(finished):
    images = load(finished)
    bundle = load_bundle(finished, images.contract, images)
    X, y = (values[bundle.parts.test] for values in (images.X, images.y))
    slices = {n: part for n, part in metrics(finished)["slices"].items() if n.startswith(SLICE)}
    assert [f"{SLICE}{seed}" for seed in seeds(finished.params, len(images.y))[1:]] == list(slices)
    challenger = bundle.tiers["challenger"]
    for name, part in slices.items():
        path = weights_path(finished, int(name.removeprefix(SLICE)))
        network = load_network(path, images.contract, challenger.settings)
        said = network.predict_log_proba(X)
        assert part["metrics"]["accuracy"]["value"] == pytest.approx((said.argmax(1) == y).mean())
        assert not np.array_equal(said, challenger.model.predict_log_proba(X))


def result(*accuracies):
    first, *others = ({"metrics": {"accuracy": {"value": value}}} for value in accuracies)
    slices = {f"{SLICE}{i}": other for i, other in enumerate(others)}
    return {"models": {"challenger": first}, "slices": slices}


def test_the_spread_is_said_or_why_it_is_not_known():
    assert "3 seeds" in summary(result(0.95, 0.93, 0.96), 1000)
    assert "between 0.930 and 0.960" in summary(result(0.95, 0.93, 0.96), 1000)
    assert "`seeds` is 1" in summary(result(0.95), 1000)
    assert f"more than {MANY:,} images" in summary(result(0.95), MANY + 1)
