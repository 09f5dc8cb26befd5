"""The owner's file is the one that the contract describes; where it is not there, that is said."""

import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import NEEDS, load
from portfolio_project.reporting.project import Project


def test_the_owners_file_has_the_hash_of_the_contract():
    here = Project.here()
    contract = read_contract(here, NEEDS)
    if not (here.root / contract.data["file"]).exists() or "sha256" not in contract.data:
        pytest.skip("the owner's file is not here, or is not final")
    assert load(here).sha256 == contract.data["sha256"]


def test_a_file_that_is_not_there_is_asked_for(quick_project, capsys):
    (quick_project.root / read_contract(quick_project, NEEDS).data["file"]).unlink()
    assert main(["data"], quick_project) == 2
    assert "is not there, and is needed for this" in capsys.readouterr().err


def test_other_events_than_those_of_the_contract_are_refused(quick_project, capsys):
    path = quick_project.root / read_contract(quick_project, NEEDS).data["file"]
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    assert main(["data"], quick_project) == 2
    assert "has sha256" in capsys.readouterr().err
