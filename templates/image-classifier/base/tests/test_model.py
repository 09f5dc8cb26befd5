"""Models against images whose only right answer is known, and against themselves."""

import io
import itertools
import math

import numpy as np
import pytest
from pictures import make_images, noise, stripes

from portfolio_project import baseline, metrics, model
from portfolio_project.architectures import available
from portfolio_project.contract import read_contract
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.split import Split
from portfolio_project.steps import progress, rate_at

HOW = {
    "width": 8,
    "dropout": 0.0,
    "epochs": 30,
    "patience": 30,
    "batch": 32,
    "learning_rate": 0.01,
    "weight_decay": 0.0,
    "label_smoothing": 0.0,
    "shift": 0,
}


def fit(images, train, val, **config):
    """Fit a small network; give it and what its losses were."""
    settings = {name: (HOW | config)[name] for name in ("learning_rate", "width", "dropout")}
    return model.fit(images, Split(train, val, val, "class", {}), settings, HOW | config, seed=1)


def accuracy(fitted, X, y):
    p = np.exp(fitted.predict_log_proba(X))
    return float(metrics.accuracy(y, p, np.ones((1, len(y))))[0])


@pytest.fixture(scope="module")
def taught():
    """A network that has seen lying and standing stripes."""
    X, y = stripes(400)
    rows = np.arange(400)
    return fit(make_images(X, y), rows[:300], rows[300:])


def test_one_batch_is_learned_by_heart():
    X, y = noise(16, classes=4)
    rows = np.arange(16)
    network, history = fit(make_images(X, y), rows, rows, epochs=60, patience=60, batch=16)
    assert history[-1]["train_loss"] < 0.01
    assert accuracy(network, X, y) == 1


def test_two_separable_patterns_are_told_apart_without_error(taught):
    X, y = stripes(300, seed=7)
    assert accuracy(taught[0], X, y) == 1


def test_labels_at_random_are_not_learned():
    X, y = noise(700, classes=4)
    rows = np.arange(700)
    network, _ = fit(make_images(X, y), rows[:300], rows[300:400], epochs=5)
    wide = 3 * math.sqrt(0.25 * 0.75 / 300)
    assert accuracy(network, X[400:], y[400:]) == pytest.approx(0.25, abs=wide)


def test_the_linear_model_finds_what_is_linear_and_not_more():
    X, _ = noise(2000)
    two = X[:, [2, 5], [2, 5], 0].astype(int)
    added, crossed = (two.sum(1) > 255).astype(int), ((two > 127).sum(1) == 1).astype(int)
    for y, least, most in ((added, 0.9, 1), (crossed, 0, 0.6)):
        linear = baseline.simple().fit(X[:1500], y[:1500])
        assert least < accuracy(linear, X[1500:], y[1500:]) < most


def test_the_majority_says_the_same_of_every_image():
    X, _ = noise(100)
    majority = baseline.trivial().fit(X, np.repeat([0, 1], [60, 40]))
    assert np.exp(majority.predict_log_proba(X)) == pytest.approx(np.tile([0.6, 0.4], (100, 1)))


def test_fit_twice_and_save_and_load_are_equal(tmp_path):
    X, y = stripes(100)
    images, rows = make_images(X, y), np.arange(100)
    (first, one), (again, two) = (fit(images, rows, rows, epochs=2) for _ in range(2))
    assert one == two
    log_p = first.predict_log_proba(X)
    assert np.array_equal(log_p, again.predict_log_proba(X))
    path = tmp_path / model.FILE
    first.save(path)
    settings = {"learning_rate": 0.01, "width": 8, "dropout": 0.0}
    assert np.array_equal(log_p, model.load(path, images.contract, settings).predict_log_proba(X))


def test_weights_of_another_network_are_refused(taught, tmp_path):
    X, y = stripes(20)
    path = tmp_path / model.FILE
    taught[0].save(path)
    other = {"learning_rate": 0.01, "width": 4, "dropout": 0.0}
    for content in (path.read_bytes(), b"", b"cos\nsystem\n(S'true'\ntR."):
        path.write_bytes(content)
        with pytest.raises(InputError, match="does not fit"):
            model.load(path, make_images(X, y).contract, other)


def test_an_answer_does_not_depend_on_the_others_in_the_batch(taught):
    X, _ = stripes(30)
    alone = np.concatenate([taught[0].predict_log_proba(X[[i]]) for i in range(30)])
    assert alone == pytest.approx(taught[0].predict_log_proba(X), abs=1e-5)


def test_probabilities_sum_to_one(taught):
    X, _ = noise(50)
    assert np.exp(taught[0].predict_log_proba(X)).sum(1) == pytest.approx(np.ones(50))


def test_it_stops_when_validation_does_not_improve_and_keeps_the_best_epoch():
    X, y = noise(120, classes=2)
    rows = np.arange(120)
    images = make_images(X, y)
    network, history = fit(images, rows[:60], rows[60:], epochs=60, patience=3)
    losses = [epoch["val_loss"] for epoch in history]
    assert len(history) < 60
    assert len(history) == int(np.argmin(losses)) + 1 + 3
    kept = metrics.log_loss(y[60:], np.exp(network.predict_log_proba(X[60:])), np.ones((1, 60)))
    assert kept == pytest.approx(min(losses), abs=1e-4)


@pytest.mark.parametrize(("side", "channels"), [(8, 1), (13, 3), (28, 1), (48, 3)])
def test_images_of_any_size_are_fitted(side, channels):
    X, y = stripes(20, side=side, channels=channels)
    rows = np.arange(20)
    network, _ = fit(make_images(X, y), rows, rows, epochs=1)
    assert network.predict_log_proba(X).shape == (20, 2)
    assert network.parameters > 0


def test_the_learning_rate_rises_then_falls_to_nothing():
    found = [rate_at(step, 100) for step in range(101)]
    assert found.index(max(found)) == 9
    assert max(found) == 1
    assert all(a > b for a, b in itertools.pairwise(found[10:]))
    assert found[100] == pytest.approx(0)


@pytest.mark.parametrize("terminal", [True, False])
def test_a_terminal_alone_gets_a_bar_and_keeps_nothing_of_it(monkeypatch, terminal):
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: terminal)
    monkeypatch.setattr("sys.stderr", screen)
    bar = progress(3, "fit")
    bar.refresh()
    bar.close()
    assert ("fit: 0/3" in screen.getvalue()) == terminal
    assert screen.getvalue().rpartition("\r")[0].rpartition("\r")[2].strip() == ""


def test_every_learning_rate_competes(finished):
    rates = {settings["learning_rate"] for settings in available(finished, read_contract(finished))}
    assert rates == set(finished.params["network"]["learning_rate"])
