"""Count the false alarms of a predictive model's leak checks on tables in which nothing leaks.

    python tests/simulations/clean_tables.py LAYOUT [TABLES]

LAYOUT is a predictive project, laid out. Each table has 200 to 2,000 rows and 5 to 20 fields:
continuous ones, few levels, skewed ones with gaps, and identifiers that no two rows share. The
target is drawn without looking at any of them, so every alarm is false. Prints how many tables of
TABLES (3,000) alarmed, with the checks, and exits 1 where any did.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

TABLES = 3000


def clean(rng: np.random.Generator) -> dict[str, object]:
    """Draw the fields of one table, by name."""
    n, fields = int(rng.integers(200, 2001)), {}
    for i in range(int(rng.integers(5, 21))):
        kind = rng.integers(5)
        if kind == 0:
            fields[f"normal_{i}"] = rng.normal(size=n)
        elif kind == 1:
            fields[f"levels_{i}"] = [f"level {j}" for j in rng.integers(rng.integers(2, 9), size=n)]
        elif kind == 2:
            values = np.exp(2 * rng.normal(size=n))
            fields[f"skewed_{i}"] = np.where(rng.random(n) < 0.1, np.nan, values)
        elif kind == 3:
            fields[f"count_{i}"] = rng.integers(rng.integers(2, 30), size=n).astype(float)
        else:
            fields[f"id_{i}"] = [f"row {j}" for j in rng.permutation(n)]
    return fields


def main(layout: Path, tables: int) -> int:
    """Draw the tables, and count which checks alarm."""
    sys.path[:0] = [str(layout / "src"), str(layout / "tests")]
    from portfolio_project import audit, baseline, task
    from portfolio_project.reporting import leakage
    from tables import QUANTITY, make_table

    warnings.simplefilter("ignore")  # a fit on noise may stop early
    alarms, second, warned = Counter[str](), 0, Counter[str]()
    for seed in range(tables):
        rng = np.random.default_rng(seed)
        fields = clean(rng)
        n = len(next(iter(fields.values())))  # type: ignore[arg-type]
        y = rng.normal(size=n) if QUANTITY else (rng.random(n) < rng.uniform(0.1, 0.9)).astype(float)
        table = make_table(fields, y)
        rows = rng.permutation(n)
        fit, test = rows[n // 4 :], rows[: n // 4]

        def shuffled(draw: np.random.Generator) -> leakage.Scores:
            labels = draw.permutation(table.y)
            said = task.predict(baseline.simple().fit(table.X.iloc[fit], labels[fit]), table.X.iloc[test])
            return leakage.reshuffled(task.knowledge, labels[test], said, draw)

        found = audit.fields(table, seed) | {"label_shuffle": leakage.label_shuffle(shuffled, seed)}
        second += found["label_shuffle"]["shuffles"] > leakage.SHUFFLES
        alarms.update(name for name, check in found.items() if leakage.fails(check))
        warned.update(n for n, check in found.items() if not check["passed"] and check.get("warns"))
        for name in [name for name, check in found.items() if leakage.fails(check)]:
            print(f"seed {seed}: {name} {found[name]}")
    print(f"{tables} clean tables: {sum(alarms.values())} alarms {dict(alarms)}, warnings {dict(warned)},")
    print(f"{second} of them decided by {leakage.DECIDING} shuffles")
    return int(bool(alarms))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    with threadpool_limits(limits=1):
        raise SystemExit(main(Path(sys.argv[1]), int((sys.argv[2:] or [TABLES])[0])))
