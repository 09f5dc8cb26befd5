"""A TOML file, checked against rules before anything runs: all faults, each with its line."""

import difflib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .parameters import Rule
from .project import InputError, read_toml

Keys = tuple[str, ...]
Also = Callable[[dict[str, Any]], Iterable[tuple[str, str]]]


def validate(path: Path, rules: dict[str, Rule], also: Also = lambda _: []) -> dict[str, Any]:
    """Read a TOML file and check it against rules.

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
    values, faults = {".".join(parts): (parts, one) for parts, one in _leaves(tables)}, []
    lines = _lines(path.read_text(encoding="utf-8-sig"))

    def line(key: str) -> int:
        while key and key not in lines:
            key = key.rpartition(".")[0]
        return lines.get(key, 1)

    for key, (parts, value) in values.items():
        rule = next((rules[name] for name in rules if _fits(name, parts)), None)
        if rule is None:
            close = difflib.get_close_matches(key, rules, 1, cutoff=0.8)
            hint = f"; is '{close[0]}' meant?" if close else ""
            faults.append((line(key), f"'{key}' is not known{hint}"))
        elif not rule.holds(value, tables):
            shown = str(value).lower() if isinstance(value, bool) else value
            faults.append((line(key), f"{key} = {shown!r} will not do: {rule.expected}"))
    for name, rule in rules.items():
        expected = [] if rule.optional else _expected(name, tables)
        missing = [key for key in expected if key not in values]
        faults += [(line(key), f"'{key}' is missing: {rule.expected}") for key in missing]
    if faults := faults or [(line(key), fault) for key, fault in also(tables)]:
        messages = [f"line {number}: {fault}" for number, fault in sorted(faults)]
        raise InputError("\n  ".join([f"{path.name} cannot be used", *messages]))
    return tables


def _leaves(table: dict[str, Any], before: Keys = ()) -> Iterable[tuple[Keys, Any]]:
    """Give each value with the keys that lead to it."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*before, key))
        else:
            yield (*before, key), value


def _fits(name: str, keys: Keys) -> bool:
    parts = name.split(".")
    rest = parts[-1] == "*" and len(keys) > len(parts)
    pairs = zip(parts, keys, strict=False)
    return (rest or len(parts) == len(keys)) and all(part in ("*", one) for part, one in pairs)


def _expected(name: str, table: Any, before: str = "") -> Iterable[str]:
    """Give the keys that a rule asks for: a ``*`` is each name that is there."""
    first, _, rest = name.partition(".")
    inner = table if isinstance(table, dict) else {}
    for key in list(inner) if first == "*" else [first]:
        if not rest:
            yield before + key
        else:
            yield from _expected(rest, inner.get(key, {}), f"{before}{key}.")


def _lines(text: str) -> dict[str, int]:
    """Find the line of each table and key, counted from 1."""
    lines, table = dict[str, int](), ""
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if head:
            table = re.sub(r"[\"'\s]", "", head[1])
            lines.setdefault(table, number)
        elif key:
            name = re.sub(r"[\"']", "", key[1])
            lines.setdefault(f"{table}.{name}" if table else name, number)
    return lines
