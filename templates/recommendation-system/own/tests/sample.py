"""Invented events that keep to the contract: tests run on them, and leave the owner's alone."""

import csv
import io

import numpy as np

from portfolio_project.contract import Column, read_contract
from portfolio_project.data import NEEDS
from portfolio_project.reporting.project import Project

USERS, ITEMS, EACH = 120, 60, 16
START = np.datetime64("2024-01-01T00:00:00")


def value_of(column: Column, liked: float, is_low: bool) -> str:
    """Invent a value that is liked, or the lowest that may be."""
    low, high = column.range
    least = max(low, liked - 1) if np.isfinite(low) else liked - 1
    value = least if is_low else liked
    value = min(max(value, low), high)
    return f"{np.ceil(value):.0f}" if column.kind == "integer" else f"{value:g}"


def time_of(column: Column, moment: int) -> str:
    """Write a moment, in hours since the first, as the column has its times."""
    if column.kind == "date":
        return str(START + np.timedelta64(moment, "h"))
    low, high = column.range
    start = low if np.isfinite(low) else 0.0
    room = high - start if np.isfinite(high) else 1e6
    place = start + room * moment / 2000
    return f"{place:.0f}" if column.kind == "integer" else f"{place:.6f}"


def invent_events() -> bytes:
    """Draw two tastes: most of what a user takes has the colour of the user; in plain CSV."""
    here = Project.here()
    columns = read_contract(here, NEEDS).columns
    liked, rng = float(here.params["relevance"]["minimum"]), np.random.default_rng(0)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for user in range(USERS):
        chance = np.where(np.arange(ITEMS) % 2 == user % 2, 4.0, 1.0) / np.arange(3, ITEMS + 3)
        some = rng.choice(ITEMS, EACH, replace=False, p=chance / chance.sum())
        first = int(rng.integers(0, 1000))
        for step, item in enumerate(some):
            made = {"user": f"u{user + 1:03d}", "item": f"i{item + 1:02d}"}
            for column in columns:
                if column.role == "value":
                    made["value"] = value_of(column, liked, step == 3)
                if column.role == "time":
                    made["time"] = time_of(column, first + 50 * step)
            writer.writerow([made.get(column.role, "") for column in columns])
    return text.getvalue().encode()


CONTRACT = read_contract(Project.here(), NEEDS).data
FILES: dict[str, bytes] = {CONTRACT["file"].rpartition("/")[2]: invent_events()}
