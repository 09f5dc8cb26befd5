"""What every result says alike: the tiers side by side, how far apart they are, and the gates."""

from typing import Any

from .gates import gates
from .intervals import Estimate
from .tiers import Bundle

DATA = ("name", "version", "license", "synthetic", "sha256", "n")


def compare(
    facts: dict[str, Any],
    found: dict[str, dict[str, Estimate]],
    bundle: Bundle,
    params: dict[str, Any],
    **further: dict[str, Any],
) -> dict[str, Any]:
    """Make everything that ``metrics.json`` holds.

    Parameters
    ----------
    facts : dict
        What differs from project to project: ``task``, ``primary_metric``, ``data``, ``split``,
        ``interval`` (its unit and their number), ``calibration``, ``slices`` and ``leakage``; and
        ``decision`` where errors have costs: ``per`` how many cases, ``against`` which constant
        rule, and what is ``saved``.
    found : dict of str to dict of str to Estimate
        Every metric of every tier, on the same resamples, so that tiers are paired.
    bundle : Bundle
        The fitted tiers.
    params : dict
        The tables of params.toml.
    **further
        What else a gate may name, measured of the served tier.
    """
    metric, higher_is_better = facts["primary_metric"].values()
    primary = {tier: estimates[metric] for tier, estimates in found.items()}
    measured = {t: {m: e.interval() for m, e in found[t].items()} for t in bundle.tiers}
    served, saved = bundle.served, facts.get("decision", {}).get("saved")
    pairs = {"served_vs_trivial": (served, "trivial")}
    pairs |= {f"challenger_vs_{other}": ("challenger", other) for other in ("trivial", "simple")}
    pairs |= {f"{tier}_vs_challenger": (tier, "challenger") for tier in [*bundle.tiers][3:]}
    gaps = {name: primary[one].minus(primary[other]) for name, (one, other) in pairs.items()}
    known, gain = measured[served] | further, gaps["served_vs_trivial"]
    return facts | {
        "schema_version": 2,
        "data": {key: facts["data"][key] for key in DATA},
        "interval": {"method": "percentile bootstrap", **params["interval"], **facts["interval"]},
        "models": {t: {"name": bundle.tiers[t].name, "metrics": measured[t]} for t in measured},
        "served": served,
        "comparison": gaps,
        "gates": gates(params["gates"], known, gain, saved, facts["leakage"], higher_is_better),
    }
