"""How far the accuracy of the network depends on chance: it is fitted again from further seeds."""

from typing import Any

from scipy.special import softmax

from . import model
from .data import Images
from .metrics import PRIMARY, right
from .reporting.intervals import Resampling
from .reporting.project import Project
from .reporting.shares import wilson
from .split import Split

MANY = 10_000  # images, above which a further fit takes long and moves little
SLICE = "challenger from seed "


def seeds(params: dict[str, Any], images: int) -> list[int]:
    """Give the seeds that the network is fitted from; the first is that of the one reported."""
    n = params["network"]["seeds"] if images <= MANY else 1
    return [params["seed"] + i for i in range(n)]


def fit_again(project: Project, images: Images, parts: Split, settings: dict[str, Any]) -> None:
    """Fit the chosen network from each further seed, and keep its weights."""
    for seed in seeds(project.params, len(images.y))[1:]:
        network, _ = model.from_seed(project, images, parts, settings, seed)
        network.save(model.weights_path(project, seed))


def measured(
    project: Project, images: Images, parts: Split, settings: dict[str, Any], boot: Resampling
) -> dict[str, dict[str, Any]]:
    """Give the accuracy on the test part of the network from each further seed, as slices."""
    accuracies, (X, y) = {}, (images.X[parts.test], images.y[parts.test])
    for seed in seeds(project.params, len(images.y))[1:]:
        network = model.load(model.weights_path(project, seed), images.contract, settings)
        hits = right(y, softmax(network.predict_log_proba(X), axis=1))
        accuracy = wilson(hits, boot["level"], boot["clusters"])
        accuracies[f"{SLICE}{seed}"] = {"n": len(y), "metrics": {PRIMARY: accuracy}}
    return accuracies


def summary(result: dict[str, Any], images: int) -> str:
    """Say how far the accuracies of the seeds lie apart, or why that is not known."""
    slices = result["slices"].items()
    others = [part["metrics"][PRIMARY] for name, part in slices if name.startswith(SLICE)]
    values = [one["value"] for one in (result["models"]["challenger"]["metrics"][PRIMARY], *others)]
    if others:
        return (
            f"From {len(values)} seeds, the accuracy of the network on the test part lies between "
            f"{min(values):.3f} and {max(values):.3f}; that of the first is reported."
        )
    why = f"there are more than {MANY:,} images" if images > MANY else "`seeds` is 1"
    return f"The network was trained from one seed, since {why}: its spread is not known."
