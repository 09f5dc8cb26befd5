"""Files that the tests put into ``data/raw`` instead of a download: invented questions.

They have the form of the source and say nothing about banks; no result on them means anything.
"""

# YOURS: goes when the documents are your own and nothing is downloaded; `FILES` is then empty.

import csv
import io

import numpy as np

from portfolio_project.reporting.project import (
    Project,
    read_toml,
)

RULES = read_toml(Project.here().root / "data" / "contract.toml")["source"]
KNOWN = (
    "activate_my_card",
    "age_limit",
    "atm_support",
    "card_swallowed",
    "change_pin",
    "country_support",
    "exchange_rate",
    "getting_spare_card",
    "passcode_forgotten",
    "pin_blocked",
    "request_refund",
    "terminate_account",
    "top_up_limits",
    "transfer_timing",
    "verify_my_identity",
    "visa_or_mastercard",
)
SIZES = {"train": 26, "test": 9}  # of each intent
OPENINGS = ("How do I", "Why is", "Tell me about", "What about", "I need help with", "Is there")
STRAY = 0.4  # share of questions that say a word of another intent
FILLERS = ("today", "again", "please", "abroad", "online", "since Monday", "for a friend", "twice")


def questions(intent, rng, n):
    """Ask about an intent by some words of its name, and now and then by one of another's."""
    words = intent.strip("?").split("_")
    for _ in range(n):
        some = rng.permutation(words)[: rng.integers(1, 4)]
        if rng.random() < STRAY:
            some = [*some, rng.choice(rng.choice(KNOWN).split("_"))]
        ends = rng.permutation(FILLERS)[: rng.integers(1, 4)]
        yield " ".join([rng.choice(OPENINGS), *some, *ends])


def table(part, seed):
    """Write one file."""
    rng, file = np.random.default_rng(seed), io.StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(["text", "category"])
    left_out = [intent for part in RULES["without_document"].values() for intent in part]
    for intent in [*KNOWN, *left_out]:
        lines.writerows([text, intent] for text in questions(intent, rng, SIZES[part]))
    return file.getvalue().encode()


FILES = {f"{part}.csv": table(part, seed) for seed, part in enumerate(SIZES)}
# As in the real file: a training question of several sentences, one of which is a test question, a
# comma inside quotes, a line's end inside a question, and marks that are Markdown elsewhere.
TWIN = next(csv.DictReader(io.StringIO(FILES["test.csv"].decode())))["text"]
ODD = (f"My card is new. {TWIN}? Thank you!", "I paid 5*2, twice", "Why\n\nis this <b>so</b>?")
FILES["train.csv"] += "".join(f'"{text}",{KNOWN[0]}\n' for text in ODD).encode()
