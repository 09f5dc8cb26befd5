"""What the report says of the run: what silence saves, what fails first, and in which order."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest

from portfolio_project import errors, evaluate
from portfolio_project.extract import Reply
from portfolio_project.held_out import open_test_part
from portfolio_project.outcomes import outcomes


@pytest.fixture(scope="module")
def held(finished):
    return open_test_part(finished)


@pytest.fixture(scope="module")
def result(finished):
    return json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))


def test_what_is_saved_is_the_cost_of_the_better_constant_rule_less_the_assistants(held, result):
    """By a plain loop over questions."""
    cost, spent = held.assistant.project.params["cost"], {"served": 0.0}
    rules = {"never answer": False, "answer whatever is found": True}
    dev, how = held.bundle.parts.dev, held.assistant.project.params["answer"]
    both = {
        "dev": (dev, outcomes(held.assistant.index, dev, how)),
        "test": (held.test, held.served),
    }
    for part, (some, seen) in both.items():
        for i in range(len(some)):
            for rule, answers in rules.items():
                said = answers and seen.signals[i].any()
                wrong = cost["wrong"] * (said and not seen.right[i])
                silent = cost["silent"] * (not said and seen.answerable[i])
                spent[part, rule] = spent.get((part, rule), 0.0) + wrong + silent
    for reply, right, due in zip(
        held.replies, held.served.right, held.served.answerable, strict=True
    ):
        wrong, silent = bool(reply.citations) and not right, not reply.citations and due
        spent["served"] += cost["wrong"] * wrong + cost["silent"] * silent
    better = min(rules, key=lambda rule: spent["dev", rule])
    assert result["decision"]["against"] == better
    expected = 100 * (spent["test", better] - spent["served"]) / len(held.test)
    assert result["decision"]["saved"]["value"] == pytest.approx(expected)
    low, high = (result["decision"]["saved"][end] for end in ("ci_low", "ci_high"))
    assert low < expected < high


def test_the_verdict_is_about_the_decision(finished, result):
    """Nothing that saves nothing is said to beat anything first."""
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    first = readme.partition("<!-- result:start -->")[2].strip().partition("\n")[0]
    saves = (result["decision"]["saved"]["ci_low"] or 0) > 0
    assert ("Deciding by the model saves" in first) == saves
    assert result["gates"]["saves"]["passed"] == saves
    assert result["decision"]["against"] in first


def test_findings_stand_in_the_readme_with_two_more_figures(finished, held):
    text = (finished.root / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- findings:start -->(.*)<!-- findings:end -->", text, re.DOTALL)[1]
    assert errors.findings(held)[0] in block
    assert "hit_at_k.png" in block
    assert "calibration.png" in block


def test_findings_count_what_was_answered(held):
    said = np.array([bool(reply.citations) for reply in held.replies])
    due, right = held.served.answerable, held.served.right
    first = errors.findings(held)[0].splitlines()[0]
    assert [int(number) for number in re.findall(r"\d+", first)] == [
        due.sum(),
        (said & right).sum(),
        (said & due & ~right).sum(),
        (~said & due).sum(),
        (~due).sum(),
        (said & ~due).sum(),
    ]


def test_the_part_that_fails_first_is_named_with_its_numbers():
    found = np.array([True] * 18 + [False] * 2 + [True] * 2 + [False] * 8)
    names = ["plain"] * 20 + ["misspelt"] * 10
    assert errors.worst("kind", names, found) == (
        "The kind `misspelt` fails first: the right passage comes first for 2 of 10, "
        "of the others 18 of 20."
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["a"] * 10 + ["b"] * 10, [True, False] * 10),
        (["a"] * 10 + ["b"] * 3, [True] * 10 + [False] * 3),  # three say nothing
        (["a"] * 10, [False] * 10),
        (["a"] * 10 + ["b"] * 10, [True] * 20),
        ([], []),
    ],
)
def test_where_nothing_clearly_fails_more_often_nothing_is_named(names, found):
    said = errors.worst("kind", names, np.array(found, bool))
    assert said == "No kind clearly fails more often than the others."


def test_noise_is_seldom_called_a_finding():
    """Twelve parts that are all alike, a thousand times."""
    rng, names = np.random.default_rng(0), [f"d{i % 12}" for i in range(144)]
    named = sum("first" in errors.worst("d", names, rng.random(144) < 0.6) for _ in range(1000))
    assert named < 100


def test_errors_are_listed_with_the_worst_first(held, monkeypatch):
    """A wrong answer that is surer misleads more; a silence that was less sure is farther off."""
    sources = [passage.source for passage in held.assistant.index.passages]
    wrong = [next(s for s in sources if s != q.source) for q in held.test]
    sure = np.random.default_rng(0).permutation(len(held.test)) / len(held.test)
    half = len(held.test) // 2
    replies = [Reply("x", [wrong[i]] if i < half else [], s) for i, s in enumerate(sure)]
    seen = {held.bundle.served: replace(held.served, right=np.zeros(len(held.test), bool))}
    written = []
    monkeypatch.setattr(errors, "write_text", lambda _, text: written.append(text))
    errors.write(replace(held, replies=replies, outcomes=seen))
    listed = [
        [
            float(line.split("|")[-2])
            for line in part.splitlines()
            if re.search(r"\d\.\d\d \|$", line)
        ]
        for part in written[0].split("## ")[1:]
    ]
    assert listed[0] == sorted(listed[0], reverse=True)
    assert listed[1] == sorted(listed[1])
    assert len(listed[0]) == half
    assert len(listed[1]) == sum(q.source is not None for q in held.test[half:])


def test_an_average_of_ones_and_noughts_is_a_share():
    """Its interval is not a point where all are alike, and that of fractions is of resamples."""
    ones, some = evaluate.average(np.ones(9)), evaluate.average(np.array([0.5, 1.0]))
    assert ones(np.ones((1, 9)))[0] == 1
    assert isinstance(ones, evaluate.Share)
    assert not isinstance(some, evaluate.Share)
    assert some(np.ones((1, 2)))[0] == 0.75


def test_an_average_leaves_out_what_is_undefined():
    some = evaluate.average(np.array([0.5, np.nan, 1.0]))
    assert some(np.ones((1, 3)))[0] == 0.75
    assert evaluate.average(np.array([1.0, np.nan, 0.0]))(np.ones((1, 3)))[0] == 0.5
