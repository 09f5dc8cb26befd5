"""The classifier learns which words tell intents apart, and stands beside retrieval as a tier."""

# YOURS: goes together with `intents.py`, where your documents are not lists of questions.

import json

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from portfolio_project.assistant import Assistant
from portfolio_project.baseline import Overlap
from portfolio_project.intents import SPACE, Linear
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.texts import Texts

LOST = "Lost\n- lost card\n- card lost today\n- i lost it\n- lost again"
LATE = "Late\n- late card\n- card late today\n- it is late"


def linear(*texts):
    return Linear(1.0).fit(Texts(texts))


def test_words_of_both_intents_count_for_neither():
    """Counted words mislead: one stray example of the other intent holds them all."""
    texts = LOST, f"{LATE}\n- was my late card never lost"
    query = [{"was my card lost": 1.0}]
    assert Overlap().fit(Texts(texts)).scores(query).argmax() == 1
    assert linear(*texts).scores(query).argmax() == 0


def test_margins_are_weights_times_tfidf_of_words_pairs_and_runs_of_letters():
    """By the machines' weights, a turn before counting as much as it weighs."""
    tier, examples = linear(LOST, LATE, "Fee\n- what is the fee"), []
    for text in (LOST, LATE, "Fee\n- what is the fee"):
        examples += text.replace("\n- ", "\n").split("\n")
    parts = (
        TfidfVectorizer(token_pattern=r"\w+", ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    now, before = (
        np.hstack([part.fit(examples).transform([text]).toarray() for part in parts])
        for text in ("a late card", "what fee")
    )
    margins = (now + 0.5 * before) @ tier.machines.coef_.T + tier.machines.intercept_
    got = tier.scores([{"a late card": 1.0, "what fee": 0.5}])
    assert got == pytest.approx(1 / (1 + np.exp(-margins)))


def test_two_intents_are_one_margin_and_its_opposite():
    (scores,) = linear(LOST, LATE).scores([{"lost lost": 1.0}])
    assert scores.sum() == pytest.approx(1)
    assert scores[0] > scores[1] > 0


@pytest.mark.parametrize("texts", [(), (LOST,)])
def test_one_intent_or_none_is_nothing_to_tell_apart(texts):
    assert linear(*texts).scores([{"lost card": 1.0}]).tolist() == [[0.0] * len(texts)]


def test_a_question_of_which_nothing_is_known_scores_nothing():
    assert linear(LOST, LATE).scores([{"qqq": 1.0}, {"": 1.0}]).tolist() == [[0, 0], [0, 0]]


def test_it_is_one_more_row_of_the_result(finished):
    result = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    assert set(result["models"]) == {"trivial", "simple", "challenger", "classifier"}
    one, other = (
        result["models"][tier]["metrics"]["answered_right"]["value"]
        for tier in ("classifier", "challenger")
    )
    gap = result["comparison"]["classifier_vs_challenger"]
    assert gap["diff"] == pytest.approx(one - other, abs=1e-6)
    assert gap["ci_low"] <= gap["diff"] <= gap["ci_high"]
    readme = (finished.root / "README.md").read_text(encoding="utf-8")
    assert "| classifier: `Linear`" in readme
    assert "(classifier) " in readme.partition("result:start")[2].partition("|")[0]


def test_its_settings_and_the_tier_itself_are_chosen_on_dev(finished):
    bundle = load_bundle(finished)
    trials = (finished.reports / "trials.csv").read_text(encoding="utf-8")
    assert trials.count("\nclassifier,") == len(SPACE["C"])
    best = max(tier.validation for name, tier in bundle.tiers.items() if name != "trivial")
    assert bundle.tiers[bundle.served].validation == best


def test_another_folder_is_searched_and_not_classified(finished, tmp_path):
    (tmp_path / "a.md").write_text("# Bees\n\nA hive holds 40,000 bees.", encoding="utf-8")
    bundle = load_bundle(finished)
    assert Assistant.of(finished, bundle, tmp_path).served in ("simple", "challenger")
    assert Assistant.of(finished, bundle).served == bundle.served
