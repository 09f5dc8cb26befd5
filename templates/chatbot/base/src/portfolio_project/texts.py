"""Texts, with what is counted of them: once, however often it is weighed.

Every word between two spaces is counted, and taken apart (into terms, into runs of letters) once
for all texts that hold it. So trying settings weighs the same counts again, and a corpus of which a
section has changed counts that section alone.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self, TypeVar, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from .words import plain, terms

T = TypeVar("T")
Meaning = npt.NDArray[np.float32]
Analyze = Callable[[str], Iterable[str]]  # takes a word apart; equal ones do the same


class Encoder(Protocol):
    """What makes a vector of a text, for its meaning."""

    def encode(self, texts: Sequence[str]) -> Meaning:
        """Give vectors of length 1 (of 0 for what says nothing), shape (texts, width)."""


@dataclass(frozen=True)
class Plain:
    """Words as they are."""

    def __call__(self, text: str) -> list[str]:
        """Take a word apart."""
        return plain(text)


@dataclass(frozen=True)
class Terms:
    """Words without their endings, and without those that say little.

    Parameters
    ----------
    language : str
        Whose endings and stop words; ``none`` leaves the endings.
    """

    language: str

    def __call__(self, text: str) -> list[str]:
        """Take a word apart."""
        return terms(text, self.language)


@dataclass(frozen=True)
class Letters:
    """Runs of letters inside a word and at its ends, which survive misspelling.

    Parameters
    ----------
    shortest, longest : int
        Letters of a run; the ends count as one.
    """

    shortest: int = 3
    longest: int = 4

    def __call__(self, text: str) -> list[str]:
        """Take a word apart."""
        padded = f" {text} "
        most = min(self.longest, max(len(padded), self.shortest))  # a short word is one run
        lengths = range(self.shortest, most + 1)
        return [padded[i : i + n] for n in lengths for i in range(max(len(padded) - n, 0) + 1)]


@dataclass(frozen=True)
class Counts:
    """How often each of some texts holds each part; it grows by more texts.

    Parameters
    ----------
    analyze : callable
        What takes a text apart.
    texts, parts : dict of str to int
        Rows and columns of the matrix.
    matrix : csr_array, shape (texts, parts)
        Counts.
    """

    analyze: Analyze
    texts: dict[str, int]
    parts: dict[str, int]
    matrix: Any

    def plus(self, texts: Iterable[str]) -> Self:
        """Count what is not counted yet."""
        new = [text for text in dict.fromkeys(texts) if text not in self.texts]
        if not new:
            return self
        parts, counts, columns, ends = dict(self.parts), list[int](), list[int](), [0]
        for text in new:
            counter = Counter(self.analyze(text))
            columns += (parts.setdefault(part, len(parts)) for part in counter)
            counts += counter.values()
            ends.append(len(counts))
        old, shape = self.matrix.copy(), (len(new), len(parts))
        old.resize((len(self.texts), len(parts)))
        matrix = vstack([old, csr_array((np.array(counts, float), columns, ends), shape)], "csr")
        rows = {text: i for i, text in enumerate([*self.texts, *new])}
        return replace(self, texts=rows, parts=parts, matrix=matrix)


def no_counts(analyze: Analyze) -> Counts:
    """Begin to count."""
    return Counts(analyze, {}, {}, csr_array((0, 0)))


class Texts:
    """Texts that are searched.

    Parameters
    ----------
    texts : sequence of str
        All of them.
    before : Texts, optional
        Others; what is equal to one of these is not counted again.
    """

    def __init__(self, texts: Sequence[str], before: Self | None = None) -> None:
        counted: dict[str, int] = before.words.texts if before else {}
        if 2 * sum(text in counted for text in texts) < len(counted):
            before = None  # other documents, whose counts would only be carried along
        self.texts = list(texts)
        self.words: Counts = (before.words if before else no_counts(tokens)).plus(texts)
        self.rows = np.array([self.words.texts[text] for text in texts], int)
        self.counted: dict[Analyze, Counts] = dict(before.counted) if before else {}
        self.encoded: dict[Encoder, Meaning] = dict(before.encoded) if before else {}
        self.cache: dict[Any, Any] = before.cache if before and before.texts == self.texts else {}

    def cached(self, key: Any, make: Callable[[], T]) -> T:
        """Give what is the same for every retriever, made when it is first asked for."""
        if key not in self.cache:
            self.cache[key] = make()
        return cast(T, self.cache[key])

    def counts(self, analyze: Analyze) -> Any:
        """Count the parts of each text: csr_array, shape (texts, parts)."""
        self.counted[analyze] = self.counted.get(analyze, no_counts(analyze)).plus(self.words.parts)
        matrix = self.counted[analyze].matrix
        return self.cached(analyze, lambda: csr_array(self.words.matrix[self.rows] @ matrix))

    def vectors(self, encoder: Encoder) -> Meaning:
        """Give the vector of each text, shape (texts, width)."""
        vectors = self.encoded.get(encoder)
        new = list(self.words.texts)[0 if vectors is None else len(vectors) :]
        if vectors is None or new:
            made = encoder.encode(new)
            self.encoded[encoder] = made if vectors is None else np.vstack([vectors, made])
        return self.encoded[encoder][self.rows]

    def tally(self, analyze: Analyze, texts: Sequence[str]) -> Any:
        """Count the parts of other texts, those that are known: csr_array, shape (texts, parts)."""
        parts = self.counted[analyze].parts
        bags = [Counter(p for w in tokens(t) for p in analyze(w) if p in parts) for t in texts]
        ends = np.cumsum([0, *map(len, bags)])
        counts = np.array([n for one in bags for n in one.values()], float)
        columns = np.array([parts[part] for one in bags for part in one], int)
        return csr_array((counts, columns, ends), (len(texts), len(parts)))


def tokens(text: str) -> list[str]:
    """Cut a text at its spaces."""
    return text.lower().split()
