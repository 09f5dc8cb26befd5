"""The known answer: every tier finds a section that shares the question's words, and no other."""

import joblib
import numpy as np
import pytest
from library import HOW, index, passages, questions

from portfolio_project import model, search
from portfolio_project.baseline import Overlap, Tfidf
from portfolio_project.corpus import Passage
from portfolio_project.data import Question
from portfolio_project.okapi import BM25
from portfolio_project.outcomes import outcomes
from portfolio_project.train import TIERS

SETTINGS = {name: values[0] for name, values in model.SPACE.items()}
BUILD = {
    "overlap": Overlap,
    "tfidf": lambda: Tfidf("english"),
    "letters": lambda: Tfidf(letters=4),
    "bm25": BM25,
    "challenger": lambda: model.challenger(**SETTINGS),
}


@pytest.fixture(params=BUILD)
def build(request):
    return BUILD[request.param]


def test_the_only_source_is_found(build):
    seen = outcomes(index(build()), questions("dev"), HOW)
    assert seen.ranks[seen.answerable].tolist() == [1] * 6
    assert np.isinf(seen.ranks[~seen.answerable]).all()


def test_what_shares_nothing_finds_nothing_and_is_not_sure():
    for build in BUILD.values():
        some = index(build())
        found = some.search([{"qqq vvv": 1.0}])[0]
        assert found.passages == []
        assert not some.signals([found]).any()


def test_an_empty_index_finds_nothing(build):
    empty = index(build(), [])
    found = empty.search([{"apple": 1.0}])[0]
    assert found.passages == []
    assert not empty.signals([found]).any()


def test_a_corpus_without_a_term_is_indexed(build):
    bare = [Passage("a.md", "", "the of and")]
    assert index(build(), bare).search([{"apple": 1.0}])[0].passages == []


def test_twice_is_equal_and_saved_is_equal(build, tmp_path):
    query = {"cold ice and a rope for the falcon": 1.0, "cider": 0.5}
    one, two = index(build()), index(build())
    joblib.dump(one, tmp_path / "index")
    for other in (two, joblib.load(tmp_path / "index")):
        assert np.array_equal(one.retriever.scores([query]), other.retriever.scores([query]))
        assert one.search([query])[0].passages == other.search([query])[0].passages


def test_many_questions_are_answered_as_each_alone(build, monkeypatch):
    monkeypatch.setattr(search, "BLOCK", 3)  # so that there are several, and the last is not full
    some, queries = index(build()), [{one.question: 1.0} for one in questions("dev")][:8]
    found = some.search(queries)
    assert found == [some.search([query])[0] for query in queries]
    alone = [some.signals([one])[0] for one in found]
    assert some.signals(found) == pytest.approx(np.array(alone))


def test_the_order_of_the_passages_does_not_matter(build):
    query = {"ice rope cider": 1.0}
    ahead = index(build()).search([query])[0].passages
    assert index(build(), passages()[::-1]).search([query])[0].passages[0].source in {
        passage.source for passage in ahead[:2]
    }


def test_indexing_leaves_the_retriever_that_was_given_alone(build):
    given = build()
    first = index(given)
    before = first.retriever.scores([{"apple": 1.0}])
    index(first.retriever, passages()[:2])
    assert np.array_equal(first.retriever.scores([{"apple": 1.0}]), before)


def test_pieces_of_one_section_count_once(build):
    first = passages()[0]
    more = [Passage(first.source, first.title, f"{first.text} Part {i}.") for i in range(5)]
    found = index(build(), [*more, *passages()[1:]]).search([{"apple cider ice": 1.0}])[0]
    sources = [passage.source for passage in found.passages]
    assert len(sources) == len(set(sources))


def test_no_source_is_found_beyond_the_tenth_place(build):
    many = [Passage(f"{i}.md", "", "apple " + "plum " * i) for i in range(1, 13)]
    asked = [Question(str(i), "paraphrase", "apple", p.source) for i, p in enumerate(many)]
    ranks = outcomes(index(build(), [*many, *passages()]), asked, HOW).ranks
    assert sum(np.isinf(ranks)) >= 2
    assert max(ranks[np.isfinite(ranks)]) <= 10


def test_bm25_by_hand():
    """One term in one of two passages: idf times tf over tf plus the length's share."""
    some = [Passage(f"{i}.md", "", text) for i, text in enumerate(("a1 b1", "c1"))]
    got = BM25(k1=1.2, b=0.75).fit([p.text for p in some]).scores([{"a1": 1.0}])[0]
    idf = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    expected = idf * 1 / (1 + 1.2 * (1 - 0.75 + 0.75 * 2 / 1.5))
    assert got == pytest.approx([expected, 0])


def test_weights_scale_what_a_text_counts():
    bm25 = BM25().fit([passage.text for passage in passages()])
    both, one, other = bm25.scores([{"apple": 1.0, "violin": 0.5}, {"apple": 1.0}, {"violin": 1.0}])
    assert both == pytest.approx(one + 0.5 * other)


def test_the_tiers_are_the_three_of_the_plan():
    assert list(TIERS) == ["trivial", "simple", "challenger"]
