"""Fixtures of all tests; what makes a run quick is this project's own."""

import pytest
from reporting.projects import copy_of_project, finished, one_thread, quick_project

__all__ = ["copy_of_project", "finished", "one_thread", "quick_project"]


@pytest.fixture(scope="session")
def quick():
    """A small network for a few epochs, on few images."""
    return {
        "params.toml": {"resamples": 200, "epochs": 12, "width": 8},
        "data/contract.toml": {"example": 150},
    }
