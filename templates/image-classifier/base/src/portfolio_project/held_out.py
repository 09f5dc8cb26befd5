"""The test part, opened: its images and what each tier says of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .data import Images, Labels, load
from .decision import Sample
from .decode import Pixels
from .reporting import intervals
from .reporting.project import Project
from .reporting.shares import Floats
from .reporting.tiers import Bundle, Tier
from .split import group_codes
from .train import load_bundle


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    project : Project
        Where reports go.
    images, bundle : Images, Bundle
        All images, and the fitted tiers with the split that they were fitted under.
    X, y, names : ndarray, shapes (n, height, width, channels), (n,) and (n,)
        The test images, their labels and their files.
    log_p, probabilities : dict of str to ndarray, shape (n, classes)
        Of each tier: as it gives them, and calibrated.
    served : Tier
        The tier that won on validation.
    resampling : dict
        The options of the bootstrap: the same resamples everywhere, so that tiers are paired.
        Groups are drawn where the contract has them, since the images of a group are alike.
    validation : dict of str to tuple
        Labels and log-probabilities of the validation images by each tier, and how those images are
        resampled: what was chosen on them is uncertain too.
    """

    project: Project
    images: Images
    bundle: Bundle
    X: Pixels
    y: Labels
    names: npt.NDArray[Any]
    log_p: dict[str, Floats]
    probabilities: dict[str, Floats]
    served: Tier
    resampling: intervals.Resampling
    validation: dict[str, Sample]

    @property
    def p(self) -> Floats:
        """Calibrated probabilities of the served tier."""
        return self.probabilities[self.bundle.served]


def open_test_part(project: Project) -> HeldOut:
    """Load the images and the tiers, and predict the test images with each tier.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters.
    """
    images, params = load(project), project.params
    bundle = load_bundle(project, images.contract, images)
    # Of the bundle: a new split might hold images that were used.
    tiers, test, val = bundle.tiers, bundle.parts.test, bundle.parts.val
    X, y, names = images.X[test], images.y[test], images.names[test]
    raw = {n: np.asarray(tier.model.predict_log_proba(X), float) for n, tier in tiers.items()}
    p = {name: tiers[name].decision.probabilities(raw[name]) for name in tiers}
    units = [group_codes(images, rows) for rows in (test, val)]
    boot = intervals.resampling(params, len(y), units[0])
    other = boot | {"seed": params["seed"] + 1, "clusters": units[1]}
    log_p = {n: tier.model.predict_log_proba(images.X[val]) for n, tier in tiers.items()}
    on_val = {name: (images.y[val], each, other) for name, each in log_p.items()}
    return HeldOut(project, images, bundle, X, y, names, raw, p, tiers[bundle.served], boot, on_val)
