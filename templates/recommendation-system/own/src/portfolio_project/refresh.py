"""What has changed from one file of events to a newer one, in sentences."""

from collections.abc import Iterable

import pandas as pd

from .contract import Column
from .reporting.newer import ALARM, shift, shown


def differences(before: pd.DataFrame, after: pd.DataFrame, columns: list[Column]) -> Iterable[str]:
    """Say in sentences how two files of events differ.

    How many events, users and items there are, how much of it was not known before, from when to
    when they go, and whether values have another distribution.
    """
    yield f"{len(after):,} events, {len(after) - len(before):+,} against the old file"
    named = {column.role: column for column in columns if column.role != "excluded"}
    for role in ("user", "item"):
        name = named[role].name
        some, fresh = after[name].nunique(), ~after[name].isin(before[name])
        new = after[name][fresh].nunique()
        yield f"{some:,} {role}s, {new:,} of them new, with {fresh.mean():.0%} of the events"
    if "time" in named:
        ends = (part[named["time"].name].agg(["min", "max"]) for part in (after, before))
        first, then = (" to ".join(map(shown, pair)) for pair in ends)
        yield f"they go from {first}; {then} before"
    if "value" in named:
        value = named["value"]
        yield from shift(value, before[value.name].dropna(), after[value.name].dropna(), ALARM)
