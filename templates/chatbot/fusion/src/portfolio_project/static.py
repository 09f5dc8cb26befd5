"""Static vectors: each piece of a word has one, and a text is the mean of its pieces.

The table (32,000 pieces, 256 numbers each) comes with the package ``wordllama`` (MIT), and is read
as data: nothing of its code runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from .tensors import read_tensors, unit
from .texts import Meaning


@cache
def table() -> tuple[Meaning, Tokenizer]:
    """Read the vectors, shape (pieces, 256), and what cuts a text into pieces."""
    spec = find_spec("wordllama")
    folder = Path(str(spec and spec.origin)).parent
    (vectors,) = read_tensors(folder / "weights" / "l2_supercat_256.safetensors").values()
    cut = Tokenizer.from_file(str(folder / "tokenizers" / "l2_supercat_tokenizer_config.json"))
    cut.no_padding()
    return vectors, cut


@dataclass(frozen=True)
class Static:
    """Mean of the vectors of a text's pieces."""

    def encode(self, texts: Sequence[str]) -> Meaning:
        """Give vectors of length 1 (of 0 for an empty text), shape (texts, 256)."""
        vectors, cut = table()
        lower = [text.lower() for text in texts]  # so that capitals change nothing
        cuts = cut.encode_batch_fast(lower, add_special_tokens=False)
        sums = [vectors[one.ids].sum(0, dtype=np.float32) for one in cuts]
        return unit(np.array(sums, np.float32).reshape(len(texts), vectors.shape[1]))
