"""From events to lists: a run ranks for every user of the test part, and says by which rules.

The bytes of two runs are compared in ``reporting/test_run.py``.
"""

import json

from portfolio_project.__main__ import main
from portfolio_project.data import load
from portfolio_project.metrics import HEADLINE


def measured(project):
    return json.loads((project.reports / "metrics.json").read_text(encoding="utf-8"))


def test_popularity_neighbours_and_the_challenger_are_measured_alike(finished):
    models = measured(finished)["models"]
    assert len({frozenset(model["metrics"]) for model in models.values()}) == 1
    assert set(HEADLINE) <= set(models["trivial"]["metrics"])


def test_more_users_than_none_were_asked_and_the_gates_are_the_owners(finished):
    found = measured(finished)
    assert found["interval"]["unit"] == "user"
    assert set(finished.params["gates"]) <= set(found["gates"])


def test_somebody_who_is_known_and_somebody_who_is_new_both_get_a_list(finished, capsys):
    known = str(load(finished).events.users[0])
    for user in (known, "nobody has this name"):
        assert main(["predict", "--user", user, "--n", "3"], finished) == 0
        assert len(capsys.readouterr().out.strip().splitlines()) >= 3
