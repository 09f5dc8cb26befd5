"""What is TensorFlow's own: it starts quietly, and its files hold weights alone."""

import os
import subprocess
import sys
from pathlib import Path

import h5py
import numpy as np
import pytest

from portfolio_project import loop, model, network
from portfolio_project.backend import keras, tf
from portfolio_project.data import load
from portfolio_project.reporting.project import (
    InputError,
)


def test_it_starts_without_a_word_and_with_its_own_backend():
    """Neither the environment nor a file in the home folder chooses another one."""
    package = Path(network.__file__).parent
    program = f"from {package.name} import model; print(model.keras.backend.backend())"
    found = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"KERAS_BACKEND": "jax", "PYTHONPATH": str(package.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (found.stdout, found.stderr) == ("tensorflow\n", "")


def test_sums_have_one_order():
    assert tf.config.threading.get_intra_op_parallelism_threads() == 1
    assert tf.config.threading.get_inter_op_parallelism_threads() == 1


def test_another_number_of_threads_is_refused_with_the_way_out(finished):
    images = load(finished)
    part = images.X[:20], images.y[:20]
    config = finished.params["network"] | {"learning_rate": 0.01, "threads": 2}
    net = network.small_net(images.X.shape[1:], len(images.contract.classes), 4, 0.0)
    with pytest.raises(InputError, match="change THREADS in backend"):
        loop.learn(net, part, part, config, 0)


def test_each_channel_is_brought_to_mean_0_and_deviation_1():
    X = np.random.default_rng(0).integers(0, 200, (50, 6, 6, 3)).astype(np.uint8)
    X[..., 1] //= 8
    scaled = network.scale((6, 6, 3), X)(X).numpy()
    assert scaled.mean((0, 1, 2)) == pytest.approx(np.zeros(3), abs=1e-5)
    assert scaled.std((0, 1, 2)) == pytest.approx(np.ones(3), abs=1e-5)


def test_a_channel_of_one_colour_is_not_divided_by_nothing():
    X = np.full((5, 6, 6, 1), 77, np.uint8)
    layer = network.scale((6, 6, 1), X)
    assert np.abs(layer(X)).max() < 1e-3
    assert np.abs(layer(X + 1)).max() == pytest.approx(1000 / 255, rel=1e-4)


@pytest.mark.parametrize(("side", "pools"), [(8, 1), (13, 2), (28, 3), (64, 4)])
def test_pooling_ends_where_little_is_left(side, pools):
    net = network.small_net((side, side, 1), 3, 4, 0.0)
    found = [layer for layer in net.layers if isinstance(layer, keras.layers.MaxPooling2D)]
    assert len(found) == pools
    assert net.output_shape == (None, 3)


def test_the_file_holds_weights_alone(finished):
    """Arrays of numbers: no text, no link to another file, nothing that could be executed."""
    kinds = set()
    with h5py.File(finished.root / "models" / model.FILE) as file:
        file.visititems_links(lambda _, link: kinds.add(type(link)))
        file.visititems(lambda _, item: kinds.add(getattr(item, "dtype", h5py.HardLink)))
    assert kinds <= {h5py.HardLink, np.dtype("float32"), np.dtype("int32"), np.dtype("int64")}
