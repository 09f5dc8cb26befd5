"""The test questions, opened: what each tier finds, and what the served one answers."""

from dataclasses import dataclass
from typing import Any

from .assistant import Assistant, Reply
from .confidence import Confidence
from .data import Material, Question, load
from .metrics import Outcomes, outcomes
from .project import InputError, Project
from .train import Bundle, load_bundle


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    project : Project
        Where reports go.
    material, bundle : Material, Bundle
        Documents and questions, and the fitted tiers.
    test : list of Question
        The test questions.
    seen : dict of str to Outcomes
        What each tier finds for them.
    assistant : Assistant
        Of the served tier.
    replies : list of Reply
        Its answers.
    how : dict
        How intervals are made: the same resamples of documents for every tier.
    """

    project: Project
    material: Material
    bundle: Bundle
    test: list[Question]
    seen: dict[str, Outcomes]
    assistant: Assistant
    replies: list[Reply]
    how: dict[str, Any]

    @property
    def served(self) -> Outcomes:
        """What the served tier finds."""
        return self.seen[self.bundle.served]

    @property
    def confidence(self) -> Confidence:
        """How sure the served tier is."""
        return self.assistant.confidence


def open_test_part(project: Project) -> HeldOut:
    """Load questions and tiers, look the test questions up, and answer them.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters.
    """
    material, bundle, params = load(project), load_bundle(project), project.params
    if bundle.basis != [material.sha256, material.contract, params]:
        reason = "the model is of other data or parameters"
        raise InputError(f"{reason}: run `python -m {__package__} train` first")
    test, weight = bundle.parts.test, params["conversation"]["weight"]
    seen = {name: outcomes(tier.index, test, weight) for name, tier in bundle.tiers.items()}
    assistant = bundle.assistant(project)
    replies = [assistant.reply(question.question, question.before) for question in test]
    how = {"seed": params["seed"], **params["interval"]}
    return HeldOut(project, material, bundle, test, seen, assistant, replies, how)
