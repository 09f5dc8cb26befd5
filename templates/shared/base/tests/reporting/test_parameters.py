"""params.toml: all faults at once, each with its line, its value, and what would do."""

import pytest

from portfolio_project.__main__ import main
from portfolio_project.reporting.parameters import (
    common,
    list_of,
    number,
    one_of,
    text,
    whole,
)
from portfolio_project.reporting.project import (
    InputError,
    Project,
    read_toml,
)
from portfolio_project.reporting.toml import validate
from portfolio_project.rules import rules

GOOD = """seed = 1

[interval]
resamples = 2000
level = 0.95

[gates.good]
metric = "score"
op = ">="
threshold = 0.5

[cost]
missed = 1.0
"""
RULES = common(["score"]) | {"cost.missed": number(0), "cost.kinds": list_of("ab", optional=True)}


def faults(tmp_path, written, some=RULES):
    (tmp_path / "params.toml").write_text(written, encoding="utf-8")
    try:
        validate(tmp_path / "params.toml", some)
    except InputError as error:
        return str(error)
    return ""


def test_what_keeps_to_the_rules_passes(tmp_path):
    assert faults(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("seed = 1", "seed = -1", "line 1: seed = -1 will not do: a whole number from 0"),
        ("seed = 1", "seed = true", "seed = 'true' will not do"),
        ("seed = 1\n", "", "'seed' is missing"),
        ("level = 0.95", "level = 1", "line 5: interval.level = 1 will not do: a number above 0.5"),
        ("level", "levels", "line 5: 'interval.levels' is not known; is 'interval.level' meant?"),
        ('"score"', '"scor"', "line 8: gates.good.metric = 'scor' will not do: one of score"),
        ('">="', '"=>"', "line 9: gates.good.op = '=>' will not do: one of ==, <, <=, >, >="),
        ("threshold = 0.5\n", "", "line 7: 'gates.good.threshold' is missing: a number"),
        ("threshold = 0.5", "threshold = nan", "gates.good.threshold = nan will not do"),
        ("missed = 1.0", "missed = -1", "line 13: cost.missed = -1 will not do: a number from 0"),
        ("missed = 1.0", 'missed = 1\nkinds = ["c"]', "line 14: cost.kinds = ['c'] will not do"),
        ("missed = 1.0", 'missed = 1\nkinds = ["a", "a"]', "cost.kinds = ['a', 'a'] will not do"),
    ],
)
def test_each_fault_has_its_line_its_value_and_what_would_do(tmp_path, old, new, message):
    assert message in faults(tmp_path, GOOD.replace(old, new))


def test_all_faults_are_told_at_once_in_the_order_of_the_file(tmp_path):
    message = faults(tmp_path, "sead = 1\n[interval]\nresamples = 1\n")
    assert [line.split(":")[0].strip() for line in message.splitlines()[1:]] == [
        "line 1",
        "line 1",
        "line 1",
        "line 2",
        "line 3",
    ]


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        (number(0, 1, open_ends=True), [0.5, 1e-9], [0, 1, "0.5", True, float("inf")]),
        (number(0, 1), [0, 1], [-0.1, 1.1]),
        (whole(2, 5), [2, 5], [1, 6, 2.0, True]),
        (one_of(["a", "b"]), ["a"], ["c", 1]),
        (list_of(["a", "b"], fewest=1), [["a"], ["b", "a"]], [[], "a", ["a", "a"]]),
        (text(), ["a"], ["", 1]),
    ],
)
def test_each_rule_knows_what_will_do(rule, good, bad):
    assert all(rule.holds(value, {}) for value in good)
    assert not any(rule.holds(value, {}) for value in bad)


def test_a_rule_may_depend_on_other_keys(tmp_path):
    both = number(0).also(lambda params: params["cost"]["missed"] > 0, "and not nothing at all")
    message = faults(
        tmp_path, GOOD.replace("missed = 1.0", "missed = 0"), RULES | {"cost.missed": both}
    )
    assert "cost.missed = 0 will not do: a number from 0; and not nothing at all" in message


def test_the_projects_own_parameters_keep_to_its_rules():
    project = Project.here()
    validate(project.root / "params.toml", rules(project))
    assert read_toml(project.root / "params.toml")


def test_nothing_runs_under_parameters_that_will_not_do(quick_project, capsys):
    path = quick_project.root / "params.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[nonsense]\nkey = 1\n", encoding="utf-8")
    assert main(["all"], quick_project) == 2
    assert "'nonsense.key' is not known" in capsys.readouterr().err
    assert not quick_project.reports.exists()
