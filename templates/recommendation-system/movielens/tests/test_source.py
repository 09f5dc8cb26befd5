"""The files of the source become one table, once its terms are accepted."""

# YOURS: goes together with `source.py`, where the events come from a file of yours.

import pytest
from sample import EACH, ITEMS, USERS

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import NEEDS, load, prepare
from portfolio_project.reporting.project import Project

pytestmark = pytest.mark.skipif(
    not read_contract(Project.here(), NEEDS).source, reason="the events come from the owner's file"
)


def test_every_rating_is_read_under_the_title_of_its_film(quick_project):
    prepare(quick_project)
    log = load(quick_project)
    assert len(log.events.users) == USERS and len(log.events.items) <= ITEMS
    assert len(log.events.user) == USERS * EACH
    assert (~log.events.liked).sum() == USERS  # one low rating each
    assert all(name.startswith("Film é ") and " #" in name for name in log.events.items)


@pytest.mark.parametrize("answer", ["", "no", "Accepted?"])
def test_without_acceptance_nothing_is_downloaded(quick_project, monkeypatch, capsys, answer):
    monkeypatch.setenv("MOVIELENS_TERMS", answer)
    archive = quick_project.root / "data" / "raw" / "ml-100k.zip"
    archive.unlink()
    assert main(["data"], quick_project) == 2
    stderr = capsys.readouterr().err
    assert "may not be redistributed" in stderr.lower()
    assert "set MOVIELENS_TERMS=accepted" in stderr
    assert not archive.exists()
