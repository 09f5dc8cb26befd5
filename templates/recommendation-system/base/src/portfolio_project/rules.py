"""What ``params.toml`` may hold in this project."""

from .metrics import HEADLINE
from .reporting.parameters import Rule, common, number, one_of, whole
from .reporting.project import Project
from .split import STRATEGIES


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    del project
    return common([*HEADLINE, "novelty"]) | {
        "relevance.minimum": number(),
        "split.strategy": one_of(STRATEGIES),
        "split.last": whole(1, 1000),
        "split.share": number(0, 0.5, open_ends=True),
        "catalogue.fewest": whole(1),
        "search.trials": whole(1, 1000),
        "search.users": whole(1),
        "slices.cold": whole(0),
        "slices.head": number(0, 1, open_ends=True),
        **{f"alarm.{name}": number(0, 1, optional=True) for name in STRATEGIES},
    }
