"""What is read of Markdown, MDX, HTML and text is what a reader of the page sees, and no more."""

import pytest
from library import sections

from portfolio_project.corpus import split_sections
from portfolio_project.words import sentences


def read(name, text):
    return [(p.source, p.title, p.text) for p in split_sections(name, text, 300)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: x\n---\n# A\none", [("a.md#a", "one")]),
        ('+++\ntitle = "x"\n+++\n# A\none', [("a.md#a", "one")]),
        ("---\n\nnot front matter\n\n---\n", [("a.md", "not front matter")]),
        ("# A\n<!-- # B\nsecret\n\nmore -->\none", [("a.md#a", "one")]),
        ("# A\none <!-- secret --> two", [("a.md#a", "one  two")]),
        ("# A\n```\n# no heading\n```\nend", [("a.md#a", "```\n# no heading\n```\n\nend")]),
        ("# A\n``` one line ```\n# B\ntext", [("a.md#a", "one line"), ("a.md#b", "text")]),
        (
            "# A\n~~~~\n~~~\n# no\n```\n~~~~\n# B\nx",
            [("a.md#a", "````\n~~~\n# no\n```\n````"), ("a.md#b", "x")],
        ),
        ("# A\n\n    # code\n\nend", [("a.md#a", "```\n# code\n```\n\nend")]),
        ("A\n=\none\n\nB\n---\ntwo", [("a.md#a", "one"), ("a.md#b", "two")]),
        ("   ### A ###\none", [("a.md#a", "one")]),
        ("# A {#own}\none\n## B {: #b2 .c }\ntwo", [("a.md#own", "one"), ("a.md#b2", "two")]),
        ("# **A** [b](c) `d`\none", [("a.md#a-b-d", "one")]),
        ("# A\n*one* [two](x) `three` ![four](y)", [("a.md#a", "one two three four")]),
        ("# A\n- one\n  two\n- three\n\n  four", [("a.md#a", "- one two\n- three\n\nfour")]),
        ("# A\n1. one\n2. two", [("a.md#a", "1. one\n2. two")]),
        ("# A\n> # B\n> said", [("a.md#a", "B\n\nsaid")]),
        (
            "# A\n| Day | Open |\n|--|--|\n| Mon | 9-5 |\n| Tue | |",
            [("a.md#a", "- Day: Mon; Open: 9-5\n- Day: Tue")],
        ),
        ('<h2 align="center">A</h2>\n\none', [("a.md#a", "one")]),
        ("# A\n<details><summary>one</summary>\n\ntwo\n\n</details>", [("a.md#a", "one\n\ntwo")]),
    ],
)
def test_markdown(text, expected):
    assert sections(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('# A\n!!! note "Mind"\n    one\n\n    two\nthree', "Mind\n\none\n\ntwo three"),
        ("# A\n!!! warning\n\n    one\n\n    ```\n    x\n    ```", "one\n\n```\nx\n```"),
        ("# A\n??? tip inline end\n    one\n    !!! note\n        two", "one\n\ntwo"),
        (
            '# A\n=== "Linux"\n\n    one\n\n=== "Windows"\n\n    two',
            "Linux\n\none\n\nWindows\n\ntwo",
        ),
        ("# A\n!!! not a box at all, and no ending", "!!! not a box at all, and no ending"),
        ("# A\n:::{note}\n:class: x\none\n:::\ntwo", "one\n\ntwo"),
        ("# A\n::::tip[Mind]\none\n:::info Two\ntwo\n:::\n::::", "Mind\n\none\n\nTwo\n\ntwo"),
        ("# A\n```{warning} Mind\none {func}`~a.b`\n```", "Mind one a.b"),
        ("# A\n```{include} ../b.md\n:x: y\n```\none", "one"),
        (
            "# A\n```{code-block} python\n:caption: b.py\n:x: y\n\nx = {a}`b`\n:z: 1\n```",
            "```python\nx = {a}`b`\n:z: 1\n```",
        ),
        (
            "# A\n```{eval-rst}\n.. click:example::\n    :x: y\n\n    x = 1\n      y\n```\none",
            "```\nx = 1\n  y\n```\n\none",
        ),
        ("# A\n```{eval-rst}\n.. autofunction:: a\n```\none", "one"),
        ("# A\n```{currentmodule} click\n```\none", "one"),
        ("# A\n```{versionadded} 2.0\n```\none", "Added in version 2.0\n\none"),
        ("# A\n```{deprecated} 3\nUse `b`.\n```", "Deprecated in version 3 Use b."),
        ("# A\n::: a.b.c\n    options:\n      x: true\n\none", "one"),
        ("# A\n[one](b){ loading=lazy .c } `two`{ #d } {x}", "one two {x}"),
        (
            "# A\n(label)=\n% hidden\nsee {doc}`loggers <other>` and {class}`!C`",
            "see loggers and C",
        ),
        ("# A\n```\n!!! note\n:::\n(x)=\n```", "```\n!!! note\n:::\n(x)=\n```"),
    ],
)
def test_what_documentation_tools_add(text, expected):
    assert sections(text) == [("a.md#a", expected)]


