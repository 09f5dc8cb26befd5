"""The known answer: every tier finds a section that shares the question's words, and no other."""

from functools import partial

import bm25s
import joblib
import numpy as np
import pytest
from library import HOW, index, passages, questions
from sklearn.feature_extraction.text import TfidfVectorizer

from portfolio_project import intents, model, search
from portfolio_project.baseline import Overlap, Tfidf
from portfolio_project.corpus import Passage
from portfolio_project.data import Question
from portfolio_project.okapi import BM25
from portfolio_project.outcomes import outcomes
from portfolio_project.reporting.project import Project
from portfolio_project.texts import Letters, Terms, Texts
from portfolio_project.train import tiers_of
from portfolio_project.words import terms

LETTERS = {"analyzer": "char_wb", "ngram_range": (3, 4)}
CHALLENGER, SPACE = model.challenger(Project.here())
FURTHER = intents.tiers()


def first(space):
    return {name: values[0] for name, values in space.items()}


BUILD = {
    "overlap": Overlap,
    "tfidf": lambda: Tfidf("english"),
    "letters": lambda: Tfidf(letters=4),
    "bm25": BM25,
    "challenger": lambda: CHALLENGER(**first(SPACE)),
    **{tier: partial(kind, **first(space)) for tier, (kind, space) in FURTHER.items()},
}


@pytest.fixture(params=BUILD)
def build(request):
    return BUILD[request.param]


def test_the_only_source_is_found(build):
    seen = outcomes(index(build()), questions("dev"), HOW)
    assert seen.ranks[seen.answerable].tolist() == [1] * 6
    assert np.isinf(seen.ranks[~seen.answerable]).all()


def test_what_shares_nothing_finds_nothing_and_is_not_sure(build):
    some = index(build())
    found = some.search([{"qqq vvv": 1.0}])[0]
    assert some.signals([found])[0, :2].tolist() == [0, 0]
    if build is not BUILD["challenger"]:  # which may compare meanings, and those are never 0
        assert found.passages == []


def test_an_empty_index_finds_nothing(build):
    empty = index(build(), [])
    found = empty.search([{"apple": 1.0}])[0]
    assert found.passages == []
    assert not empty.signals([found]).any()


def test_a_corpus_without_a_term_is_indexed(build):
    bare = [Passage("a.md", "", "the of and")]
    found = index(build(), bare).search([{"apple": 1.0}])
    assert found[0].passages == [] or build is BUILD["challenger"]


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
    got = BM25(k1=1.2, b=0.75).fit(Texts([p.text for p in some])).scores([{"a1": 1.0}])[0]
    idf = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    expected = idf * 1 / (1 + 1.2 * (1 - 0.75 + 0.75 * 2 / 1.5))
    assert got == pytest.approx([expected, 0])


def test_weights_scale_what_a_text_counts():
    bm25 = BM25().fit(Texts([passage.text for passage in passages()]))
    both, one, other = bm25.scores([{"apple": 1.0, "violin": 0.5}, {"apple": 1.0}, {"violin": 1.0}])
    assert both == pytest.approx(one + 0.5 * other)


def test_bm25_is_that_of_a_library():
    texts = [f"{passage.text} {'apple ' * i}" for i, passage in enumerate(passages())]
    known = bm25s.BM25(k1=1.2, b=0.75, method="lucene", dtype="float64")
    known.index([terms(text, "english") for text in texts], show_progress=False)
    got = BM25(language="english").fit(Texts(texts)).scores([{"apple cider and ice": 1.0}])[0]
    assert got == pytest.approx(known.get_scores(terms("apple cider and ice", "english")))


def test_tfidf_is_that_of_a_library():
    texts, asked = [passage.text for passage in passages()], "appel harvest of a vioIin"
    for ours, how in ((Terms("none"), {"analyzer": Terms("none")}), (Letters(), LETTERS)):
        known = TfidfVectorizer(sublinear_tf=True, **how)
        expected = known.fit_transform(texts) @ known.transform([asked]).T
        mine = Tfidf(letters=4) if ours == Letters() else Tfidf()
        got = mine.fit(Texts(texts)).scores([{asked: 1.0}])[0]
        assert got == pytest.approx(expected.toarray().ravel())


def test_a_corpus_of_which_a_part_has_changed_is_that_corpus(build):
    changed = [*passages()[1:], Passage("new.md", "New", "The apple is on the glacier, says Zoe.")]
    query = [{"apple zoe ice": 1.0}]
    anew, over = index(build(), changed), index(build()).reindex(changed)
    assert over.retriever.scores(query) == pytest.approx(anew.retriever.scores(query))
    assert over.signals(over.search(query)) == pytest.approx(anew.signals(anew.search(query)))


def test_what_was_counted_is_not_counted_again():
    counted = []

    class Watched(Terms):
        def __call__(self, text):
            counted.append(text)
            return super().__call__(text)

    first = Texts(["one two", "two three"])
    first.counts(Watched("none"))
    assert sorted(counted) == ["one", "three", "two"]
    more = Texts(["one two", "two four"], first)
    assert more.counts(Watched("none")).sum() == 4
    assert counted[3:] == ["four"]


def test_the_tiers_are_the_three_of_the_plan_and_a_classifier_where_there_are_intents():
    assert list(tiers_of(Project.here())) == ["trivial", "simple", "challenger", *FURTHER]
