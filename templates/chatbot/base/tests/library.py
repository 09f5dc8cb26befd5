"""Documents and questions whose truth is known."""

import numpy as np

from portfolio_project.corpus import (
    Passage,
    split_sections,
)
from portfolio_project.data import Material, Question
from portfolio_project.search import Index

RULES = {"suffixes": [".md", ".txt", ".MDX", "html"], "max_bytes": 2_000_000, "max_words": 300}
KINDS = {
    "kinds": ["paraphrase", "unanswerable", "follow-up"],
    "without_source": ["unanswerable"],
    "with_before": ["follow-up"],
    "max_chars": 1000,
    "longest_run": 6,
}
HOW = {"sections": 1, "near": 0.0, "sentences": 2, "further": 2}
SUBJECTS = (
    "apple orchard harvest cider",
    "violin bow rosin concert",
    "glacier ice crevasse rope",
    "loom weaving thread shuttle",
    "falcon feather hunting glove",
    "kiln pottery glaze clay",
)


def passages():
    """Give one section for each subject, which shares no word with any other."""
    return [
        Passage(f"{words.split()[0]}.md#about", words.split()[0].title(), f"The {words} are here.")
        for words in SUBJECTS
    ]


def questions(part, first=0):
    """Ask about each subject by two of its words; then about nothing that is there."""
    asked = [
        Question(f"{part}-{i}", "paraphrase", f"{words.split()[first]} {words.split()[2]}", s)
        for i, (words, s) in enumerate(zip(SUBJECTS, [p.source for p in passages()], strict=True))
    ]
    strange = [
        Question(f"{part}-x{i}", "unanswerable", f"q{part}{i} w{part}", None) for i in (1, 2)
    ]
    return asked + strange


def material():
    """Give the whole library."""
    rules, parts = {"questions": KINDS}, (questions("dev"), questions("test", 3))
    return Material(rules, passages(), *parts, "0" * 64)


def index(retriever, some=None):
    """Index passages, all of the library by default."""
    return Index(passages() if some is None else some, retriever, "english", 0.5)


def sections(text, max_words=300):
    """Split a text, and give citations and texts."""
    return [(p.source, p.text) for p in split_sections("a.md", text, max_words)]


def signals(n, seed=0):
    """Give signals of which the first tells right from wrong."""
    rng = np.random.default_rng(seed)
    right = rng.random(n) < 0.5
    told = np.clip(np.where(right, 0.8, 0.2) + rng.normal(0, 0.1, n), 0.01, 1)
    return np.c_[told, rng.random(n), rng.random(n)], right
