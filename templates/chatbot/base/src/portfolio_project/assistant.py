"""The assistant: looks a question up, and answers it or says that it does not know."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from .confidence import Confidence
from .corpus import Faults, Passage, read_corpus
from .data import Contract
from .extract import Reply, Show, Turn, choose, extract
from .generate import Writer
from .questions import fault_of_text
from .reporting.project import InputError, Project
from .reporting.tiers import Bundle
from .search import Index, Ranking

UNKNOWN = "I do not know: no passage answers this surely enough."
OTHER_DOCUMENTS = "the confidence was learned on other documents, and may be too high"
CLOSEST = 3  # sections that are named instead of an answer


@dataclass(frozen=True)
class Assistant:
    """An index with its confidence, under one project's parameters.

    Parameters
    ----------
    project : Project
        Gives the parameters.
    contract : dict
        Gives the longest question.
    index : Index
        What can be found.
    confidence : Confidence
        How sure a quote is, and from where on it is given.
    served : str
        Name of the tier.
    writer : Writer
        The model that answers, where there is one.
    note : str
        What every reader of an answer should know.
    """

    project: Project
    contract: Contract
    index: Index
    confidence: Confidence
    served: str
    writer: Writer
    note: str = ""

    @classmethod
    def of(
        cls, project: Project, bundle: Bundle, folder: Path | None = None, record: bool = False
    ) -> Self:
        """Take the served tier, or what searches best in another folder, where one is named.

        A classifier knows the documents that it was trained on, and is asked about no others.

        What a model answers is written down where ``record`` says so, as it is for the evaluation;
        what anybody else asks, and what is in another folder, goes into no file.
        """
        served, contract = bundle.served, bundle.parts.contract
        if folder:
            served = max(("simple", "challenger"), key=lambda name: bundle.tiers[name].validation)
        index, sure, note = bundle.tiers[served].model, bundle.tiers[served].decision, ""
        if folder:
            sure, note, faults = sure.cautious(), OTHER_DOCUMENTS, Faults()
            index = index.reindex(read_corpus(folder, contract["corpus"], faults))
            faults.stop()
        writer = Writer(project, record)
        return cls(project, contract, index, sure, served, writer, note)

    def context(self, ranking: Ranking) -> list[Passage]:
        """Give the passages that an answer is made from."""
        if self.writer.passages:
            return ranking.passages[: self.writer.passages]
        return choose(ranking, self.project.params["answer"])

    def reply(
        self,
        question: str,
        before: str | None = None,
        show: Show | None = None,
        turns: Sequence[Turn] = (),
    ) -> Reply:
        """Answer one question.

        A model judges for itself whether the passages answer it. Without one, a quote is given
        where it is as likely to be right as the costs ask for.

        Parameters
        ----------
        question : str
            This turn.
        before : str, optional
            What the turn before was about.
        show : callable, optional
            Is given the answer in parts, where it comes in parts.
        turns : sequence of (str, str), optional
            The questions before and their answers, oldest first; ``before`` alone by default.

        Raises
        ------
        InputError
            When the question is empty or longer than the contract allows, or a model that should
            answer cannot be asked.
        """
        for text in (question, before or question):
            if fault := fault_of_text(text, self.contract["questions"]["max_chars"]):
                raise InputError(fault)
        (ranking,) = self.index.look_up([(question, before)])
        earlier = list(turns) or ([] if before is None else [(before, "")])
        return self.answer(ranking, question, earlier, show)

    def answer(
        self, ranking: Ranking, question: str, turns: Sequence[Turn] = (), show: Show | None = None
    ) -> Reply:
        """Answer from what was found: see :meth:`reply`."""
        if not ranking.passages:
            return Reply(UNKNOWN, [], by="nothing")
        sure = round(float(self.confidence.of(self.index.signals([ranking]))[0]), 4)
        reply = self.writer.write(ranking, question, turns, show)
        if reply is None and sure >= self.confidence.threshold:
            reply = extract(ranking, self.project.params["answer"], self.index.language)
        if reply and reply.citations:
            notes = [part for part in (reply.note, self.note) if part]
            return replace(reply, confidence=sure, note="; ".join(notes))
        closest = [passage.source for passage in ranking.passages[:CLOSEST]]
        notes = [reply.note] if reply and reply.note else []
        note = "; ".join([*notes, f"closest: {', '.join(closest)}"])
        return Reply(UNKNOWN, [], sure, reply.by if reply else "nothing", note)
