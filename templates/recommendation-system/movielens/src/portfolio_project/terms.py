"""The terms of the data: shown, and accepted by a person before anything is downloaded."""

import os
import sys

from .reporting.project import InputError

ACCEPTED = "MOVIELENS_TERMS"  # environment variable; "accepted" answers without being asked


def accept(terms: str) -> None:
    """Ask for the terms to be accepted: on a terminal, or by the environment."""
    print(f"data: {terms}", file=sys.stderr)
    answer = os.environ.get(ACCEPTED, "")
    if not answer and sys.stdin.isatty():
        answer = "accepted" if input("Do you accept these terms? [y/N] ").lower() == "y" else "no"
    if answer != "accepted":
        fault = "the terms were not accepted, so nothing was downloaded"
        raise InputError(f"{fault}: read them, and set {ACCEPTED}=accepted")
