"""What ``params.toml`` may hold in this project."""

from .reporting.parameters import Rule, common, list_of, number, text, whole
from .reporting.project import Project


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    del project
    return common() | {
        "data.corpus": text(),
        "data.questions": text(),
        "corpus.language": text(),
        "conversation.weight": number(0, 1),
        "answer.sentences": whole(1, 20),
        "endpoint.model": text(optional=True),
        "endpoint.passages": whole(1, 50, optional=True),
        "endpoint.timeout": number(0, open_ends=True, optional=True),
        "endpoint.attempts": whole(1, 20, optional=True),
        "endpoint.longest_wait": number(0, optional=True),
        "endpoint.rules": text(optional=True),
        "cost.wrong": number(0),
        "cost.silent": number(0),
        "slices.kinds": list_of(),
        "slices.metrics": list_of(),
    }
