"""The backbone: names and number of its weights, what it keeps of them, how fetching ends."""

import hashlib
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import torch
from pictures import make_images, stripes

from portfolio_project import backbone, model
from portfolio_project.architectures import available
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.resnet import ResNet18
from portfolio_project.split import Split


def names_of_torchvision():
    """The names in the published file, written down from the architecture."""
    normed = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")
    names = ["conv1.weight", *(f"bn1.{part}" for part in normed)]
    for stage in range(1, 5):
        for block in range(2):
            place = f"layer{stage}.{block}"
            for i in (1, 2):
                names += [f"{place}.conv{i}.weight", *(f"{place}.bn{i}.{part}" for part in normed)]
            if stage > 1 and block == 0:
                names += [f"{place}.downsample.0.weight"]
                names += [f"{place}.downsample.1.{part}" for part in normed]
    return [*names, "fc.weight", "fc.bias"]


def test_the_weights_are_named_and_numbered_as_in_the_published_file():
    net = ResNet18(1000, 224)
    assert sorted(net.state_dict()) == sorted(names_of_torchvision())
    assert len(net.state_dict()) == 122
    assert sum(weight.numel() for weight in net.parameters()) == 11_689_512


def test_each_stage_halves_what_it_sees():
    net, sizes = ResNet18(3, 64), []
    for i in range(1, 5):
        stage = net.get_submodule(f"layer{i}")
        stage.register_forward_hook(lambda _, __, out: sizes.append(tuple(out.shape[1:])))
    assert net(torch.zeros(2, 1, 8, 8)).shape == (2, 3)
    assert sizes == [(64, 16, 16), (128, 8, 8), (256, 4, 4), (512, 2, 2)]


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Weights made for the test, served like the published ones; gives their folder and state."""
    torch.manual_seed(0)
    state, folder = ResNet18(1000, 224).state_dict(), tmp_path / "served"
    folder.mkdir()
    torch.save(state, folder / "new.pth")
    start = hashlib.sha256((folder / "new.pth").read_bytes()).hexdigest()[:8]
    name = f"resnet18-{start}.pth"
    shutil.move(folder / "new.pth", folder / name)
    monkeypatch.setattr(backbone, "FILE", name)
    monkeypatch.setenv("TORCH_HOME", str(tmp_path / "hub"))
    serve = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=folder)
    )
    threading.Thread(target=serve.serve_forever, daemon=True).start()
    monkeypatch.setenv("DATA_MIRROR", f"http://127.0.0.1:{serve.server_port}/")
    yield folder, state
    serve.shutdown()


def test_it_starts_from_the_weights_in_all_layers_but_the_last(server, monkeypatch):
    folder, state = server
    net = backbone.build(5, 32, learned=True)
    assert torch.equal(net.conv1.weight, state["conv1.weight"])
    assert net.fc.weight.shape == (5, 512)
    (folder / backbone.FILE).unlink()
    kept = backbone.build(5, 32, learned=True)  # fetched once
    assert torch.equal(kept.conv1.weight, state["conv1.weight"])
    monkeypatch.setenv("TORCH_HOME", str(folder / "nothing"))
    fresh = backbone.build(5, 32, learned=False)  # nothing is fetched for a model that is read
    assert not torch.equal(fresh.conv1.weight, state["conv1.weight"])


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        ("gone", r"cannot be fetched \(File not found\): check the network"),
        ("other", "is not what was published"),
        ("short", "is not what was published"),
        ("another network", "does not hold the weights of this network"),
        ("nobody", "cannot be fetched"),
    ],
)
def test_a_fetch_that_fails_says_what_to_do(server, monkeypatch, tmp_path, fault, message):
    folder, state = server
    path = folder / backbone.FILE
    if fault == "gone":
        path.unlink()
    elif fault == "other":
        path.write_bytes(path.read_bytes()[::-1])
    elif fault == "short":
        path.write_bytes(path.read_bytes()[:1000])
    elif fault == "another network":
        torch.save({"weight": state["fc.weight"]}, path)
        name = f"resnet18-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}.pth"
        path.rename(folder / name)
        monkeypatch.setattr(backbone, "FILE", name)
    else:
        monkeypatch.setenv("DATA_MIRROR", "http://127.0.0.1:9")
    with pytest.raises(InputError, match=message):
        backbone.build(5, 32, learned=True)
    left = [file.name for file in (tmp_path / "hub").rglob("*.pth")]
    assert left == ([backbone.FILE] if fault == "another network" else [])


def test_it_is_one_of_those_that_compete(copy_of_project):
    how = copy_of_project.params["backbone"]
    sides = [settings["side"] for settings in available(copy_of_project) if "side" in settings]
    assert sides == [how["side"]] * how["tries"]


@pytest.mark.usefixtures("server")
def test_it_learns_and_is_read_again_without_the_network(tmp_path):
    images = make_images(*stripes(24, seed=3))
    half = np.arange(len(images.y)) % 2 == 0
    parts = Split(np.flatnonzero(half), np.flatnonzero(~half), np.flatnonzero(~half), "class", 0)
    how = {"patience": 9, "batch": 8, "weight_decay": 0.0, "label_smoothing": 0.0, "shift": 0}
    settings = {"learning_rate": 0.001, "epochs": 3, "side": 32}
    network, history = model.fit(images, parts, settings, how, seed=1)
    assert history[-1]["train_loss"] < history[0]["train_loss"] / 2
    network.save(tmp_path / "network.pt")
    shutil.rmtree(tmp_path / "hub")
    read = model.load(tmp_path / "network.pt", images.contract, settings)
    X = images.X[parts.test]
    assert np.array_equal(read.predict_log_proba(X), network.predict_log_proba(X))
