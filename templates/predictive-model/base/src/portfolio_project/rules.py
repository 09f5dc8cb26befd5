"""What ``params.toml`` may hold in this project; the columns and metrics that there are."""

from typing import Any

from .contract import read_contract
from .decision import RULES, names
from .reporting.parameters import Rule, common, list_of, number, one_of, whole
from .reporting.project import Project
from .season import NO_SEASON, SEASONS


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    contract = read_contract(project)
    metrics, fields = names(contract.target), [column.name for column in contract.role("feature")]
    return common(metrics) | {
        "search.trials": whole(1, 1000),
        "search.folds": whole(2, 50),
        "search.repeats": whole(1, 100),
        "split.test": number(0, 1, open_ends=True).also(rows_are_left, "validation leaves rows"),
        "split.validation": number(0, 0.9),
        "split.season": one_of([*SEASONS, NO_SEASON], optional=True),
        "slices.columns": list_of(fields),
        "slices.quantiles": whole(2, 10),
        "slices.metrics": list_of(metrics),
        **RULES,
    }


def rows_are_left(params: dict[str, Any]) -> bool:
    """Say whether test and validation leave rows to learn from."""
    validation = params["split"].get("validation")
    return not isinstance(validation, int | float) or params["split"]["test"] + validation < 1
