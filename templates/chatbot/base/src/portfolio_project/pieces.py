"""Sections that are longer than a passage, cut between sentences and between lines of code."""

import re

from .words import CODE, ENDED, LINE, PARAGRAPH, plain, sentences


def pieces(text: str, max_words: int) -> list[str]:
    """Cut a section between sentences into pieces of at most ``max_words``, where it is longer."""
    if len(plain(text)) <= max_words:
        return [text] if text.strip() else []
    parts, size = list[str](), max_words
    for sentence in sentences(text):
        for part in halve(sentence, max_words):
            size += (words := len(plain(part)))
            if size > max_words or not parts:
                parts.append(part)
                size = words
            else:
                close = ENDED.search(parts[-1]) and not CODE.match(part)
                parts[-1] += f"{' ' if close else PARAGRAPH}{part}"
    return parts


def halve(text: str, most: int) -> list[str]:
    """Halve a sentence without an end, or code, until no part has more than ``most`` words.

    Each part of code has its fences.
    """
    if len(plain(text)) <= most:
        return [text]
    if code := CODE.match(text):
        first, *lines, last = code[0].split(LINE)
        return [f"{first}{LINE}{part}{LINE}{last}" for part in halve(LINE.join(lines), most)]
    gaps = [gap.start() for gap in re.finditer(r"\n" if LINE in text else r"\s", text)]
    middle = len(text) // 2
    cut = min(gaps, key=lambda at: abs(at - middle), default=middle)
    return [*halve(text[:cut], most), *halve(text[cut + bool(gaps) :], most)]
