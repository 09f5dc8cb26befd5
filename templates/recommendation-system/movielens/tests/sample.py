"""Files that the tests lay in the place of the download: invented users, in the archive's form."""

# YOURS: goes when the events are your own and nothing is downloaded; `FILES` is then empty.

import io
import os
import zipfile

import numpy as np

os.environ.setdefault("MOVIELENS_TERMS", "accepted")  # of invented ratings
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


TOP = 5


def archive():
    """Pack ratings and titles as the source does."""
    films = "".join(f"{i}|Film é {i} (1997)|01-Jan-1997||\n" for i in range(1, ITEMS + 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as files:
        files.writestr(zipfile.ZipInfo("ml-100k/u.data"), ratings("\t"))
        files.writestr(zipfile.ZipInfo("ml-100k/u.item"), films.encode("latin-1"))
    return buffer.getvalue()


FILES = {"ml-100k.zip": archive()}
