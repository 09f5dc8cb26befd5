"""What documentation tools add to Markdown, turned into Markdown: MkDocs, MyST, Docusaurus.

A box (*note*) becomes its paragraphs, a role its text; what only a build uses is left out.
"""

import re
from collections.abc import Iterator

BOX = re.compile(r"(?:(?:!!!|\?\?\?\+?) +[\w-]+[\w -]*|=== +(?=\"))(?:\"(.*)\")?\s*$")  # MkDocs
COLONS = re.compile(r" {0,3}:{3,}\s*(?:\{?[\w-]+\}?)?\s*\[?(.*?)\]?\s*$")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*(?:\{([\w:-]+)\}\s*(.*))?")
ROLE = re.compile(r"\{[\w:+.-]+\}`[~!]?([^`<]+?)(?:\s*<[^`>]*>)?`")
HIDDEN = re.compile(r"\([\w.: -]+\)=\s*$|%\s")  # a target, a comment
NOTES = {"admonition", "attention", "caution", "danger", "deprecated", "error", "hint", "important"}
NOTES |= {"note", "seealso", "tip", "versionadded", "versionchanged", "warning"}
BUILT = {"contents", "image", "include", "toctree"}  # what stands in these are names of files
INDENT = 4  # of what stands in a box of MkDocs


def common(text: str) -> str:
    """Give the same document in plain Markdown."""
    return "\n".join(lines(text.splitlines()))


def lines(given: list[str]) -> Iterator[str]:
    """Rewrite line by line; code in a fence stays as it is."""
    fence, kind, depth, options = "", "", 0, False
    for whole in given:
        if not fence and whole.strip():
            while depth and not whole.startswith(" " * INDENT * depth):
                depth -= 1
        line = whole[INDENT * depth :] if not whole[: INDENT * depth].strip() else whole
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
                line = "" if kind in NOTES | BUILT else line
            elif kind in NOTES:
                line = ROLE.sub(r"\1", line)
            elif kind in BUILT:
                line = ""
        elif mark:
            fence, kind = mark[1], mark[2] or ""
            line = str(mark[3]) if kind in NOTES else "" if kind in BUILT else line
        elif box := BOX.match(line):
            depth, line = depth + 1, f"\n{box[1] or ''}\n"
        elif box := COLONS.match(line):
            options, line = True, f"\n{box[1]}\n"
            yield line
            continue
        elif HIDDEN.match(line) or (options and re.match(r":[\w-]+:", line)):
            continue
        else:
            line = ROLE.sub(r"`\1`", line)
        options = False
        yield line
