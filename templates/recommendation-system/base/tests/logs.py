"""Events whose truth is known."""

import numpy as np

from portfolio_project.data import Interactions


def make_events(pairs, time=None, users=(), items=(), liked=None):
    """Make events of pairs of names, all liked by default; further users and items have none."""
    users = np.unique([*(user for user, _ in pairs), *users])
    items = np.unique([*(item for _, item in pairs), *items])
    user = np.searchsorted(users, [user for user, _ in pairs])
    item = np.searchsorted(items, [item for _, item in pairs])
    time = np.arange(len(pairs)) if time is None else time
    liked = np.ones(len(pairs), dtype=bool) if liked is None else np.asarray(liked)
    return Interactions(users, items, user, item, np.asarray(time, dtype=float), liked)


def checkerboard(users=20, items=12):
    """Two tastes: each user took every item of one colour but one, the only right answer."""
    pairs, withheld = [], {}
    for u in range(users):
        liked = [i for i in range(items) if i % 2 == u % 2]
        missing = liked[(u // 2) % len(liked)]
        withheld[f"u{u:02d}"] = f"i{missing:02d}"
        pairs += [(f"u{u:02d}", f"i{i:02d}") for i in liked if i != missing]
    return make_events(pairs), withheld


def random_events(users=30, items=20, size=200, seed=0, liked=1.0):
    """Draw distinct pairs of users and items, in any order of time; a share of them is liked."""
    rng = np.random.default_rng(seed)
    cells = rng.choice(users * items, size, replace=False)
    pairs = [(f"u{cell // items:02d}", f"i{cell % items:02d}") for cell in cells]
    return make_events(pairs, rng.integers(0, 50, size), liked=rng.random(size) < liked)
