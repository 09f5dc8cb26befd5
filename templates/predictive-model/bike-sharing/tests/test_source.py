"""The archive becomes a table, and the columns that add up to the target are kept out."""

# YOURS: goes together with `source.py`, where the rows come from a file of yours.

import json
import re

import pytest
from sample import FILES, hours

from portfolio_project.__main__ import main
from portfolio_project.data import load, prepare

ARCHIVE = next(iter(FILES))


def test_the_hours_are_read_with_their_time(quick_project):
    prepare(quick_project)
    table, source = load(quick_project), hours()
    assert list(table.y) == list(source["cnt"])
    assert str(table.roles["time"][30])[:16] == "2011-12-18T06:00"


@pytest.mark.parametrize("content", [b"", b"no archive", FILES[ARCHIVE][:1000]])
def test_a_broken_archive_is_refused(quick_project, capsys, content):
    toml = quick_project.root / "data" / "contract.toml"
    text = re.sub(r'zip" = "\w+"', 'zip" = ""', toml.read_text(encoding="utf-8"))
    toml.write_text(text, encoding="utf-8")
    (quick_project.root / "data" / "raw" / ARCHIVE).write_bytes(content)
    assert main(["data"], quick_project) == 2
    assert "is not the archive with hour.csv" in capsys.readouterr().err


def test_the_parts_of_the_target_are_refused_as_features(quick_project):
    """With both, the target is their sum; each is also known only afterwards."""
    toml = quick_project.root / "data" / "contract.toml"
    text = toml.read_text(encoding="utf-8")
    for name in ("casual", "registered"):
        text = re.sub(rf'(?m)^({name} = .*role = )"excluded"', r'\1"feature"', text)
    toml.write_text(text, encoding="utf-8")
    assert main(["all"], quick_project) == 1
    found = json.loads((quick_project.reports / "metrics.json").read_text(encoding="utf-8"))
    red = {n for n, c in found["leakage"].items() if not c["passed"] and not c.get("warns")}
    assert red == {"known_at_prediction", "linear_reconstruction"}
