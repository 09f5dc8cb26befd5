"""The assistant: looks a question up, and answers it or says that it does not know."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .confidence import Confidence
from .conversation import resolve
from .corpus import read_corpus
from .data import Contract, fault_of_text
from .generate import generate
from .project import InputError, Project
from .search import Found, Index

UNKNOWN = "I do not know: no passage answers this surely enough."


@dataclass(frozen=True)
class Reply:
    """One answer.

    Parameters
    ----------
    answer : str
        What is said.
    citations : list of str
        What it rests on; empty where the assistant does not know.
    confidence : float
        Calibrated probability that the first passage is the right one.
    by : str
        What wrote it: ``extractive``, a model, or nothing.
    note : str
        What the reader should know about how the answer came to be.
    """

    answer: str
    citations: list[str]
    confidence: float
    by: str
    note: str


@dataclass(frozen=True)
class Assistant:
    """An index with its confidence, under one project's parameters.

    Parameters
    ----------
    project : Project
        Gives the parameters, and what an endpoint has answered before.
    contract : dict
        Gives the longest question.
    index : Index
        What can be found.
    confidence : Confidence
        How sure that is, and from where on it is said.
    """

    project: Project
    contract: Contract
    index: Index
    confidence: Confidence

    def look_up(self, question: str, before: str | None = None) -> Found:
        """Find passages for a question, together with the turn before where it leans on it."""
        weight = self.project.params["conversation"]["weight"]
        return self.index.search(resolve(question, before, weight))

    def reply(
        self, question: str, before: str | None = None, show: Callable[[str], Any] | None = None
    ) -> Reply:
        """Answer one question.

        Parameters
        ----------
        question : str
            This turn.
        before : str, optional
            What the turn before was about.
        show : callable, optional
            Is given the answer in parts, where it comes in parts.

        Raises
        ------
        InputError
            When the question is empty or longer than the contract allows.
        """
        for text in (question, *([before] if before else [])):
            fault = fault_of_text(text, self.contract["questions"]["max_chars"])
            if fault:
                raise InputError(fault)
        found = self.look_up(question, before)
        sure = round(float(self.confidence.of(self.index.signals(found)[None])[0]), 4)
        near = f"the closest is {found.passages[0].source}" if found.passages else ""
        unknown = Reply(UNKNOWN, [], sure, "nothing", near)
        if not found.passages or sure < self.confidence.threshold:
            return unknown
        draft = generate(found, self.project, show)
        if not draft.citations:
            return unknown
        return Reply(draft.text, draft.citations, sure, draft.by, draft.note)

    def over(self, folder: Path) -> "Assistant":
        """Give the same assistant over the documents of another folder."""
        passages = read_corpus(folder, self.contract["corpus"])
        index = Index(passages, self.index.retriever, self.index.language)
        return Assistant(self.project, self.contract, index, self.confidence)
