"""Fixtures of all tests; what makes a run quick is this project's own."""

import pytest
from reporting.projects import copy_of_project, finished, one_thread, quick_project

__all__ = ["copy_of_project", "finished", "one_thread", "quick_project"]


@pytest.fixture(autouse=True, scope="session")
def no_network(tmp_path_factory):
    """Let nothing be fetched: what a test needs, it brings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_MIRROR", str(tmp_path_factory.mktemp("nothing")))
        yield


@pytest.fixture(scope="session")
def quick():
    """The documents are few already: only the resamples cost time."""
    return {"params.toml": {"resamples": 200}}
