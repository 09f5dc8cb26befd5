"""The encoder does what its formulas say, keeps its vectors, and is gone without its weights."""

import hashlib
import http.server
import json
import threading
from functools import partial

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from portfolio_project import (
    encoder,
    fusion,
    model,
    weights,
)
from portfolio_project.__main__ import main
from portfolio_project.encoder import (
    MiniLM,
    attend,
    gelu,
    normed,
)
from portfolio_project.reporting.project import (
    InputError,
)

WIDTH, WIDE, WORDS = 24, 48, ["[UNK]", *"abcdefghij"]


def tensors():
    """Give a small network of the same form, with numbers by chance."""
    rng, found = np.random.default_rng(0), {}

    def put(name, *shape):
        found[name] = rng.normal(0, 0.3, shape).astype(np.float32)

    for name, many in (("word", len(WORDS)), ("position", 300), ("token_type", 2)):
        put(f"embeddings.{name}_embeddings.weight", many, WIDTH)
    layers = {
        "attention.self.query": (WIDTH, WIDTH),
        "attention.self.key": (WIDTH, WIDTH),
        "attention.self.value": (WIDTH, WIDTH),
        "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (WIDE, WIDTH),
        "output.dense": (WIDTH, WIDE),
    }
    norms = ["embeddings.LayerNorm"]
    for i in range(2):
        for name, shape in layers.items():
            put(f"encoder.layer.{i}.{name}.weight", *shape)
            put(f"encoder.layer.{i}.{name}.bias", shape[0])
        norms += [f"encoder.layer.{i}.{part}.LayerNorm" for part in ("attention.output", "output")]
    for name in norms:
        put(f"{name}.weight", WIDTH)
        put(f"{name}.bias", WIDTH)
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Write the small network in the form of the large one."""
    folder, facts, content = tmp_path_factory.mktemp("minilm"), {}, b""
    for name, value in tensors().items():
        ends = [len(content), len(content) + value.nbytes]
        facts[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": ends}
        content += value.tobytes()
    head = json.dumps(facts).encode()
    whole = len(head).to_bytes(8, "little") + head + content
    (folder / "model.safetensors").write_bytes(whole)
    numbers = {word: i for i, word in enumerate(WORDS)}
    cut = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    cut.pre_tokenizer = pre_tokenizers.Whitespace()
    cut.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def promised(files, monkeypatch):
    """Promise the hashes of the small network."""
    hashes = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files.iterdir()}
    names = {name: hashes[name] for name in weights.SOURCE["files"]}
    monkeypatch.setitem(weights.SOURCE, "files", names)


@pytest.fixture
def small(files, tmp_path):
    made = MiniLM(files)
    made.file = tmp_path / "vectors.npz"
    return made


def test_a_text_is_alone_what_it_is_among_longer_ones(small):
    texts = ["a b", "c", "a b c d e f g h i j " * 40, ""]
    together = small.encode(texts[:3])
    for text, vector in zip(texts, together, strict=False):
        assert small.run([text])[0] == pytest.approx(vector, abs=1e-6)
    assert np.linalg.norm(together, axis=1) == pytest.approx(1)


def test_the_network_computes_what_another_implementation_does(small):
    """The numbers are those of ``BertModel`` of transformers for these weights, averaged."""
    published = [-0.206096, 0.122370, -0.060404, -0.124015, -0.100060, 0.249859]
    assert small.run(["a b c d e"])[0, :6] == pytest.approx(published, abs=1e-5)


def test_attention_written_out(small):
    w, name = small.weights, "encoder.layer.0.attention.self"
    x = np.random.default_rng(1).normal(size=(1, 3, WIDTH)).astype(np.float32)
    parts = [
        x[0] @ w[f"{name}.{part}.weight"].T + w[f"{name}.{part}.bias"]
        for part in ("query", "key", "value")
    ]
    expected, size = np.zeros((3, WIDTH)), WIDTH // encoder.HEADS
    for head in range(encoder.HEADS):
        cut = slice(head * size, (head + 1) * size)
        for i in range(3):
            fit = np.exp([parts[0][i, cut] @ parts[1][j, cut] / size**0.5 for j in range(3)])
            expected[i, cut] = fit / fit.sum() @ parts[2][:, cut]
    assert attend(x, np.ones((1, 3), bool), w, name)[0] == pytest.approx(expected, abs=1e-5)


def test_gelu_and_norm_by_hand():
    assert gelu(np.float32([-1, 0, 1])) == pytest.approx([-0.158655, 0, 0.841345], abs=1e-6)
    plain = {"n.weight": np.float32([2, 2]), "n.bias": np.float32([1, 0])}
    assert normed(np.float32([[1, 3]]), plain, "n") == pytest.approx(np.array([[-1, 2]]))


def test_vectors_are_kept_by_the_text(small, files, monkeypatch):
    texts = [f"{a} {b}" for a in "abcde" for b in "fghij"]
    first = small.encode(texts)
    again = MiniLM(files)
    again.file = small.file
    monkeypatch.setattr(again, "run", lambda _: pytest.fail("encoded once more"))
    assert np.array_equal(again.encode(texts[::-1]), first[::-1])
    small.file.write_bytes(b"no vectors")
    other = MiniLM(files)
    other.file = small.file
    assert np.array_equal(other.encode(texts), first)


def test_questions_are_not_kept(small):
    small.encode(["a question of a visitor"])
    assert not small.file.exists()


def test_more_than_an_hour_is_refused_with_advice(small, monkeypatch):
    monkeypatch.setattr(encoder, "MOST", 3)
    with pytest.raises(InputError, match=r"4 sections .* choose the retriever `hybrid`"):
        small.encode(list("abcd"))


@pytest.mark.usefixtures("promised")
def test_weights_are_fetched_from_their_place(copy_of_project, files, monkeypatch):
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=files)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("DATA_MIRROR", f"http://127.0.0.1:{server.server_address[1]}")
        weights.fetch(copy_of_project, None)
        server.shutdown()
    assert model.challenger(copy_of_project)[0] is model.Dense


@pytest.mark.usefixtures("promised")
@pytest.mark.parametrize("name", ["", "model.safetensors"])
def test_weights_may_be_given(copy_of_project, files, name):
    weights.fetch(copy_of_project, files / name)
    assert model.challenger(copy_of_project)[0] is model.Dense


def test_other_weights_are_refused(copy_of_project, files):
    with pytest.raises(InputError, match=r"tokenizer.json with sha256 be50c36"):
        weights.fetch(copy_of_project, files)


def test_without_weights_it_goes_on_and_says_where_they_are(copy_of_project, capsys):
    weights.fetch(copy_of_project, None)
    said = capsys.readouterr().out
    assert "model.safetensors" in said or "tokenizer.json" in said
    assert "--weights" in said
    assert model.challenger(copy_of_project)[0] is fusion.Hybrid


@pytest.mark.usefixtures("promised")
def test_a_project_with_weights_trains_on_them(quick_project, files, capsys):
    assert main(["data", "--weights", str(files)], quick_project) == 0
    assert main(["train"], quick_project) == 0
    assert "Dense(encoder=MiniLM" in capsys.readouterr().out
    assert main(["predict", "--question", "a"], quick_project) == 0
