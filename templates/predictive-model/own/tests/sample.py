"""Invented rows that keep to the contract: tests run on them, and leave the owner's rows alone."""

import csv
import io

import numpy as np

from portfolio_project.contract import Column, read_contract
from portfolio_project.reporting.project import Project

ROWS = 600
LEVELS = 5  # of a category that are used, at most
EMPTY = 0.05  # share of empty cells, where a cell may be empty
SIDES = (0.0, 100.0)  # of a number that may be anything


def invent(column: Column, rng: np.random.Generator) -> tuple[list[str], np.ndarray]:
    """Invent the cells of a column, and say how far each is from the middle."""
    if column.kind == "category":
        at = rng.permutation(ROWS) % min(len(column.levels), LEVELS)
        return [column.levels[i] for i in at], at - at.mean()
    if column.kind == "date":
        days = np.datetime64("2024-01-01") + np.arange(ROWS)
        return list(map(str, days)), np.zeros(ROWS)
    value = rng.uniform(-1, 1, ROWS)
    ends = zip(column.range, SIDES, strict=True)
    low, high = (end if np.isfinite(end) else other for end, other in ends)
    numbers = low + (max(high, low + 1) - low) * (value + 1) / 2
    return [f"{x:.0f}" if column.kind == "integer" else f"{x:.3f}" for x in numbers], value


def invent_target(target: Column, score: np.ndarray) -> list[str]:
    """Turn a score into a class, in equal parts, or into a quantity."""
    rank = np.argsort(np.argsort(score)) / len(score)
    if target.kind == "category":
        return [target.levels[int(x * len(target.levels))] for x in rank]
    low, high = (
        end if np.isfinite(end) else side for end, side in zip(target.range, SIDES, strict=True)
    )
    numbers = low + (max(high, low + 1) - low) * rank
    return [f"{x:.0f}" if target.kind == "integer" else f"{x:.3f}" for x in numbers]


def invent_rows() -> bytes:
    """Invent rows whose target follows from the features in part; in plain CSV."""
    contract, rng = read_contract(Project.here()), np.random.default_rng(0)
    columns, score = {}, rng.normal(size=ROWS)
    for column in contract.columns:
        if column.role in ("target", "excluded"):
            continue
        cells, value = invent(column, rng) if column.role == "feature" else invent_role(column)
        score += 2 * value / max(value.std(), 1e-9) * (column.role == "feature")
        empty = (rng.random(ROWS) < EMPTY) & column.missing
        columns[column.name] = [
            "" if gone else cell for cell, gone in zip(cells, empty, strict=True)
        ]
    columns[contract.target.name] = invent_target(contract.target, score)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    names = [column.name for column in contract.columns]
    writer.writerow(names)
    blank = [""] * ROWS  # of what is left out
    writer.writerows(zip(*(columns.get(name, blank) for name in names), strict=True))
    return text.getvalue().encode()


def invent_role(column: Column) -> tuple[list[str], np.ndarray]:
    """Invent what divides the rows: moments that rise, groups of ten rows, names of rows."""
    places = np.arange(ROWS)
    if column.role == "time" and column.kind == "date":
        cells = list(map(str, np.datetime64("2020-01-01") + places))
    elif column.role == "group":
        cells = [
            column.levels[i // 10 % len(column.levels)] if column.levels else f"g{i // 10}"
            for i in places
        ]
    else:
        cells = list(map(str, places + 1))
    return cells, np.zeros(ROWS)


CONTRACT = read_contract(Project.here()).data
FILES: dict[str, bytes] = {CONTRACT["file"].rpartition("/")[2]: invent_rows()}
