"""Documents: split at headings and never across, and each kind of bad one has an answer."""

import numpy as np
import pytest
from library import RULES, index, sections

from portfolio_project.baseline import Tfidf
from portfolio_project.corpus import read_corpus, slug
from portfolio_project.project import InputError
from portfolio_project.words import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\none\n\n## B\n\ntwo", [("a.md#a", "one"), ("a.md#b", "two")]),
        ("before\n# A\none", [("a.md", "before"), ("a.md#a", "one")]),
        ("no heading at all", [("a.md", "no heading at all")]),
        ("# A\n\n## B\n\n", []),
        (
            "# A\none\n# A\ntwo\n# A\nthree",
            [("a.md#a", "one"), ("a.md#a-1", "two"), ("a.md#a-2", "three")],
        ),
        ("# A\n```\n# no heading\n```\nend", [("a.md#a", "```\n# no heading\n```\nend")]),
        ("#no heading\ntext", [("a.md", "#no heading\ntext")]),
        ("# Closed #\none", [("a.md#closed", "one")]),
        ("", []),
    ],
)
def test_sections_are_split_at_their_headings(text, expected):
    assert sections(text) == expected


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Opening hours", "opening-hours"),
        ("What's new?", "whats-new"),
        ("Größe & Maß", "größe--maß"),
        ("a_b-c", "a_b-c"),
    ],
)
def test_anchors_are_githubs(heading, anchor):
    assert slug(heading) == anchor


def test_a_long_section_is_cut_between_sentences_and_keeps_its_citation():
    text = "# A\n" + " ".join(f"Sentence number {i} is here." for i in range(100))
    found = sections(text, max_words=50)
    assert {source for source, _ in found} == {"a.md#a"}
    assert all(len(plain(piece)) <= 50 and piece.endswith(".") for _, piece in found)
    assert " ".join(piece for _, piece in found) == text.removeprefix("# A\n")


def test_no_passage_holds_words_of_two_sections():
    found = sections("# A\n" + "one. " * 700 + "\n# B\n" + "two. " * 700, max_words=50)
    assert all(len(set(plain(piece))) == 1 for _, piece in found)


def test_a_document_of_a_hundred_thousand_words_is_searched(tmp_path):
    letters = np.random.default_rng(0).choice(list("abcdefgh"), (100_000, 5))
    noise = " ".join(map("".join, letters))
    (tmp_path / "long.txt").write_text(f"{noise[:300_000]} zanzibar {noise[300_000:]}")
    found = read_corpus(tmp_path, RULES)
    assert max(len(passage.text.split()) for passage in found) <= RULES["max_words"]
    best = index(Tfidf(), found).search([{"Where is zanzibar?": 1.0}])[0].passages
    assert "zanzibar" in best[0].text
    assert [passage.source for passage in best] == ["long.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text\0more", "bad.md is binary"),
        ("caf\xe9 au lait".encode("latin-1"), "bad.md is not UTF-8 at byte 3"),
        (b"\xff\xfeh\x00i\x00", "bad.md is binary"),
        (b"a" * 10_000_000, "bad.md has 10000000 bytes, and 2000000 are the most"),
    ],
)
def test_a_bad_document_is_refused_by_name(tmp_path, content, message):
    (tmp_path / "good.md").write_text("# A\n\ntext")
    (tmp_path / "bad.md").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_corpus(tmp_path, RULES)


@pytest.mark.parametrize("content", ["", " \n\n", "# Only a heading\n"])
def test_an_empty_document_is_left_out_and_named(tmp_path, capsys, content):
    (tmp_path / "good.md").write_text("# A\n\ntext")
    (tmp_path / "empty.md").write_text(content)
    assert [passage.source for passage in read_corpus(tmp_path, RULES)] == ["good.md#a"]
    assert "empty.md holds no text and is left out" in capsys.readouterr().out


def test_a_folder_without_text_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"holds no text in files of \.md or \.txt"):
        read_corpus(tmp_path, RULES)
    with pytest.raises(InputError, match="is not a folder"):
        read_corpus(tmp_path / "nowhere", RULES)


def test_folders_line_ends_and_marks_are_taken_as_they_come(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_bytes("\ufeff# A\r\n\r\ntext\r\n".encode())
    (tmp_path / "b.txt").write_text("plain")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\0")
    found = [(passage.source, passage.text) for passage in read_corpus(tmp_path, RULES)]
    assert found == [("b.txt", "plain"), ("sub/a.md#a", "text")]
