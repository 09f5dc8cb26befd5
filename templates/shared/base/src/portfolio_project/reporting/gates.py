"""What must hold before the model may be used: each gate is decided on the test part, once."""

from typing import Any

from .leakage import check, fails
from .shares import Measured

VERDICTS = ("beats_trivial", "saves")  # a model that is not worth having is a result, no failed run


def gates(
    owner: dict[str, Any],
    metrics: dict[str, Any],
    gain: Measured,
    saved: Measured | None,
    leaks: dict[str, Any],
    higher_is_better: bool,
) -> dict[str, Any]:
    """Decide every gate.

    These are always there: no leak check failed, and the served tier beats the trivial one with the
    whole interval. Where errors have costs, deciding by the model saves some, with the whole
    interval, against the better of the constant rules.

    Parameters
    ----------
    owner : dict
        ``[gates]`` of params.toml: a metric, an operator and a threshold by name; ``warns`` where a
        failure is only to be said.
    metrics : dict
        What the served tier measured.
    gain : dict
        ``ci_low`` and ``ci_high`` of the served tier's primary metric minus the trivial one's.
    saved : dict, optional
        ``ci_low`` of the cost that is saved.
    leaks : dict
        The leak checks.
    higher_is_better : bool
        Which way the primary metric goes.

    Returns
    -------
    dict of str to dict
        ``observed``, ``op``, ``threshold`` and ``passed`` of each gate.
    """
    ends = [gain[end] or 0.0 for end in ("ci_low", "ci_high")]
    bound = min(ends) if higher_is_better else min(-end for end in ends)
    decided = {"no_leak": check(sum(map(fails, leaks.values())), "==", 0)}
    decided["beats_trivial"] = check(bound, ">", 0)
    if saved is not None:
        decided["saves"] = check(saved["ci_low"], ">", 0)
    for name, gate in owner.items():
        observed, warns = metrics[gate["metric"]]["value"], gate.get("warns", False)
        decided[name] = check(observed, gate["op"], gate["threshold"], warns)
    return decided


def failed(decided: dict[str, Any]) -> list[str]:
    """Name the gates that fail a run: all that failed but verdicts and warnings."""
    return [name for name, gate in decided.items() if fails(gate) and name not in VERDICTS]
