"""The test questions, opened: what each tier finds, and what the served one answers."""

from dataclasses import dataclass

from .assistant import Assistant
from .data import Question, load
from .extract import Reply
from .metrics import Outcomes, outcomes
from .project import InputError, Project
from .split import split
from .train import Bundle, load_bundle


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    bundle : Bundle
        Documents and questions, and the fitted tiers.
    test : list of Question
        The test questions.
    seen : dict of str to Outcomes
        What each tier finds for them.
    assistant : Assistant
        Of the served tier.
    replies : list of Reply
        Its answers.
    """

    bundle: Bundle
    test: list[Question]
    seen: dict[str, Outcomes]
    assistant: Assistant
    replies: list[Reply]

    @property
    def served(self) -> Outcomes:
        """What the served tier finds."""
        return self.seen[self.bundle.served]


def open_test_part(project: Project) -> HeldOut:
    """Load questions and tiers, look the test questions up, and answer them.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters.
    """
    material, bundle = split(load(project)), load_bundle(project)
    if (material, project.params) != (bundle.material, bundle.params):
        reason = "the model is of other data or parameters"
        raise InputError(f"{reason}: run `python -m {__package__} train` first")
    seen = {name: outcomes(tier.index, material.test) for name, tier in bundle.tiers.items()}
    assistant = bundle.assistant(project)
    replies = [assistant.reply(question.question, question.before) for question in material.test]
    return HeldOut(bundle, material.test, seen, assistant, replies)
