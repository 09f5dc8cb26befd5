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
ATTRIBUTES = re.compile(r"(?<=[)\]`*_])\{:?\s*(?:[.#][\w-]+|[\w-]+=[^\s}]+)[^}]*\}")
DIRECTIVE = re.compile(r"\.\. |\s+:[\w-]+:")  # of reStructuredText: a name, and its options
OPTION = re.compile(r":[\w-]+:")
GENERATED = re.compile(r"::: +[\w-]+[.-]\w")  # from code, by mkdocstrings or mkdocs-click
VERSIONS = {"versionadded": "Added", "versionchanged": "Changed", "deprecated": "Deprecated"}
NOTES = {"admonition", "attention", "caution", "danger", "error", "hint", "important", "note"}
NOTES |= {"seealso", "tip", "warning", *VERSIONS}
# What is in these are names of files and modules.
BUILT = {"contents", "currentmodule", "image", "include", "literalinclude", "toctree"}
CODE = {"code", "code-block", "code-cell", "eval-rst", "sourcecode"}
INDENT = 4  # of what is in a box of MkDocs


def to_commonmark(text: str) -> str:
    """Give the same document in plain Markdown."""
    return "\n".join(lines(text.splitlines()))


def lines(rows: list[str]) -> Iterator[str]:
    """Rewrite line by line; code in a fence stays as it is."""
    fence, kind, depth, options, generated = "", "", 0, False, False
    for raw in rows:
        generated = not fence and bool(
            GENERATED.match(raw) or (generated and (not raw.strip() or raw[0] == " "))
        )
        if generated:
            continue
        if not fence and raw.strip():
            while depth and not raw.startswith(" " * INDENT * depth):
                depth -= 1
        line = raw[INDENT * depth :] if not raw[: INDENT * depth].strip() else raw
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
                line = "" if kind in NOTES | BUILT else line
            elif kind in NOTES:
                line = ROLE.sub(r"\1", line)
            elif kind in BUILT or (kind == "eval-rst" and DIRECTIVE.match(line)):
                line = ""
            elif kind in CODE and options and OPTION.match(line):
                continue
        elif mark:
            fence, kind = mark[1], mark[2] or ""
            options = kind in CODE
            if kind in NOTES:
                label = f"{VERSIONS[kind]} in version " if kind in VERSIONS else ""
                line = f"{label}{mark[3]}"
            elif kind in BUILT | CODE:
                line = "" if kind in BUILT else f"{fence}{mark[3]}"
            yield line
            continue
        elif box := BOX.match(line):
            depth, line = depth + 1, f"\n{box[1] or ''}\n"
        elif box := COLONS.match(line):
            options, line = True, f"\n{box[1]}\n"
            yield line
            continue
        elif HIDDEN.match(line) or (options and OPTION.match(line)):
            continue
        else:
            line = ATTRIBUTES.sub("", ROLE.sub(r"`\1`", line))
        options = False
        yield line
