"""The test questions, opened: what each tier finds, and what the served one answers."""

from dataclasses import dataclass
from typing import Any

from .answers import texts
from .assistant import Assistant
from .attacks import Attack, read_attacks
from .data import load
from .extract import Reply
from .outcomes import Outcomes, outcomes
from .questions import Question
from .reporting import intervals
from .reporting.project import Project
from .reporting.tiers import Bundle, load_bundle
from .train import basis


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    bundle : Bundle
        Documents and questions, and the fitted tiers.
    test : list of Question
        The test questions.
    outcomes : dict of str to Outcomes
        What each tier finds for them and answers: quotes, but what the served one says.
    assistant : Assistant
        Of the served tier.
    replies : list of Reply
        Its answers.
    attacks : list of dict
        What is tried on it.
    """

    bundle: Bundle
    test: list[Question]
    outcomes: dict[str, Outcomes]
    assistant: Assistant
    replies: list[Reply]
    attacks: list[Attack]

    @property
    def served(self) -> Outcomes:
        """What the served tier finds."""
        return self.outcomes[self.bundle.served]

    def resampling(self, seen: Outcomes) -> dict[str, Any]:
        """Say how intervals are made: on resamples of documents, the same for every tier."""
        params = self.assistant.project.params
        return intervals.resampling(params, len(seen.clusters), seen.clusters)


def open_test_part(project: Project) -> HeldOut:
    """Load questions and tiers, look the test questions up, and answer them.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters, or an attack is none.
    """
    bundle = load_bundle(project, basis(load(project), project.params))
    test = bundle.parts.test  # a new split might test on questions that were used
    rules = bundle.parts.contract["questions"]
    attacks = read_attacks(project, texts(bundle.parts.passages), rules["max_chars"])
    options, assistant = project.params["answer"], Assistant.of(project, bundle, record=True)
    seen = {name: outcomes(tier.model, test, options) for name, tier in bundle.tiers.items()}
    replies = [assistant.reply(question.question, question.before) for question in test]
    if assistant.writer.asked:  # the model decides what is said, and no threshold
        seen[bundle.served] = outcomes(assistant.index, test, options, replies)
    return HeldOut(bundle, test, seen, assistant, replies, attacks)
