"""Each leak of a question, injected, turns its check red and no other."""

from dataclasses import replace

import numpy as np
import pytest
from library import HOW, index, material, passages, signals

from portfolio_project import confidence
from portfolio_project.audit import audit
from portfolio_project.baseline import Tfidf
from portfolio_project.corpus import Passage
from portfolio_project.outcomes import Outcomes, outcomes
from portfolio_project.split import split

COST = {"wrong": 1.0, "silent": 1.0}


def checks(found):
    some = index(Tfidf(), found.passages)
    seen = (outcomes(some, part, HOW) for part in (found.dev, found.test))
    return audit(found, *seen, COST, seed=0)


def failed(result):
    return {name for name, check in result.items() if not check["passed"]}


def test_a_clean_library_passes_every_check():
    assert failed(checks(split(material()))) == set()


def test_a_shared_id_is_found():
    parts = material()
    test = [replace(parts.test[0], id="dev-0"), *parts.test[1:]]
    assert failed(checks(replace(parts, test=test))) == {"test_ids_disjoint"}


def test_the_same_question_in_both_parts_is_found():
    parts = material()
    test = [replace(parts.dev[0], id="test-0"), *parts.test[1:]]
    broken = failed(checks(replace(parts, test=test)))
    assert broken == {"exact_duplicates", "near_duplicates"}


def test_nearly_the_same_question_is_found():
    parts = material()
    words = "one two three four five six seven"
    dev = [replace(parts.dev[0], question=words), *parts.dev[1:]]
    test = [replace(parts.test[0], question=f"{words} eight"), *parts.test[1:]]
    assert failed(checks(replace(parts, dev=dev, test=test))) == {"near_duplicates"}


def test_a_test_question_in_the_index_is_found():
    found = material()
    asked = Passage("faq.md#x", "Questions", f"Some ask: it is so.\n\n{found.test[0].question}")
    result = checks(replace(found, passages=[*passages(), asked]))
    assert failed(result) == {"questions_in_index"}
    assert result["questions_in_index"]["field"] == "test-0"


def test_a_question_in_the_words_of_its_source_is_found():
    found = material()
    said = replace(found.passages[0], text="the ripe red fruit is picked by hand in October here")
    test = [replace(found.test[0], question="which red fruit is picked by hand in spring")]
    whole = replace(found, passages=[said, *passages()[1:]], test=[*test, *found.test[1:]])
    result = checks(whole)
    assert failed(result) == {"copied_from_source"}
    assert result["copied_from_source"]["warns"]  # somebody may have quoted a message honestly
    assert result["copied_from_source"]["field"] == "test-0"


def test_a_confidence_that_saw_the_test_part_is_found(monkeypatch):
    """Fitting on both parts' labels, however shuffled, shows in the test part's score."""
    X, right = signals(60)
    parts = (slice(30), slice(30, 60))
    asked, groups = np.ones(60, bool), np.arange(60)
    ranks = np.where(right, 1.0, 2.0)
    right = ranks == 1
    seen = [Outcomes(ranks[s], asked[s], X[s], groups[s], right[s], ranks[s]) for s in parts]
    some = material()
    thirty = replace(some, dev=some.dev[:1] * 30, test=some.test[:1] * 30)

    class Cheat:
        def __init__(self, labels):
            self.labels = labels

        def of(self, _):
            return self.labels.astype(float)

    assert audit(thirty, *seen, COST, seed=0)["label_shuffle"]["passed"]
    drawn = []
    shuffle = np.random.Generator.permutation
    monkeypatch.setattr(confidence, "fit", lambda *_, **__: Cheat(drawn[-1]))
    real = np.random.default_rng

    class Spy:
        def __init__(self, seed):
            self.rng = real(seed)

        def permutation(self, labels):
            drawn.append(shuffle(self.rng, labels))
            return drawn[-1]

    monkeypatch.setattr(np.random, "default_rng", Spy)
    assert not audit(thirty, *seen, COST, seed=0)["label_shuffle"]["passed"]


@pytest.mark.parametrize("seed", [0, 1])
def test_the_control_stays_quiet_where_labels_mean_nothing(seed):
    X, _ = signals(200, seed)
    labels = np.random.default_rng(seed).random(200) < 0.5
    ranks = np.where(labels, 1.0, 2.0)
    groups = np.arange(100)
    seen = [
        Outcomes(ranks[s], labels[s], X[s], groups, ranks[s] == 1, ranks[s])
        for s in (slice(100), slice(100, 200))
    ]
    some = material()
    many = replace(some, dev=some.dev[:1] * 100, test=some.test[:1] * 100)
    assert audit(many, *seen, COST, seed)["label_shuffle"]["passed"]
