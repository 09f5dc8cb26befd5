"""The answers, from 1 to 5, out of data/answers.csv."""

import csv
from pathlib import Path

FILE = Path(__file__).parents[2] / "data" / "answers.csv"

with FILE.open(newline="", encoding="utf-8") as lines:
    ANSWERS = [int(row["answer"]) for row in csv.DictReader(lines)]
