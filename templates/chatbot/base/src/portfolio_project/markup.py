"""What a document says, whatever it is written in: headings, paragraphs, list items and code.

Markdown is read by ``markdown-it-py``, which keeps to CommonMark, with the tables of GitHub; HTML
by the standard library; of a PDF, each page is a section. Anything else is text. What no reader of
the page sees is left out: front matter, comments, scripts, the imports of MDX.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import pairwise, zip_longest
from pathlib import PurePosixPath
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .dialects import to_commonmark
from .pdf import PAGE

COMMONMARK = MarkdownIt("commonmark").enable("table")
FRONT = re.compile(
    r"(---|\+\+\+)[ \t]*\n((?:\s*#[^\n]*\n)*\s*[\w\"'-][^\n:=]*[:=].*?\n|)\1[ \t]*(?:\n|\Z)",
    re.DOTALL,
)
TITLE = re.compile(r"^title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
ANCHOR = re.compile(r"[\s#]*\{:?\s*#([\w.-]+)[^}]*\}$")  # as Docusaurus, Pandoc and MkDocs have it
MDX = re.compile(r"\{/\*.*?\*/\}|^(?:import\s.+|export\s.+)", re.DOTALL)
UNSEEN = {"script", "style", "nav", "footer", "template", "svg", "noscript", "title"}
BREAKS = {"p", "div", "section", "article", "blockquote", "ul", "ol", "dl", "dt", "dd", "table"}
HEADINGS = {f"h{level}" for level in range(1, 7)}


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, a list item, a row of a table, or code in its fence.

    Parameters
    ----------
    text : str
        Without marks of emphasis and links; an item begins with its mark.
    heading : int
        Level of the heading, from 1; 0 where it is none.
    anchor : str
        Of a heading, where the author has given it one.
    """

    text: str
    heading: int = 0
    anchor: str = ""


def read_markup(name: str, text: str) -> tuple[str, list[Block]]:
    """Read one document: its title, where it stands outside the text, and its blocks.

    Parameters
    ----------
    name : str
        Of the file; its ending says what it is written in.
    text : str
        The whole of it.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".html", ".htm", ".xhtml"):
        page = Page(text)
        return page.title, page.blocks
    if suffix == ".pdf":
        heading, *pages = text.split(PAGE)
        return heading or PurePosixPath(name).stem, list(from_pages(pages))
    if suffix not in (".md", ".markdown", ".mdx"):
        return "", [Block(text)]
    front = FRONT.match(text)
    title = TITLE.search(front[2]) if front else None
    tokens = COMMONMARK.parse(to_commonmark(text[front.end() :] if front else text))
    blocks = list(from_markdown(tokens, hide=MDX if suffix == ".mdx" else None))
    return title[1] if title else "", blocks


def from_pages(pages: list[str]) -> Iterator[Block]:
    """Give each page below a heading with its number."""
    for number, text in enumerate(pages, 1):
        yield Block(f"Page {number}", heading=1)
        yield Block(text)


def from_markdown(tokens: Sequence[Token], hide: re.Pattern[str] | None) -> Iterator[Block]:
    """Give the blocks of parsed Markdown; those in quotations and lists as well."""
    item, head, row = "", list[str](), list[str]()
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type == "list_item_open":
            item = f"{token.info}{token.markup} "
        elif token.type in ("fence", "code_block"):
            if token.content.strip():
                yield code_block(token.content, token.info)
        elif token.type == "html_block":
            yield from Page(token.content).blocks
        elif token.type == "tr_close":
            if before.type == "td_close":
                yield Block(f"- {table_row(head, row)}")
            head, row = head or row, []
        elif token.type == "table_close":
            head = []
        elif token.type == "inline":
            text = hide.sub("", visible_text(token)) if hide else visible_text(token)
            if before.type in ("th_open", "td_open"):
                row.append(text)
            elif before.type == "heading_open" and before.level == 0:
                anchor = ANCHOR.search(text)
                level = int(before.tag[1]) if text else 0
                yield Block(ANCHOR.sub("", text), level, anchor[1] if anchor else "")
            elif text.strip():
                yield Block(item + text.strip())
                item = ""


def visible_text(token: Token) -> str:
    """Give what is seen of a line: text, code and the words for a picture, without any marks."""
    text = {"softbreak": " ", "hardbreak": " ", "html_inline": ""}
    return "".join(
        visible_text(part) if part.children else text.get(part.type, part.content)
        for part in token.children or []
    )


def table_row(head: Sequence[str], row: Sequence[str]) -> str:
    """Write a row of a table so that it stands alone: each cell after its column's name."""
    cells = [(name, cell) for name, cell in zip_longest(head, row, fillvalue="") if cell]
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in cells)


def code_block(code: str, language: str = "") -> Block:
    """Put code into a fence that is longer than any in it."""
    fence = "`" * max([3, *(len(ticks) + 1 for ticks in re.findall(r"`{3,}", code))])
    return Block(f"{fence}{language.strip()}\n{dedent(code).strip(chr(10))}\n{fence}")


class Page(HTMLParser):
    """The blocks of HTML.

    Parameters
    ----------
    text : str
        A page, or a piece of one.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.title, self.blocks = "", list[Block]()
        self.mark, self.anchor, self.buffer = "", "", list[str]()
        self.inside = list[str]()  # what is open and changes how text is taken
        self.feed(text)
        self.close()
        self.end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, where the tag does, and note the anchor that it gives."""
        if tag in BREAKS | HEADINGS | {"li", "tr", "pre"}:
            self.end()
            self.anchor = dict(attrs).get("id") or (self.anchor if tag in HEADINGS else "")
            self.mark = "- " if tag in ("li", "tr") else self.mark
        if tag in UNSEEN | HEADINGS | {"pre"}:
            self.inside.append(tag)
        self.buffer.append({"br": "\n", "td": " ", "th": " "}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        """End a block, where the tag does."""
        if tag in BREAKS | HEADINGS | {"li", "tr", "pre"}:
            self.end()
            self.mark = "" if tag in ("li", "tr") else self.mark
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        """Take what is seen."""
        if "title" in self.inside:
            self.title += " ".join(data.split())
        elif not UNSEEN & set(self.inside):
            self.buffer.append(data)

    def end(self) -> None:
        """Close the block that is open."""
        text, self.buffer = "".join(self.buffer), []
        line = " ".join(text.split())
        heading = next((int(tag[1]) for tag in self.inside if tag in HEADINGS), 0)
        if line and "pre" in self.inside:
            self.blocks.append(code_block(text))
        elif line:
            line = line.rstrip("¶ ") if heading else self.mark + line  # the link that Sphinx sets
            self.blocks.append(Block(line, heading, self.anchor if heading else ""))
            self.mark = ""
