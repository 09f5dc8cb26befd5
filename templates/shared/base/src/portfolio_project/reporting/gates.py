"""What must hold before the model may be used: each gate is decided on the test part, once."""

from typing import Any

from .intervals import Measured
from .leakage import check


def gates(
    owner: dict[str, Any],
    metrics: dict[str, Any],
    gain: Measured,
    leaks: dict[str, Any],
    higher_is_better: bool,
) -> dict[str, Any]:
    """Decide every gate.

    Two are always there: no leak check failed, and the served tier beats the trivial one with the
    whole interval.

    Parameters
    ----------
    owner : dict
        ``[gates]`` of params.toml: a metric, an operator and a threshold by name.
    metrics : dict
        What the served tier measured.
    gain : dict
        ``ci_low`` and ``ci_high`` of the served tier's primary metric minus the trivial one's.
    leaks : dict
        The leak checks.
    higher_is_better : bool
        Which way the primary metric goes.

    Returns
    -------
    dict of str to dict
        ``observed``, ``op``, ``threshold`` and ``passed`` of each gate.
    """
    sign = 1 if higher_is_better else -1
    surest = min(sign * (gain[end] or 0.0) for end in ("ci_low", "ci_high"))
    failed = sum(not leak["passed"] for leak in leaks.values())
    decided = {"no_leak": check(failed, "==", 0), "beats_trivial": check(surest, ">", 0)}
    for name, gate in owner.items():
        decided[name] = check(metrics[gate["metric"]]["value"], gate["op"], gate["threshold"])
    return decided
