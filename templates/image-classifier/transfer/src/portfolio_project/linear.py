"""Which linear models compete in the simple tier: of pixels, or of what a frozen network sees."""

from collections.abc import Iterator
from typing import Any

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from . import baseline, pretrained
from .contract import Contract
from .data import Labels
from .decode import Pixels
from .features import Features, Linear
from .reporting.project import Project


def fitted(
    project: Project, contract: Contract, X: Pixels, y: Labels
) -> Iterator[tuple[str, dict[str, Any], Any, list[dict[str, float]]]]:
    """Fit one model after the other: kind, settings, classifier, and no history."""
    options = project.params["simple"]
    tried = [{"C": C, "max_iter": options["max_iter"]} for C in options["C"]]
    if not pretrained.in_place(project, contract):
        for settings in tried:
            yield "LogisticRegression", settings, baseline.simple(**settings).fit(X, y), []
        return
    file = project.root / pretrained.FOLDER / pretrained.FILE
    frozen = Features(file.read_bytes(), project.params["transfer"]["side"])
    features = frozen.of(X)  # once, for every penalty
    for settings in tried:
        steps = [("scale", StandardScaler()), ("model", LogisticRegression(**settings))]
        fitted = Linear(frozen, Pipeline(steps).fit(features, y))
        yield "LogisticRegressionOfFeatures", settings, fitted, []
