"""Fixtures of all tests; what makes a run quick is this project's own."""

import pytest
from reporting.projects import copy_of_project, finished, one_thread, quick_project

__all__ = ["copy_of_project", "finished", "one_thread", "quick_project"]


@pytest.fixture(scope="session")
def quick():
    """The search and the intervals, cut down until a run takes a second or two."""
    return {"params.toml": {"resamples": 200, "trials": 2, "folds": 3, "repeats": 1}}
