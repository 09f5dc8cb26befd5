"""Documents: split at headings and never across, and each kind of bad one has an answer."""

import numpy as np
import pytest
from library import RULES, index, sections

from portfolio_project.baseline import Tfidf
from portfolio_project.corpus import (
    Faults,
    read_corpus,
    slug,
    split_sections,
)
from portfolio_project.reporting.project import (
    InputError,
)
from portfolio_project.words import CODE, plain


def read(folder):
    faults = Faults()
    found = read_corpus(folder, RULES, faults)
    faults.stop()
    return found


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
        ("#no heading\ntext", [("a.md", "#no heading text")]),
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


@pytest.mark.parametrize("text", ["word " * 700, "漢字" * 700, "```\n" + "a = b\n" * 700 + "```"])
def test_what_has_no_sentences_is_cut_as_well(text):
    found = [piece for _, piece in sections(text, max_words=50)]
    assert all(len(plain(piece)) <= 50 for piece in found)
    # Where a word of two characters is cut, both sides keep theirs.
    assert sum(len(plain(piece)) for piece in found) >= 0.95 * len(plain(text.strip("`\n")))


def test_long_code_is_cut_between_lines_and_each_part_has_its_fences():
    lines = [f"    step_{i}(with, four, words)" for i in range(60)]
    code = "\n".join(["def f():", *lines])
    text = f"# A\nRun this. It is long.\n\n```python\n{code}\n```\n\nThat was it.\n"
    found = [piece for _, piece in sections(text, max_words=50)]
    assert len(found) > 5
    assert all(len(CODE.findall(piece)) == 1 for piece in found[:-1])
    assert found[0].startswith("Run this. It is long.\n\n```python\ndef f():\n    step_0")
    told = [line for piece in found for line in piece.splitlines() if "step" in line]
    assert told == lines


@pytest.mark.parametrize("start", ["```\n\n", "-----\n\n", "***\n\n", "…\n\n"])
def test_a_long_text_may_begin_with_what_is_no_word(start):
    line = ";".join(f"x{i}=1" for i in range(200))
    end = "\n```\n" if "`" in start else ""
    found = split_sections("a.txt", f"{start}{line}{end}", 50)
    assert found[0].text.startswith(start.strip())
    assert "x0=1;" in found[0].text
    assert "x199=1" in found[-1].text


def test_ten_thousand_equal_headings_are_told_apart():
    assert len({source for source, _ in sections("# A\n\ntext\n\n" * 2000)}) == 2000


def test_no_passage_holds_words_of_two_sections():
    found = sections("# A\n" + "one. " * 700 + "\n# B\n" + "two. " * 700, max_words=50)
    assert all(len(set(plain(piece))) == 1 for _, piece in found)


def test_a_document_of_a_hundred_thousand_words_is_searched(tmp_path):
    letters = np.random.default_rng(0).choice(list("abcdefgh"), (100_000, 5))
    noise = " ".join(map("".join, letters))
    (tmp_path / "long.txt").write_text(f"{noise[:300_000]} zanzibar {noise[300_000:]}")
    found = read(tmp_path)
    assert max(len(passage.text.split()) for passage in found) <= RULES["max_words"]
    best = index(Tfidf(), found).search([{"Where is zanzibar?": 1.0}])[0].passages
    assert "zanzibar" in best[0].text
    assert [passage.source for passage in best] == ["long.txt"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"text\0more", "binary, to be taken out: bad.md"),
        ("caf\xe9 au lait".encode("latin-1"), r"not UTF-8, .*: bad.md \(byte 3\)"),
        (b"\xff\xfeh\x00i\x00", "binary, to be taken out: bad.md"),
        (b"a" * 10_000_000, r"more than 2000000 bytes, to be cut: bad.md \(10000000\)"),
    ],
)
def test_a_bad_document_is_refused_by_name(tmp_path, content, message):
    (tmp_path / "good.md").write_text("# A\n\ntext")
    (tmp_path / "bad.md").write_bytes(content)
    with pytest.raises(InputError, match=message):
        read(tmp_path)


def test_all_bad_documents_are_named_at_once(tmp_path):
    for i in range(7):
        (tmp_path / f"{i}.md").write_bytes(b"\0")
    (tmp_path / "latin.md").write_bytes(b"\xe9")
    with pytest.raises(InputError) as caught:
        read(tmp_path)
    assert str(caught.value).splitlines() == [
        "this cannot be used",
        "  documents that are binary, to be taken out: 0.md, 1.md, 2.md, 3.md, 4.md and 2 more",
        "  documents that are not UTF-8, to be saved with that encoding: latin.md (byte 0)",
    ]


@pytest.mark.parametrize("content", ["", " \n\n", "# Only a heading\n"])
def test_an_empty_document_is_left_out_and_named(tmp_path, capsys, content):
    (tmp_path / "good.md").write_text("# A\n\ntext")
    (tmp_path / "empty.md").write_text(content)
    assert [passage.source for passage in read(tmp_path)] == ["good.md#a"]
    assert "without text, and left out (a scan has none): empty.md" in capsys.readouterr().out


def test_a_folder_without_text_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"no text in files of \.md or \.txt or \.mdx"):
        read(tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        read(tmp_path / "nowhere")


def test_what_is_hidden_or_no_file_is_left_out_and_endings_may_be_large(tmp_path):
    for name in (".venv/lib/readme.md", ".notes.md", "folder.md/inner.txt", "LOUD.MD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    assert [passage.source for passage in read(tmp_path)] == ["LOUD.MD", "folder.md/inner.txt"]


def test_folders_line_ends_and_marks_are_taken_as_they_come(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_bytes("\ufeff# A\r\n\r\ntext\r\n".encode())
    (tmp_path / "b.txt").write_text("plain")
    (tmp_path / "c.png").write_bytes(b"\x89PNG\0")
    found = [(passage.source, passage.text) for passage in read(tmp_path)]
    assert found == [("b.txt", "plain"), ("sub/a.md#a", "text")]
