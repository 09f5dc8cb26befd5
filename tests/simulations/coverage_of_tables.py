"""Measure how often the intervals of a predictive model hold the truth, where rows hang together.

    python tests/simulations/coverage_of_tables.py LAYOUT

LAYOUT is the regression project, laid out. Test parts with a known truth are drawn, whose errors
have half of their variance in common within a group; the intervals are made as ``evaluate`` makes
them, over the units that the project takes. Prints the share of 95 % intervals that hold the truth,
and exits 1 where 1,000 draws of 40 groups give a share outside .92 to .97. Ten groups are too few
for an interval of 95 %: their share is printed and not asserted, as is that of intervals over rows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import NormalDist

import numpy as np
from threadpoolctl import threadpool_limits

SIZE, MEAN, SPREAD = 25, 0.3, 2**0.5  # rows of a group; errors are normal with this mean and spread
WANTED = (0.92, 0.97)


def truths() -> dict[str, float]:
    """Give what the intervals must hold: the mean error, and the mean of a folded normal."""
    normal, ratio = NormalDist(), MEAN / SPREAD
    return {"bias": MEAN, "mae": 2 * SPREAD * normal.pdf(ratio) + MEAN * (1 - 2 * normal.cdf(-ratio))}


def main(layout: Path) -> int:
    """Draw the test parts, and print a line for each form."""
    sys.path[:0] = [str(layout / "src"), str(layout / "tests")]
    from portfolio_project import metrics
    from portfolio_project.reporting.intervals import bootstrap, resampling
    from portfolio_project.units import clusters
    from tables import make_table

    interval = {"resamples": 1000, "level": 0.95}
    failed = False
    for groups, over, seeds, asserted in (
        (40, "group", 1000, True),
        (40, "row", 200, False),
        (10, "group", 1000, False),
    ):
        n = groups * SIZE
        group = np.arange(n) // SIZE
        table = make_table({"a": np.arange(n) * 1.0}, np.arange(n) % 7, group=group)
        unit, drawn = clusters(table, np.arange(n))
        assert unit == "group"
        y, hits = np.zeros(n), {name: 0 for name in truths()}
        for seed in range(seeds):
            rng = np.random.default_rng(seed)
            p = MEAN + rng.normal(size=groups)[group] + rng.normal(size=n)
            statistics = {name: (lambda w, f=getattr(metrics, name), p=p: f(y, p, w)) for name in hits}
            params = {"seed": seed, "interval": interval}
            found = bootstrap(statistics, n, **resampling(params, n, drawn if over == "group" else None))
            for name, truth in truths().items():
                ends = found[name].interval()
                hits[name] += ends["ci_low"] <= truth <= ends["ci_high"]
        shares = {name: hit / seeds for name, hit in hits.items()}
        wrong = asserted and not all(WANTED[0] <= share <= WANTED[1] for share in shares.values())
        failed |= wrong
        told = ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
        print(f"{groups} groups, drawn over {over}s, {seeds} draws: {told}{' OUTSIDE' * wrong}")
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with threadpool_limits(limits=1):
        raise SystemExit(main(Path(sys.argv[1])))
