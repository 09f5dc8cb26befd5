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
    how = project.params["simple"]
    tried = [{"C": C, "max_iter": how["max_iter"]} for C in how["C"]]
    if not pretrained.there(project, contract):
        for settings in tried:
            yield "LogisticRegression", settings, baseline.simple(**settings).fit(X, y), []
        return
    file = project.root / pretrained.FOLDER / pretrained.FILE
    looks = Features(file.read_bytes(), project.params["transfer"]["side"])
    seen = looks.of(X)  # once, for every penalty
    for settings in tried:
        steps = [("scale", StandardScaler()), ("model", LogisticRegression(**settings))]
        fitted = Linear(looks, Pipeline(steps).fit(seen, y))
        yield "LogisticRegressionOfFeatures", settings, fitted, []
