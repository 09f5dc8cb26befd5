"""Weights of others: no tier of this project starts from any."""

from .contract import Contract
from .reporting.project import Project

OPTIONS: dict[str, dict[str, str]] = {}  # of `data`


def missing(project: Project, contract: Contract) -> str:
    """Say what is missing: nothing."""
    del project, contract
    return ""


install = missing
