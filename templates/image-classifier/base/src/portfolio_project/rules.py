"""What ``params.toml`` may hold in this project."""

from typing import Any

from .errors import PROPERTIES
from .metrics import METRICS
from .reporting.parameters import Rule, common, list_of, number, whole
from .reporting.project import Project


def each(rule: Rule, *, fewest: int = 0, optional: bool = False) -> Rule:
    """Ask for a list whose every value keeps a rule."""
    listed = list_of(fewest=fewest)

    def holds(value: Any, params: dict[str, Any]) -> bool:
        return listed.holds(value, params) and all(rule.holds(one, params) for one in value)

    return Rule(holds, f"{listed.expected}, each {rule.expected}", optional)


def rest_trains(params: dict[str, Any]) -> bool:
    """Whether something is left to train on."""
    shares = [params["split"].get(part, 0) for part in ("test", "validation")]
    return sum(share for share in shares if isinstance(share, int | float)) < 1


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    del project
    share = number(0, 1, open_ends=True).also(rest_trains, "test and validation together below 1")
    above_0 = number(0, open_ends=True)
    return common(METRICS) | {
        "split.test": share,
        "split.validation": share,
        "simple.C": each(above_0, fewest=1),
        "simple.max_iter": whole(1),
        "network.learning_rate": each(above_0, fewest=1),
        "network.width": whole(1, 1024),
        "network.dropout": number(0, 0.95),
        "network.epochs": whole(1, 10_000),
        "network.patience": whole(1, 10_000),
        "network.batch": whole(1, 65_536),
        "network.weight_decay": number(0),
        "network.label_smoothing": number(0, 0.9),
        "network.shift": whole(0, 64),
        "network.seeds": whole(1, 20),
        "network.threads": whole(1, 256),
        "transfer.side": whole(32, 1024, optional=True),
        "transfer.learning_rate": each(above_0, fewest=1, optional=True),
        "transfer.epochs": whole(1, 10_000, optional=True),
        "transfer.shift": whole(0, 64, optional=True),
        "robustness.blur": each(above_0, fewest=1),
        "robustness.noise": each(above_0, fewest=1),
        "robustness.brightness": each(number(-1, 1), fewest=1),
        "robustness.shift": each(whole(1, 1000), fewest=1),
        "cost.wrong": above_0,
        "cost.asked": above_0,
        "slices.properties": list_of(PROPERTIES),
        "slices.quantiles": whole(2, 10),
        "slices.metrics": list_of(METRICS),
    }
