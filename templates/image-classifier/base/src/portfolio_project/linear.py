"""Which linear models compete in the simple tier, and what they need besides the images."""

from collections.abc import Iterator
from typing import Any

from . import baseline
from .contract import Contract
from .data import Labels
from .decode import Pixels
from .reporting.project import Project


def fitted(
    project: Project, contract: Contract, X: Pixels, y: Labels
) -> Iterator[tuple[str, dict[str, Any], Any, list[dict[str, float]]]]:
    """Fit one model after the other: kind, settings, classifier, and no history."""
    del contract
    options = project.params["simple"]
    for C in options["C"]:
        settings = {"C": C, "max_iter": options["max_iter"]}
        yield "LogisticRegression", settings, baseline.simple(**settings).fit(X, y), []
