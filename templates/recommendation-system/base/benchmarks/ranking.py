"""How long ranking and measuring take for a catalogue of any size; nothing is written.

python benchmarks/ranking.py --users 1000 --items 10000
"""

import argparse
import sys
import time

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from portfolio_project.counts import Counts
from portfolio_project.data import Interactions
from portfolio_project.metrics import K, per_user
from portfolio_project.recommender import Recommender
from portfolio_project.reporting.shares import Floats


class Given(Recommender):
    """Score with given weights from items to items: the work of a linear model without its fit."""

    def learn(self, counts: Counts) -> None:
        """Draw weights, shape (catalogue, catalogue)."""
        rng, m = np.random.default_rng(0), len(counts.catalogue)
        self.weights = rng.random((m, m), dtype=np.float32)

    def scores(self, histories: sparse.csr_array) -> Floats:
        """Sum the weights of what was taken."""
        return np.asarray(histories.astype(np.float32) @ self.weights)


def main(argv: list[str] | None = None) -> int:
    """Time scoring, ranking and every metric on random events; exit code 2 for sizes too small."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition(":")[0])
    parser.add_argument("--users", type=int, default=1000)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=20, help="of each user")
    args = parser.parse_args(argv)
    users, items, size = args.users, args.items, args.events
    if min(users, size) < 1 or items < size + K:
        print(f"error: needs a user, an event, and {size + K} items or more", file=sys.stderr)
        return 2
    with threadpool_limits(limits=1):
        measure(users, items, size)
    return 0


def measure(users: int, items: int, size: int) -> None:
    """Rank the whole catalogue for every user, who has ``size`` events, and compute the metrics."""
    rng = np.random.default_rng(0)
    owner = np.repeat(np.arange(users), size)
    last = np.arange(users * size) % size == size - 1
    item = rng.integers(0, items, users * size)
    names, titles = (np.array([f"{i:06d}" for i in range(n)]) for n in (users, items))
    times, liked = np.arange(users * size, dtype=float), np.ones(users * size, dtype=bool)
    events = Interactions(names, titles, owner, item, times, liked)
    test, asked = events.take(last), np.arange(users)
    model = Given().fit(events.take(~last))
    start = time.perf_counter()
    lists = model.recommend(names, K)
    ranked = time.perf_counter()
    per_user(lists, test, asked, np.full(items, 0.5))
    end = time.perf_counter()
    print(f"benchmark: {users} users x {items} items, {size} events each")
    print(f"benchmark: ranking {ranked - start:.2f} s, metrics {end - ranked:.3f} s, one thread")


if __name__ == "__main__":
    sys.exit(main())
