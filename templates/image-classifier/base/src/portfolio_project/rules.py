"""What ``params.toml`` may hold in this project."""

from .reporting.parameters import Rule, common, list_of, number, whole
from .reporting.project import Project


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    del project
    return common() | {
        "split.test": number(0, 1, open_ends=True),
        "split.validation": number(0, 1, open_ends=True),
        "simple.C": list_of(fewest=1),
        "simple.max_iter": whole(1),
        "network.learning_rate": list_of(fewest=1),
        "network.width": whole(1, 1024),
        "network.dropout": number(0, 0.95),
        "network.epochs": whole(1, 10_000),
        "network.patience": whole(1, 10_000),
        "network.batch": whole(1, 65_536),
        "network.weight_decay": number(0),
        "network.label_smoothing": number(0, 0.9),
        "network.shift": whole(0, 64),
        "backbone.tries": whole(0, 100, optional=True),
        "backbone.rate": list_of(fewest=1, optional=True),
        "backbone.rounds": whole(1, 10_000, optional=True),
        "backbone.side": whole(8, 1024, optional=True),
        "robustness.blur": list_of(),
        "robustness.noise": list_of(),
        "robustness.brightness": list_of(),
        "robustness.shift": list_of(),
        "cost.wrong": number(0),
        "cost.asked": number(0),
        "slices.properties": list_of(),
        "slices.quantiles": whole(2, 10),
        "slices.metrics": list_of(),
    }
