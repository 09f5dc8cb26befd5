"""What a model's answer says and cites, once thoughts, citations and their leftovers are out.

Models cite as they please: ``[a.md#b]``, ``[a.md#b, c.md#d]``, ``[1]`` for the first passage,
in bold, as a link or in brackets of another kind. What they think before is not an answer,
whatever it cites.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

NOTHING = "[none]"  # what the rules in params.toml ask for where no passage answers
THOUGHT = re.compile(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL)
THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|thought|reasoning)>", re.DOTALL)
CHANNEL = re.compile(r"\A.*<\|channel\|>final<\|message\|>|<\|[a-z_]+\|>", re.DOTALL)
MARK = re.compile(r"\s*[\[\u3010]([^\[\]\u3010\u3011\n]{1,400})[\]\u3011](?:\([^()\s]*\))?")
NUMBERED = re.compile(r"(?:passage|source|document|doc)?\s*#?(\d{1,2})(?:\u2020.*)?", re.IGNORECASE)
LEFTOVERS = (  # of citations that were taken out
    (re.compile(r"\*{4,}|_{4,}|(?<!`)``(?!`)|(\*{1,2}|_{1,2})[ \t]+\1(?!\w)"), ""),  # empty bold
    (re.compile(r"(?<=\S)[ \t]+[*_`]+(?=\s|$)"), ""),
    (re.compile(r"\s+\([\s,;]*\)"), ""),
    (re.compile(r"\n\W*(?:sources?|references?|citations?)\W*\Z", re.IGNORECASE), ""),
    (re.compile(r"[ \t]+([.,;:!?])(?=\s|$)"), r"\1"),
)


def answer_of(text: str) -> str:
    """Take out what the model thought before it answered.

    Some servers cut the mark at the beginning of the thoughts, some never come to their end.
    """
    text = CHANNEL.sub("", text)
    return THOUGHT_END.sub("", THOUGHT.sub("", text)).strip()


def cited(text: str, sources: list[str]) -> tuple[str, list[str]]:
    """Give an answer without its citations, and the sources that it cites.

    Parameters
    ----------
    text : str
        Without thoughts.
    sources : list of str
        Of the passages that the model was given, in their order; it can cite no other.
    """
    found = dict[str, None]()

    def take(match: re.Match[str]) -> str:
        names = sources_in(match[1], sources)
        found.update(dict.fromkeys(filter(None, names)))
        odd = re.fullmatch(r"none|\S+\.\w{1,5}(?:#\S*)?|\S*#\S+|\d{1,2}", match[1].strip(" *`_"))
        return "" if any(names) or odd else match[0]

    answer = MARK.sub(take, text)
    for leftover, instead in LEFTOVERS:
        answer = leftover.sub(instead, answer)
    return answer.strip(), list(found)


def sources_in(inside: str, sources: list[str]) -> list[str | None]:
    """Say which sources are meant by what stands between brackets."""
    if (whole := source_of(inside, sources)) is not None:
        return [whole]
    return [source_of(part, sources) for part in re.split(r"\s*[,;]\s*|\s+and\s+", inside)]


def source_of(text: str, sources: list[str]) -> str | None:
    """Say which source is meant by a name or a number."""
    text = re.sub(r"^(?:source|passage)s?:\s*", "", text.strip(" \t*_`\"'"), flags=re.IGNORECASE)
    for source in sources:
        if source.casefold() in (text.casefold(), unquote(text).casefold()):
            return source
    match = NUMBERED.fullmatch(text)
    return sources[int(match[1]) - 1] if match and 1 <= int(match[1]) <= len(sources) else None


def is_nothing(text: str) -> bool:
    """Tell whether the model says that no passage answers, in the word that it was told."""
    last = text.strip().rpartition("\n")[2]
    return any(one.strip(" *_`.\"'").casefold() in (NOTHING, "none") for one in (text, last))


class Streamer:
    """Passes an answer on in parts as it comes, without what is thought before it.

    Parameters
    ----------
    show : callable
        Is given each part.
    """

    def __init__(self, show: Callable[[str], object]) -> None:
        self.show, self.received, self.sent = show, "", ""

    def __call__(self, part: str) -> None:
        """Take one more part."""
        self.received += part
        text = answer_of(re.sub(r"<[^<>\s]*\Z", "", self.received))  # a mark may come in parts
        if text.startswith(self.sent):
            self.show(text[len(self.sent) :])
        elif text:  # what was taken for the answer were thoughts
            self.show(f"\n{text}")
        self.sent = text or self.sent
