"""The assistant: looks a question up, and answers it or says that it does not know."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from .confidence import Confidence
from .corpus import Faults, read_corpus
from .data import Contract
from .extract import Reply, Show
from .generate import generate
from .questions import fault_of_text
from .reporting.project import InputError, Project
from .reporting.tiers import Bundle
from .search import Index

UNKNOWN = "I do not know: no passage answers this surely enough."


@dataclass(frozen=True)
class Assistant:
    """An index with its confidence, under one project's parameters.

    Parameters
    ----------
    project : Project
        Gives the parameters, and what an endpoint answered in the evaluation.
    contract : dict
        Gives the longest question.
    index : Index
        What can be found.
    confidence : Confidence
        How sure that is, and from where on it is said.
    served : str
        Name of the tier.
    record : bool
        Whether a model's answers are written down, as those of the evaluation are; what anybody
        else asks, and what stands in another folder, goes into no file.
    """

    project: Project
    contract: Contract
    index: Index
    confidence: Confidence
    served: str
    record: bool = False

    @classmethod
    def of(cls, project: Project, bundle: Bundle, folder: Path | None = None) -> Self:
        """Take the served tier, over another folder's documents where one is named."""
        tier, contract = bundle.tiers[bundle.served], bundle.parts.contract
        index = tier.model
        if folder:
            faults = Faults()
            index = index.over(read_corpus(folder, contract["corpus"], faults))
            faults.stop()
        return cls(project, contract, index, tier.decision, bundle.served)

    def reply(self, question: str, before: str | None = None, show: Show | None = None) -> Reply:
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
        for text in (question, before or question):
            if fault := fault_of_text(text, self.contract["questions"]["max_chars"]):
                raise InputError(fault)
        (found,) = self.index.look_up([(question, before)])
        sure = round(float(self.confidence.of(self.index.signals([found]))[0]), 4)
        if found.passages and sure >= self.confidence.threshold:
            reply = generate(found, self.project, show, self.record)
            if reply.citations:
                return replace(reply, confidence=sure)
        near = f"the closest is {found.passages[0].source}" if found.passages else ""
        return Reply(UNKNOWN, [], sure, "nothing", near)
