"""Files that the tests put into ``data/raw`` instead of a download: invented people.

They say nothing about real people, and no result on them means anything.
"""

# YOURS: goes when the rows are your own and nothing is downloaded; `FILES` is then empty.

import numpy as np

ROWS = {"adult.data": 600, "adult.test": 300}
DEGREES = {9: "HS-grad", 10: "Some-college", 13: "Bachelors", 14: "Masters"}


def people(rows, seed):
    """Draw lines of the source's form; degree, age, marriage and hours decide."""
    rng = np.random.default_rng(seed)
    lines = []
    for i in range(rows):
        years = int(rng.choice(list(DEGREES)))
        age, hours = int(rng.integers(20, 65)), int(rng.integers(20, 60))
        married, male = rng.random() < 0.5, rng.random() < 0.5
        score = 0.5 * (years - 11) + 0.08 * (age - 45) + 2.5 * married + 0.06 * (hours - 45)
        rich = score + 0.6 * rng.normal() > 1.5
        cells = [age, "?" if i % 20 == 0 else "Private", rng.integers(10_000, 900_000)]
        cells += [DEGREES[years], years, "Married-civ-spouse" if married else "Never-married"]
        cells += [rng.choice(["Sales", "Tech-support"]), "Husband" if married else "Unmarried"]
        cells += [rng.choice(["White", "Black"]), "Male" if male else "Female"]
        cells += [5000 * (rng.random() < 0.1), 0, hours, "United-States"]
        lines.append(", ".join(map(str, [*cells, ">50K" if rich else "<=50K"])))
    return lines


TRAIN, TEST = (people(rows, seed) for seed, rows in enumerate(ROWS.values()))
FILES = {
    "adult.data": "\n".join([*TRAIN, "", ""]).encode(),
    "adult.test": "\n".join(["|1x3 Cross validator", *(f"{t}." for t in TEST), ""]).encode(),
}
