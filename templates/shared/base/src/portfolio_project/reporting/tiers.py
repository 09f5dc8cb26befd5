"""The three tiers in ``models/``: written once by ``train``, read by everything that comes after.

Which tier is served was decided on validation; nothing that is read here can change it.
"""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
import pandas as pd

from .project import PACKAGE, InputError, Project, write_text
from .run import write_run


@dataclass(frozen=True)
class Tier:
    """One fitted tier.

    Parameters
    ----------
    name : str
        Estimator and settings, for people.
    settings : dict
        As chosen from its space.
    model : object
        What predicts.
    validation : float
        Primary metric on validation, turned so that more is better.
    decision : object
        What else was chosen on validation, such as a threshold; None where nothing was.
    """

    name: str
    settings: dict[str, Any]
    model: Any
    validation: float
    decision: Any = None


@dataclass(frozen=True)
class Bundle:
    """Everything that was fitted, and on what.

    Parameters
    ----------
    tiers : dict of str to Tier
        ``trivial``, ``simple`` and ``challenger``; then any others.
    parts : object
        What was used, and what was set aside: the only part that may be a test.
    basis : list
        Hash of the data, its contract, and the parameters: what the tiers are of.
    extra : object
        What else the reports need of the training part.
    """

    tiers: dict[str, Tier]
    parts: Any
    basis: list[Any]
    extra: Any = None

    @property
    def served(self) -> str:
        """The tier that won on validation, of all but the trivial; the first of equals."""
        return max([*self.tiers][1:], key=lambda tier: self.tiers[tier].validation)

    def label(self, tier: str) -> str:
        """Name a tier with its model, for tables, figures and legends."""
        return f"{tier}: {self.tiers[tier].name.partition('(')[0]}"


def title(kind: str, settings: dict[str, Any]) -> str:
    """Write an estimator with its settings: ``Ridge(alpha=1.0)``."""
    return f"{kind}({', '.join(f'{name}={value}' for name, value in settings.items())})"


def model_path(project: Project) -> Path:
    """File of the fitted tiers; never committed."""
    return project.root / "models" / "model.joblib"


def save(
    project: Project, bundle: Bundle, trials: list[dict[str, Any]], start: float, **facts: Any
) -> None:
    """End ``train``: write the tiers, ``reports/trials.csv`` and the stage's facts.

    Parameters
    ----------
    project : Project
        Where to write.
    bundle : Bundle
        The fitted tiers.
    trials : list of dict
        A row for every candidate that was tried.
    start : float
        ``time.perf_counter()`` when the stage began.
    **facts
        More for run.json.
    """
    path = model_path(project)
    path.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(bundle, path)
    text = pd.DataFrame(trials).to_csv(index=False, lineterminator="\n")
    write_text(project.reports / "trials.csv", text)
    size = sum(file.stat().st_size for file in path.parent.iterdir())
    write_run(project, "train", start, trials=len(trials), model_bytes=size, **facts)


def load_bundle(project: Project, basis: list[Any] | None = None) -> Bundle:
    """Read the fitted tiers; only ever open a file that this project wrote (it is a pickle).

    Raises
    ------
    InputError
        When nothing was trained yet, or not on this basis, where one is given, or the file cannot
        be read with what is installed.
    """
    path, advice = model_path(project), f"run `python -m {PACKAGE} train` first"
    if not path.exists():
        raise InputError(f"there is no model yet: {advice}")
    try:
        with warnings.catch_warnings():  # of another version, it is not what was measured
            warnings.filterwarnings("error", "Trying to unpickle estimator")
            bundle: Bundle = joblib.load(path)
            Bundle(**vars(bundle))
    except Exception as error:  # a file that is cut off or of other code raises any kind
        reason = " ".join(str(error).split()).partition(". ")[0] or type(error).__name__
        raise InputError(f"{path.name} cannot be read ({reason}): {advice}") from None
    if basis not in (None, bundle.basis):
        raise InputError(f"the model is of other data or parameters: {advice}")
    return bundle
