"""Fixtures of all tests; what makes a run quick is this project's own."""

import pytest
from reporting.projects import copy_of_project, finished, one_thread, quick_project

from portfolio_project.contract import read_contract
from portfolio_project.data import load
from portfolio_project.reporting.project import (
    InputError,
    Project,
)
from portfolio_project.train import load_bundle

__all__ = ["copy_of_project", "finished", "one_thread", "quick_project"]


@pytest.fixture(scope="session")
def quick():
    """A small network for a few epochs, on few images."""
    return {
        "params.toml": {"resamples": 200, "epochs": 20, "width": 8, "seeds": 2},
        "data/contract.toml": {"example": 150},
    }


@pytest.fixture(scope="session")
def served(request):
    """This project, where its model is trained on what is here; else one that was trained quickly.

    So behaviour is asked of the model that is served.
    """
    here = Project.here()
    try:
        load_bundle(here, read_contract(here), load(here))
    except InputError:
        return request.getfixturevalue("finished")
    return here
