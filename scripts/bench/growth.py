"""Writes drawn data into a project: a table of so many rows, or the events of so many users and items."""

import random
import re
import sys
from pathlib import Path

draw = random.Random(7)


def write_table(project: Path, rows: int) -> None:
    """Write 18 fields of the usual kinds, with their contract."""
    numbers = [f"number_{i}" for i in range(12)]
    levels = {f"category_{i}": [f"level_{j}" for j in range(3 + 4 * i)] for i in range(6)}
    with (project / "data" / "raw" / "grown.csv").open("w", encoding="utf-8") as file:
        file.write(",".join([*numbers, *levels, "answer"]) + "\n")
        for _ in range(rows):
            values = [draw.lognormvariate(0, 1) if i % 3 == 0 else draw.gauss(0, 1) for i in range(12)]
            words = [draw.choice(some) for some in levels.values()]
            score = values[1] + values[2] * values[4] / 2 - values[0] / 3 + (words[1] == "level_0") + draw.gauss(0, 1)
            cells = ["" if draw.random() < 0.02 else f"{value:.4f}" for value in values]
            file.write(",".join([*cells, *words, "yes" if score > 0 else "no"]) + "\n")
    column = 'kind = "{}", role = "feature", known_at_prediction = true, meaning = "drawn"'
    lines = [f"{name} = {{ {column.format('number')}, missing = true }}" for name in numbers]
    lines += [f"{name} = {{ {column.format('category')}, levels = {some} }}" for name, some in levels.items()]
    lines.append('answer = { kind = "category", role = "target", levels = ["no", "yes"], positive = "yes", meaning = "drawn" }')
    head = '[data]\nname = "Grown"\nversion = "1"\nlicense = "CC0-1.0"\nsynthetic = true\nfile = "data/raw/grown.csv"\n'
    (project / "data" / "contract.toml").write_text(head + "\n[columns]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def write_events(project: Path, users: int, items: int, more: int) -> None:
    """Write eight events of each user, and so many more in the mean; a few items have most of them."""
    with (project / "data" / "raw" / "events.csv").open("w", encoding="utf-8") as file:
        file.write("user,item,day\n")
        for user in range(users):
            taken = {int(items * draw.random() ** 3) for _ in range(8 + int(draw.expovariate(1 / more)))}
            file.writelines(f"u{user},i{item},{draw.randrange(360)}\n" for item in sorted(taken))
    contract = project / "data" / "contract.toml"
    text = contract.read_text(encoding="utf-8")  # without the table that the sample is drawn from
    contract.write_text(re.sub(r"(?ms)^\[source\].*?(?=^\[|^#)", "", text), encoding="utf-8")


project, *sizes = Path(sys.argv[1]), *map(int, sys.argv[2:])
if len(sizes) == 1:
    write_table(project, *sizes)
else:
    write_events(project, *sizes)

# What is measured is the run: no gate of the sample stands in its way, and a slice is of what is there.
params = (project / "params.toml").read_text(encoding="utf-8").partition("[gates.")[0]
params = re.sub(r"^columns = \[.*?\]", 'columns = ["number_0", "category_0"]', params, flags=re.DOTALL | re.MULTILINE)
(project / "params.toml").write_text(params, encoding="utf-8")
