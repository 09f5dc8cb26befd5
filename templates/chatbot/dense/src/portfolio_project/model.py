"""The retriever under test, and what is tried of it: vectors of a transformer, and words beside.

Where the weights are not in place, it is the fusion with static vectors instead.
"""

import copy
from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from . import fusion, weights
from .baseline import Query, Space, Tfidf
from .encoder import MiniLM
from .reporting.project import Project
from .reporting.shares import Floats
from .texts import Texts
from .vectors import Vectors

# Letters help the vectors and never outweigh them: how words are spelt fits one corpus alone.
SPACE: dict[str, list[Any]] = {"share": [0.3, 0.5]}


class Dense:
    """Cosine of the vectors, with that of letters, which know names and numbers.

    Parameters
    ----------
    encoder : MiniLM
        What makes vectors.
    share : float
        Weight of the letters; that of the vectors is the rest.
    """

    def __init__(self, encoder: MiniLM, share: float) -> None:
        self.share = share
        self.vectors, self.letters = Vectors(encoder), Tfidf(letters=fusion.LONGEST)

    def fit(self, texts: Texts) -> Self:
        """Index the passages in both ways."""
        self.vectors = self.meaning = copy.copy(self.vectors).fit(texts)
        self.letters = copy.copy(self.letters).fit(texts)
        return self

    def scores(self, queries: Sequence[Query]) -> Floats:
        """Add up both cosines."""
        near, alike = (part.scores(queries) for part in (self.vectors, self.letters))
        return np.asarray((1 - self.share) * near + self.share * alike)


def challenger(project: Project) -> Space:
    """Give what has to prove itself, and the settings that are tried of it."""
    if weights.available(project):
        return Dense, {"encoder": [MiniLM(weights.folder(project))], **SPACE}
    print(f"train: no weights of the encoder: it {weights.MISSING}")
    return fusion.Hybrid, {"language": [project.params["corpus"]["language"]], **fusion.SPACE}
