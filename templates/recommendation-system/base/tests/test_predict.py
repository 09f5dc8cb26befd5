"""One path for evaluation and prediction, and clear refusals."""

import json
import runpy

import pandas as pd
import pytest

from portfolio_project.__main__ import main
from portfolio_project.held_out import open_test_part
from portfolio_project.predict import serve
from portfolio_project.reporting.project import Project
from portfolio_project.reporting.tiers import load_bundle


@pytest.fixture(scope="module")
def user(finished):
    """A user with a history."""
    return str(open_test_part(finished).test.users[0])


def ask(project, capsys, *words):
    assert main(["predict", *words], project) == 0
    return capsys.readouterr().out


def test_a_user_gets_what_was_evaluated(finished, capsys):
    held = open_test_part(finished)
    for row in range(5):
        name = str(held.test.users[held.users[row]])
        reply = json.loads(ask(finished, capsys, "--user", name))
        evaluated = held.lists[held.bundle.served][row]
        assert [entry["item"] for entry in reply["items"]] == list(held.test.items[evaluated])
        assert reply["served"] == held.bundle.served and reply["basis"] == "history"


def test_a_file_gives_what_each_user_gets_alone(finished, capsys, tmp_path, user):
    path = tmp_path / "users.csv"
    column = open_test_part(finished).log.contract.role("user")[0].name
    path.write_text(f"{column}\n{user}\nnobody\n", encoding="utf-8")
    (tmp_path / "said.csv").write_text(ask(finished, capsys, "--csv", str(path), "--n", "4"))
    table = pd.read_csv(tmp_path / "said.csv")
    for name in (user, "nobody"):
        alone = json.loads(ask(finished, capsys, "--user", name, "--n", "4"))
        part = table[table["user"] == name]
        assert list(part["item"]) == [entry["item"] for entry in alone["items"]]
        assert list(part["rank"]) == [1, 2, 3, 4]


def test_an_unknown_user_is_told_that_it_is_popularity(finished, capsys):
    reply = json.loads(ask(finished, capsys, "--user", "nobody at all", "--n", "3"))
    assert reply["basis"] == "popularity" and len(reply["items"]) == 3
    assert {entry["because"] for entry in reply["items"]} == {None}


def test_because_names_a_liked_item_that_adds_to_the_score(finished):
    bundle = load_bundle(finished)
    model = bundle.tiers[bundle.served].model
    some = [str(model.items[i]) for i in model.catalogue[:3]]
    reply = serve(model, {"liked": some})
    assert {entry["because"] for entry in reply["items"]} <= {*some, None}
    assert reply["items"][0]["because"] in some
    assert not {entry["item"] for entry in reply["items"]} & set(some)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ([], "give one user (--user), liked items (--liked) or one file (--csv)"),
        (["--user", "a", "--liked", "b"], "give one user"),
        (["--liked", "no such thing"], "'no such thing' is not an item"),
        (["--user", "a", "--n", "0"], "n is 0: it must be from 1 to"),
        (["--user", "a", "--n", "1000000"], "n is 1000000: it must be from 1 to"),
        (["--csv", "missing.csv"], "missing.csv cannot be read as CSV"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(finished, capsys, words, fault):
    assert main(["predict", *words], finished) == 2
    assert fault in capsys.readouterr().err


def test_a_file_without_users_is_refused(finished, capsys, tmp_path):
    path = tmp_path / "users.csv"
    path.write_text("name\na\n", encoding="utf-8")
    assert main(["predict", "--csv", str(path)], finished) == 2
    assert "is missing" in capsys.readouterr().err


def test_a_misspelt_item_is_told_the_nearest_name(finished, capsys):
    model = load_bundle(finished).tiers["trivial"].model
    item = str(model.items[0])
    assert main(["predict", "--liked", item + "x"], finished) == 2
    assert f"is '{item}' the same?" in capsys.readouterr().err


def test_without_a_model_the_next_step_is_named(quick_project, capsys):
    assert main(["predict", "--user", "a"], quick_project) == 2
    assert "train` first" in capsys.readouterr().err


def test_the_benchmark_says_how_long_it_took(capsys):
    ranking = runpy.run_path(str(Project.here().root / "benchmarks" / "ranking.py"))
    assert ranking["main"](["--users", "20", "--items", "50", "--events", "10"]) == 0
    assert "users x 50 items, 10 events each" in capsys.readouterr().out
    assert ranking["main"](["--items", "3"]) == 2
