"""What ``params.toml`` and the contract may hold: a rule for each key."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from .leakage import OPERATORS


@dataclass(frozen=True)
class Rule:
    """What one key may hold.

    Parameters
    ----------
    holds : callable
        Takes the value and the tables of params.toml; says whether the value will do.
    expected : str
        What would do, for people.
    optional : bool
        Whether the key may be left out.
    """

    holds: Callable[[Any, dict[str, Any]], bool]
    expected: str
    optional: bool = False

    def also(self, holds: Callable[[dict[str, Any]], bool], expected: str) -> "Rule":
        """Ask for something more, which may depend on other keys."""
        return replace(
            self,
            holds=lambda value, params: self.holds(value, params) and holds(params),
            expected=f"{self.expected}; {expected}",
        )


def number(
    low: float = -math.inf,
    high: float = math.inf,
    *,
    open_ends: bool = False,
    optional: bool = False,
) -> Rule:
    """Ask for a finite number from ``low`` to ``high``, between them where the ends are open."""

    def holds(value: Any, _: Any) -> bool:
        inside = type(value) in (int, float) and math.isfinite(value) and low <= value <= high
        return inside and not (open_ends and value in (low, high))

    least, most = ("above", "below") if open_ends else ("from", "to")
    ends = f" {least} {low:g}" * (low > -math.inf) + f" {most} {high:g}" * (high < math.inf)
    return Rule(holds, "a number" + ends, optional)


def whole(low: int, high: int = 10**9, *, optional: bool = False) -> Rule:
    """Ask for a whole number from ``low`` to ``high``."""

    def holds(value: Any, _: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return Rule(holds, f"a whole number from {low}" + f" to {high}" * (high < 10**9), optional)


def one_of(values: Collection[Any], *, optional: bool = False) -> Rule:
    """Ask for one of some values."""
    return Rule(lambda value, _: value in values, f"one of {', '.join(map(str, values))}", optional)


def list_of(
    values: Collection[Any] | None = None, *, fewest: int = 0, optional: bool = False
) -> Rule:
    """Ask for a list without repetition, of known values, or of any where none are given."""

    def holds(value: Any, _: Any) -> bool:
        listed = isinstance(value, list) and all(values is None or one in values for one in value)
        return listed and fewest <= len(value) == len(set(map(str, value)))

    of = "" if values is None else f" of any of {', '.join(map(str, values))}"
    expected = f"a list without repetition{of}"
    return Rule(holds, f"{expected}, with {fewest} or more" if fewest else expected, optional)


def text(*, optional: bool = False) -> Rule:
    """Ask for a text that is not empty."""
    return Rule(lambda value, _: isinstance(value, str) and value != "", "a text", optional)


PROVENANCE = {  # of every contract
    "data.name": text(),
    "data.version": text(),
    "data.license": text(),
    "data.synthetic": one_of([True, False]),
    "data.sha256": text(optional=True),
}


def common(metrics: Collection[str] | None = None) -> dict[str, Rule]:
    """Give the rules that every project has; ``metrics`` are what a gate may name."""
    return {
        "seed": whole(0, 2**32 - 1 - 10_000),  # further seeds are counted from it
        "interval.resamples": whole(100, 1_000_000),
        "interval.level": number(0.5, 1, open_ends=True),
        "gates.*.metric": text() if metrics is None else one_of(metrics),
        "gates.*.op": one_of(OPERATORS),
        "gates.*.threshold": number(),
        "gates.*.warns": one_of([True, False], optional=True),
    }
