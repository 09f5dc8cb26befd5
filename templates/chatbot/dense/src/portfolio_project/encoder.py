"""all-MiniLM-L6-v2, a small transformer that was trained on pairs of sentences, in numpy.

Wang et al., MiniLM, NeurIPS 2020; Reimers and Gurevych, Sentence-BERT, EMNLP 2019. A text is cut
into pieces of words; each of the layers lets every piece look at the others (attention), then
thinks about each alone. The mean of what comes out is the vector of the text.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import erf
from tokenizers import Tokenizer

from .reporting.project import InputError
from .tensors import read_tensors, unit
from .texts import Meaning

HEADS = 12
LONGEST = 256  # pieces of a text that are read, as the authors have set it
SMALL = 1e-12  # keeps what is divided by from 0, as in training
BLOCK = 16  # texts at a time
MOST = 50_000  # texts; a tenth of a second each on one core


class MiniLM:
    """The encoder with its weights, and the vectors that it has made.

    Parameters
    ----------
    folder : Path
        Where ``model.safetensors`` and ``tokenizer.json`` are.
    """

    def __init__(self, folder: Path) -> None:
        self.weights = read_tensors(folder / "model.safetensors")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(LONGEST)
        self.tokenizer.no_padding()
        self.file = folder / "vectors.npz"
        self.known: dict[str, Meaning] | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Leave out of a saved model what the file holds."""
        return vars(self) | {"known": None}

    def __repr__(self) -> str:
        """Name it, for tables."""
        return "MiniLM"

    def encode(self, texts: Sequence[str]) -> Meaning:
        """Give vectors of length 1, shape (texts, width); known ones are read from a file.

        Raises
        ------
        InputError
            When there are more texts than an hour is enough for.
        """
        if self.known is None:
            self.known = self.read()
        known, many = self.known, len(texts) > BLOCK
        names = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        if len(new) > MOST:
            advice = "choose the retriever `hybrid`, or a database of vectors and a GPU"
            raise InputError(f"{len(new)} sections would take hours to encode: {advice}")
        known = known if many else dict(known)  # a few questions are not kept
        ordered = sorted(new, key=lambda name: len(new[name]))  # so that a block has one length
        for start in range(0, len(ordered), BLOCK):
            block = ordered[start : start + BLOCK]
            known |= zip(block, self.run([new[name] for name in block]), strict=True)
            if sys.stderr.isatty() and len(ordered) > BLOCK:
                done = min(start + BLOCK, len(ordered))
                print(f"\rencoded {done} of {len(ordered)}", end="", file=sys.stderr, flush=True)
        if ordered and many:
            self.write(known)
        width = self.weights["embeddings.word_embeddings.weight"].shape[1]
        return np.array([known[name] for name in names], np.float32).reshape(len(names), width)

    def run(self, texts: Sequence[str]) -> Meaning:
        """Run the network."""
        cuts, w = self.tokenizer.encode_batch(list(texts)), self.weights
        longest = max(len(one.ids) for one in cuts)
        ids = np.array([one.ids + [0] * (longest - len(one.ids)) for one in cuts])
        mask = np.array([np.arange(longest) < len(one.ids) for one in cuts])
        words, positions, kinds = (
            w[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        x = normed(words[ids] + positions[:longest] + kinds[0], w, "embeddings.LayerNorm")
        for i in range(sum(name.endswith("query.weight") for name in w)):
            layer = f"encoder.layer.{i}"
            attended = attend(x, mask, w, f"{layer}.attention.self")
            attended = linear(attended, w, f"{layer}.attention.output.dense")
            x = normed(x + attended, w, f"{layer}.attention.output.LayerNorm")
            wide = gelu(linear(x, w, f"{layer}.intermediate.dense"))
            x = normed(x + linear(wide, w, f"{layer}.output.dense"), w, f"{layer}.output.LayerNorm")
        return unit((x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))

    def read(self) -> dict[str, Meaning]:
        """Read the vectors that were made before; none where the file is another's."""
        try:
            with np.load(self.file) as file:
                return dict(zip(file["names"].tolist(), file["vectors"], strict=True))
        except (OSError, ValueError, KeyError):
            return {}

    def write(self, known: dict[str, Meaning]) -> None:
        """Keep vectors by the hash of their text, the latest ``MOST``, where there is a place."""
        if self.file.parent.is_dir():
            names, part = list(known)[-MOST:], self.file.with_suffix(".part.npz")
            np.savez(part, names=names, vectors=np.array([known[name] for name in names]))
            part.replace(self.file)


Weights = dict[str, Meaning]


def linear(x: Meaning, w: Weights, name: str) -> Meaning:
    """Apply one linear layer to the last axis."""
    return np.asarray(x @ w[f"{name}.weight"].T + w[f"{name}.bias"])


def normed(x: Meaning, w: Weights, name: str) -> Meaning:
    """Scale each piece to mean 0 and variance 1, then by what was learned."""
    x = x - x.mean(-1, keepdims=True)
    x = x / np.sqrt((x * x).mean(-1, keepdims=True) + SMALL)
    return np.asarray(x * w[f"{name}.weight"] + w[f"{name}.bias"])


def gelu(x: Meaning) -> Meaning:
    """Let through what is large: x times the chance that a normal number is below x."""
    return np.asarray(x * (1 + erf(x * np.float32(0.5**0.5))) / 2)


def attend(x: Meaning, mask: npt.NDArray[np.bool_], w: Weights, name: str) -> Meaning:
    """Let each piece take from the others of its text, by how well they fit, in several heads.

    Parameters
    ----------
    x : ndarray, shape (texts, pieces, width)
        What stands at each piece.
    mask : ndarray of bool, shape (texts, pieces)
        False for what only fills a shorter text up.
    w : dict
        Weights.
    name : str
        Of the layer.
    """
    shape = (*x.shape[:2], HEADS, -1)
    query, key, value = (
        linear(x, w, f"{name}.{part}").reshape(shape).swapaxes(1, 2)
        for part in ("query", "key", "value")
    )
    fit = query @ key.swapaxes(-1, -2) / np.float32(np.sqrt(query.shape[-1]))
    fit = np.where(mask[:, None, None], fit, np.float32(-1e9))
    share = np.exp(fit - fit.max(-1, keepdims=True))
    share /= share.sum(-1, keepdims=True)
    return np.asarray((share @ value).swapaxes(1, 2).reshape(x.shape))
