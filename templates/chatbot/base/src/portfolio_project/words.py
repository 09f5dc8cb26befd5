"""Text as retrieval sees it: words without their endings, runs of words, and sentences."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import MultiLabelBinarizer

from .language import stem, stop_words, words

# What a terminal obeys: commands, and the titles that it is given.
ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b\]|\x9d)[^\x07\x1b\n]*(?:\x07|\x1b\\)?"
)
CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff]")
LINE, PARAGRAPH = "\n", "\n\n"
LINES = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
LIST = re.compile(r"\n(?=\s*(?:[-*+]|\d+[.)])\s)")
CODE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
# Quotation marks and brackets that close after a sentence, and the full stops of Chinese.
CLOSING, FULL = r"[\"')\]\u2019\u201d\u00bb\u300d\u300f\uff09]*", r"[\u3002\uff01\uff1f]+"
END = re.compile(rf"[.!?\u2026]+{CLOSING}\s+(?=[^\sa-z\u00e0-\u00ff])|{FULL}{CLOSING}\s*")
ENDED = re.compile(rf"[.!?\u2026\u3002\uff01\uff1f]{CLOSING}$")
# Points that end no sentence: of initials, of days, and of what is written short before a name.
SHORTENED = re.compile(
    r"""(?:^|[\s("'\u201c\u201e])(?:(?:[^\W\d_]\.\s?)*[^\W\d_]|\d{1,2}|approx|bzw|ca|cf|dr|ed|eq|fig
    |inkl|max|min|mr|mrs|ms|nr|p|pp|prof|sec|sog|st|usw|vgl|vol|vs|zzgl)\.$""",
    re.IGNORECASE | re.VERBOSE,
)
NEAR = 0.8  # share of the words of two questions that both hold; more is the same question
BLOCK = 500  # texts that are compared at once, which bounds the memory


def plain(text: str) -> list[str]:
    """Give the words of a text in lower case, in their order."""
    return list(words(text))


def terms(text: str, language: str) -> list[str]:
    """Give what is searched for: words that are not stop words, without their endings."""
    stop = stop_words(language)
    return [stem(word, language) for word in words(text) if word not in stop]


def clean(text: str) -> str:
    """Take out what no page shows and a terminal obeys: escapes, and other control characters."""
    return CONTROL.sub("", ESCAPE.sub("", LINES.sub("\n", text)))


def paragraphs(text: str) -> list[str]:
    """Cut a passage into paragraphs, whole lists, and code in its fences."""
    parts, start = list[str](), 0
    for code in [*CODE.finditer(text), None]:
        for part in re.split(r"\n\s*\n", text[start : code.start() if code else None]):
            parts += [part] if ITEM.match(part) else LIST.split(part, maxsplit=1)
        if code:
            parts.append(code[0])
            start = code.end()
    return [part.strip("\n") for part in parts if part.strip()]


def items(text: str) -> list[str]:
    """Cut a passage into paragraphs, list items without their marks, and code in its fences."""
    parts, start = list[str](), 0
    for code in [*CODE.finditer(text), None]:
        cut = BETWEEN.split(text[start : code.start() if code else None])
        parts += [" ".join(ITEM.sub("", item, count=1).split()) for item in cut]
        if code:
            parts.append(code[0])
            start = code.end()
    return [item for item in parts if item]


def sentences(text: str) -> list[str]:
    """Cut a passage into sentences, with their spaces set right; code stays whole."""
    parts = list[str]()
    for item in items(text):
        if CODE.match(item):
            parts.append(item)
            continue
        start = 0
        for end in END.finditer(item):
            if not SHORTENED.search(item[start : end.end()].rstrip()):
                parts.append(item[start : end.end()].strip())
                start = end.end()
        parts.append(item[start:].strip())
    return [part for part in parts if part]


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Give every run of ``length`` words that follow each other."""
    words = plain(text)
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def repeats(texts: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Say of each text whether it all but repeats any of the others.

    Returns
    -------
    ndarray of bool, shape (texts,)
        Whether the two share ``NEAR`` of the words that they hold together (Jaccard).
    """
    every = [plain(text) for text in (*texts, *others)]
    matrix = MultiLabelBinarizer(sparse_output=True).fit_transform(every)
    sizes, repeated = np.diff(matrix.indptr), np.zeros(len(texts), bool)
    columns = matrix[len(texts) :].T
    for start in range(0, len(texts), BLOCK):
        shared = (matrix[start : min(start + BLOCK, len(texts))] @ columns).tocoo()
        rows = start + shared.row
        either = sizes[rows] + sizes[len(texts) + shared.col] - shared.data
        repeated[rows[shared.data >= NEAR * either]] = True
    return repeated
