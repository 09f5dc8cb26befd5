"""What ``params.toml`` may hold in this project."""

from .reporting.parameters import Rule, common, list_of, number, whole
from .reporting.project import Project


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    del project
    return common() | {
        "search.trials": whole(1, 1000),
        "search.folds": whole(2, 50),
        "search.repeats": whole(1, 100),
        "split.test": number(0, 1, open_ends=True),
        "split.validation": number(0, 0.9),
        "cost.missed": number(0, optional=True),
        "cost.false_alarm": number(0, optional=True),
        "conformal.coverage": number(0.5, 1, open_ends=True, optional=True),
        "slices.columns": list_of(),
        "slices.quantiles": whole(2, 10),
        "slices.metrics": list_of(),
    }
