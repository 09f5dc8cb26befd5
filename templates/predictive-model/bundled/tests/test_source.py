"""The bundled data is the one that the contract describes, to the last byte."""

# YOURS: goes together with `source.py`, where the rows come from a file of yours.

import pytest

from portfolio_project.__main__ import main
from portfolio_project.contract import read_contract
from portfolio_project.data import load, prepare
from portfolio_project.reporting.rows import read_csv


def test_the_data_that_ships_has_the_hash_of_the_contract(finished):
    table = load(finished)
    if "sha256" not in table.contract.data:
        pytest.skip("the contract names no sha256: the file is not final")
    assert table.contract.data["sha256"] == table.sha256


def test_other_rows_than_those_of_the_contract_are_refused(quick_project, capsys):
    prepare(quick_project)
    if "sha256" not in read_contract(quick_project).data:
        pytest.skip("the contract names no sha256: the file is not final")
    path = quick_project.root / read_contract(quick_project).data["file"]
    read_csv(path).iloc[:-1].to_csv(path, index=False)
    assert main(["data"], quick_project) == 2
    assert "has sha256" in capsys.readouterr().err
