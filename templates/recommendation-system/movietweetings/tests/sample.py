"""Files that the tests lay in the place of the download: invented users, in the source's form."""

# YOURS: goes when the events are your own and nothing is downloaded; `FILES` is then empty.

import numpy as np

USERS, ITEMS, EACH = 120, 60, 16


def ratings(separator):
    """Draw two tastes: most of what a user likes has the colour of the user."""
    rng, lines = np.random.default_rng(0), []
    for user in range(1, USERS + 1):
        chance = np.where(np.arange(ITEMS) % 2 == user % 2, 4.0, 1.0) / np.arange(3, ITEMS + 3)
        some = rng.choice(ITEMS, EACH, replace=False, p=chance / chance.sum())
        start = int(rng.integers(880_000_000, 890_000_000))
        for step, item in enumerate(some):
            stars = 2 if step == 3 else TOP
            lines.append(separator.join(map(str, (user, item + 1, stars, start + 500_000 * step))))
    return "\n".join(lines) + "\n"


TOP = 9
FILMS = "".join(f"{i}::Film é {i} (2013)::Drama\n" for i in range(1, ITEMS + 1))
FILES = {"ratings.dat": ratings("::").encode(), "movies.dat": FILMS.encode()}
