"""What every result says alike: the tiers side by side, how far apart they are, and the gates."""

from dataclasses import dataclass, field
from typing import Any

from .gates import gates
from .intervals import Estimate
from .tiers import Bundle

DATA = ("name", "version", "license", "synthetic", "sha256")
WHERE_KNOWN = ("calibration", "decision", "missing", "unproven")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What differs from project to project, beside how good the tiers are."""

    task: str
    primary_metric: str
    higher_is_better: bool = True
    data: dict[str, Any]  # [data] of the contract, and the sha256 of what was read
    n: dict[str, int]  # size of each part
    split: dict[str, Any]  # its strategy, what was dropped, and what else must be said of it
    interval: dict[str, Any]  # as `intervals.describe` gives it
    slices: dict[str, Any]
    leakage: dict[str, Any]
    calibration: dict[str, Any] = field(default_factory=dict)
    decision: dict[str, Any] = field(default_factory=dict)  # `saved`, `per` what, `against` what
    missing: str = ""  # what should be in the result, and is not
    unproven: str = ""  # why the numbers are no evaluation yet


def compare(
    facts: Facts,
    estimates: dict[str, dict[str, Estimate]],
    bundle: Bundle,
    params: dict[str, Any],
    **further: dict[str, Any],
) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds.

    Parameters
    ----------
    facts : Facts
        What is known beside the tiers.
    by_metric : dict of str to dict of str to Estimate
        Every metric of every tier, on the same resamples, so that tiers are paired.
    bundle : Bundle
        The fitted tiers.
    params : dict
        The tables of params.toml.
    **further
        What else a gate may name, measured of the served tier.
    """
    metric, higher_is_better = facts.primary_metric, facts.higher_is_better
    primary = {tier: by_metric[metric] for tier, by_metric in estimates.items()}
    measured = {t: {m: e.interval() for m, e in estimates[t].items()} for t in bundle.tiers}
    served, saved = bundle.served, facts.decision.get("saved")
    pairs = {"served_vs_trivial": (served, "trivial")}
    pairs |= {f"challenger_vs_{other}": ("challenger", other) for other in ("trivial", "simple")}
    pairs |= {f"{tier}_vs_challenger": (tier, "challenger") for tier in [*bundle.tiers][3:]}
    gaps = {name: primary[one].minus(primary[other]) for name, (one, other) in pairs.items()}
    available, gain = measured[served] | further, gaps["served_vs_trivial"]
    split = {"seed": params["seed"]} | {key: one for key, one in facts.split.items() if one != ""}
    return {
        "schema_version": 2,
        "task": facts.task,
        "primary_metric": {"name": metric, "higher_is_better": higher_is_better},
        "data": {key: facts.data[key] for key in DATA} | {"n": facts.n},
        "split": split,
        "interval": {"method": "percentile bootstrap", **params["interval"], **facts.interval},
        "models": {t: {"name": bundle.tiers[t].name, "metrics": measured[t]} for t in measured},
        "served": served,
        "comparison": gaps,
        "slices": facts.slices,
        "leakage": facts.leakage,
        "gates": gates(params["gates"], available, gain, saved, facts.leakage, higher_is_better),
        **{key: fact for key in WHERE_KNOWN if (fact := getattr(facts, key))},
    }