def test_the_title_of_the_front_matter_is_that_of_the_document():
    found = read("a.md", '---\ntitle: "Opening"\n---\none\n\n## Hours\n\ntwo')
    assert found == [("a.md", "Opening", "one"), ("a.md#hours", "Opening: Hours", "two")]


def test_a_title_names_the_headings_that_a_section_stands_under():
    text = "# Questions\none\n## Why?\ntwo\n#### Answer\nthree\n### More\nfour\n## How?\nfive"
    assert [(title, said) for _, title, said in read("a.md", text)] == [
        ("Questions", "one"),
        ("Questions: Why?", "two"),
        ("Questions: Why?: Answer", "three"),
        ("Questions: Why?: More", "four"),
        ("Questions: How?", "five"),
    ]


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown", "a.mdx"])
def test_endings_of_markdown(name):
    assert read(name, "# A\n\n*one*") == [(f"{name}#a", "A", "one")]


def test_what_mdx_adds_is_left_out():
    text = "import Tabs from '@theme/Tabs'\n\n# A\n\n<Tabs>\n\none {/* secret */}\n\n</Tabs>"
    assert read("a.mdx", text) == [("a.mdx#a", "A", "one")]


def test_text_is_no_markdown():
    assert read("a.txt", "# one *two*") == [("a.txt", "", "# one *two*")]


def test_html():
    text = """<!DOCTYPE html><html><head><title>The page</title><style>h1 {}</style></head><body>
    <nav><h2>Menu</h2></nav><script>alert("x")</script><section id="first"><h1>Start<a>¶</a></h1>
    <p>one <b>two</b><br>three &amp; four</p></section><!-- secret --><h2 id="own">Next</h2>
    <ul><li>five</li><li><p>six</p></li></ul><table><tr><th>Mon</th><td>9-5</td></tr></table>
    <pre>x = 1
y  = 2</pre><footer>imprint</footer></body></html>"""
    assert read("a.html", text) == [
        ("a.html#first", "The page: Start", "one two three & four"),
        (
            "a.html#own",
            "The page: Start: Next",
            "- five\n- six\n- Mon 9-5\n\n```\nx = 1\ny  = 2\n```",
        ),
    ]


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
@pytest.mark.parametrize(
    "bad", ["\x1b[31mred\x1b[0m", "\x1b]0;title\x07red", "\x9b2Jred", "red\x08\x7f", "&#27;[2Jred"]
)
def test_nothing_that_a_terminal_obeys_is_in_a_passage(name, bad):
    for source, title, text in read(f"\x1b[2J{name}", f"# {bad}\n\n{bad}\n\n<h1>{bad}</h1>{bad}"):
        told = f"{source}{title}{text}"
        assert [char for char in told if not char.isprintable() and char != "\n"] == []
        assert "red" in told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Take tools, e.g. Allen keys. Go.", ["Take tools, e.g. Allen keys.", "Go."]),
        ("Ask, i.e. call, first. Go.", ["Ask, i.e. call, first.", "Go."]),
        (
            "Das gilt z.B. Montag, z. B. Dienstag. Ja.",
            ["Das gilt z.B. Montag, z. B. Dienstag.", "Ja."],
        ),
        ("Am 3. Mai ist zu. Ja.", ["Am 3. Mai ist zu.", "Ja."]),
        ("J. R. R. Tolkien came. So did Dr. Who.", ["J. R. R. Tolkien came.", "So did Dr. Who."]),
        ("It was 2020. Then it rained.", ["It was 2020.", "Then it rained."]),
        ('He said "Go." Then he went.', ['He said "Go."', "Then he went."]),
        ("version 2.5 is out. Go.", ["version 2.5 is out.", "Go."]),
        ("我喜欢苹果。你呢。好", ["我喜欢苹果。", "你呢。", "好"]),
        ("One. Two.\n\n```\na. B\n```\n\nThree.", ["One.", "Two.", "```\na. B\n```", "Three."]),
        ("- one\n- two. Three\n3. four", ["one", "two.", "Three", "four"]),
    ],
)
def test_sentences_end_where_they_do(text, expected):
    assert sentences(text) == expected
