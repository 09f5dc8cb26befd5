"""Whether an answer says what a right one must: facts matched by rules that a reader can check.

A gold answer is one to three facts, each a list of wordings that say it. A fact is said where one
of its wordings is, and an answer is right in words where all facts are said. A wording is said
where its words stand

- in one sentence of the answer, in their order, with at most ``GAP`` other words between two;
- after the same normalisation: lower case, number words as digits (*forty-five* is 45), times of
  day by 24 hours (*4 pm* is 16:00), amounts with their unit behind (*€40* is 40 euros), every *no*,
  *never*, *cannot* and *n't* as *not*, and without endings;
- without a *not* among them or up to ``REACH`` words before, unless the wording has one itself.

What the rules cannot know, such as a synonym, is listed beside the fact.
"""

import re
from functools import cache

from .language import stem

Facts = tuple[tuple[str, ...], ...]  # of each fact, the wordings that say it

GAP = 8  # a clause: "Tighten the spokes that lead to the far flange"
REACH = 3  # "not in the safe"
ENDS = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.)\s)")  # of sentences and items
TOKEN = re.compile(r"\d+(?:[:.,]\d+)?|[^\W\d_]+")
NOT = re.compile(r"n['\u2019]t\b|\b(?:no|never|nor|neither)\b|(?<=\bcan)not\b")
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b\.?")
MONEY = re.compile(r"([€$£])\s*(\d+(?:[.,]\d+)?)")
UNITS = {"€": "euro", "$": "dollar", "£": "pound", "%": "percent", "mm": "millimetre"}
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS = {word: i for i, word in enumerate(ONES)} | {w: 10 * i for i, w in enumerate(TENS, 2)}
ROUND = {str(10 * i) for i in range(2, 10)}


def says(answer: str, facts: Facts, language: str) -> bool:
    """Tell whether an answer says every fact."""
    sentences = [normal(sentence, language) for sentence in ENDS.split(answer)]
    return all(any(occurs(normal(w, language), sentences) for w in wordings) for wordings in facts)


def occurs(wording: tuple[str, ...], sentences: list[tuple[str, ...]]) -> bool:
    """Tell whether a wording stands in one of the sentences, all of them normalised."""
    return any(
        matches_at(wording, sentence, start)
        for sentence in sentences
        for start, word in enumerate(sentence)
        if word == wording[0]
    )


def matches_at(wording: tuple[str, ...], sentence: tuple[str, ...], start: int) -> bool:
    """Tell whether a wording is said by the words from ``start`` on."""
    end = start
    for word in wording[1:]:
        near = sentence[end + 1 : end + 2 + GAP]
        if word not in near:
            return False
        end += 1 + near.index(word)
    return "not" in wording or "not" not in sentence[max(start - REACH, 0) : end]


@cache
def normal(text: str, language: str) -> tuple[str, ...]:
    """Give the words of a text as they are compared."""
    text = NOT.sub(" not", text.lower())
    text = CLOCK.sub(clock, MONEY.sub(r"\2 \1", text))
    for sign in "€$£%":
        text = text.replace(sign, f" {UNITS[sign]} ")
    words = list[str]()
    for word in TOKEN.findall(text):
        value = NUMBERS.get(word)
        if value is not None and 0 < value < 10 and words and words[-1] in ROUND:
            words[-1] = str(int(words[-1]) + value)  # forty-five
        else:
            words.append(stem(UNITS.get(word, word), language) if value is None else str(value))
    return tuple(words)


def clock(match: re.Match[str]) -> str:
    """Write a time of day by 24 hours."""
    hours = int(match[1]) % 12 + 12 * (match[3] == "p")
    return f"{hours}:{match[2] or '00'}"
