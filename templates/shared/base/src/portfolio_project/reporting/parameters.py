"""What ``params.toml`` may hold: checked before anything runs, all faults at once."""

import difflib
import math
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .leakage import OPERATORS
from .project import InputError, read_toml

Keys = tuple[str, ...]
Also = Callable[[dict[str, Any]], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Rule:
    """What one key may hold.

    Parameters
    ----------
    holds : callable
        Takes the value and the tables of params.toml; says whether the value will do.
    wanted : str
        What would do, for people.
    optional : bool
        Whether the key may be left out.
    """

    holds: Callable[[Any, dict[str, Any]], bool]
    wanted: str
    optional: bool = False

    def also(self, holds: Callable[[dict[str, Any]], bool], wanted: str) -> "Rule":
        """Ask for something more, which may depend on other keys."""
        return replace(
            self,
            holds=lambda value, params: self.holds(value, params) and holds(params),
            wanted=f"{self.wanted}; {wanted}",
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


def one_of(known: Collection[Any], *, optional: bool = False) -> Rule:
    """Ask for one of some values."""
    return Rule(lambda value, _: value in known, f"one of {', '.join(map(str, known))}", optional)


def list_of(
    known: Collection[Any] | None = None, *, fewest: int = 0, optional: bool = False
) -> Rule:
    """Ask for a list without repetition, of known values, or of any where none are given."""

    def holds(value: Any, _: Any) -> bool:
        listed = isinstance(value, list) and all(known is None or one in known for one in value)
        return listed and fewest <= len(value) == len(set(map(str, value)))

    said = "a list without repetition"
    said += "" if known is None else f" of any of {', '.join(map(str, known))}"
    return Rule(holds, f"{said}, with {fewest} or more" if fewest else said, optional)


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


def hold(path: Path, rules: dict[str, Rule], also: Also = lambda _: []) -> dict[str, Any]:
    """Read a TOML file and hold it against rules.

    Parameters
    ----------
    path : Path
        Of the file.
    rules : dict of str to Rule
        By dotted key; ``*`` stands for any one name, and at the end for all that is below.
    also : callable
        Takes the tables where each key keeps to its rule; gives faults between keys, with one key.

    Returns
    -------
    dict
        Its tables.

    Raises
    ------
    InputError
        Lists every fault with its line, the value, and what would do.
    """
    tables = read_toml(path)
    found, faults = {".".join(parts): (parts, one) for parts, one in _leaves(tables)}, []
    lines = _lines(path.read_text(encoding="utf-8-sig"))

    def line(key: str) -> int:
        while key and key not in lines:
            key = key.rpartition(".")[0]
        return lines.get(key, 1)

    for key, (parts, value) in found.items():
        rule = next((rules[name] for name in rules if _fits(name, parts)), None)
        if rule is None:
            close = difflib.get_close_matches(key, rules, 1, cutoff=0.8)
            meant = f"; is '{close[0]}' meant?" if close else ""
            faults.append((line(key), f"'{key}' is not known{meant}"))
        elif not rule.holds(value, tables):
            shown = str(value).lower() if isinstance(value, bool) else value
            faults.append((line(key), f"{key} = {shown!r} will not do: {rule.wanted}"))
    for name, rule in rules.items():
        wanted = [] if rule.optional else _wanted(name, tables)
        missing = [key for key in wanted if key not in found]
        faults += [(line(key), f"'{key}' is missing: {rule.wanted}") for key in missing]
    if faults := faults or [(line(key), fault) for key, fault in also(tables)]:
        said = [f"line {number}: {fault}" for number, fault in sorted(faults)]
        raise InputError("\n  ".join([f"{path.name} cannot be used", *said]))
    return tables


def _leaves(table: dict[str, Any], before: Keys = ()) -> Iterable[tuple[Keys, Any]]:
    """Give each value with the keys that lead to it."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*before, key))
        else:
            yield (*before, key), value


def _fits(name: str, given: Keys) -> bool:
    parts = name.split(".")
    rest = parts[-1] == "*" and len(given) > len(parts)
    pairs = zip(parts, given, strict=False)
    return (rest or len(parts) == len(given)) and all(part in ("*", one) for part, one in pairs)


def _wanted(name: str, table: Any, before: str = "") -> Iterable[str]:
    """Give the keys that a rule asks for: a ``*`` is each name that is there."""
    first, _, rest = name.partition(".")
    here = table if isinstance(table, dict) else {}
    for key in list(here) if first == "*" else [first]:
        if not rest:
            yield before + key
        else:
            yield from _wanted(rest, here.get(key, {}), f"{before}{key}.")


def _lines(written: str) -> dict[str, int]:
    """Find the line of each table and key, counted from 1."""
    found, table = dict[str, int](), ""
    for number, line in enumerate(written.splitlines(), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if head:
            table = re.sub(r"[\"'\s]", "", head[1])
            found.setdefault(table, number)
        elif key:
            name = re.sub(r"[\"']", "", key[1])
            found.setdefault(f"{table}.{name}" if table else name, number)
    return found
