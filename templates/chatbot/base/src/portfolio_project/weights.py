"""Weights of others: this retriever starts from none that are fetched."""

from pathlib import Path

from .reporting.project import InputError, Project


def fetch(_: Project, given: Path | None) -> None:
    """Refuse what is given.

    Raises
    ------
    InputError
        When anything is.
    """
    if given:
        raise InputError(f"--weights {given}: this retriever has none")
