"""The retriever under test, and what is tried of it: BM25."""

from typing import Any

from .okapi import BM25

SPACE: dict[str, list[Any]] = {
    "k1": [0.6, 1.2, 1.8],
    "b": [0.25, 0.5, 0.75],
    "language": ["none", "english"],
}
challenger = BM25  # has to prove itself
