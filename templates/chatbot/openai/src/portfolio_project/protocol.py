"""What servers of the protocol send: answers whole and in parts, and what went wrong, in words.

OpenAI's chat completions are spoken by many servers, each with its own accent. What they are known
to differ in is read here, so that nothing else has to know of it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .reporting.project import UnavailableError

LONGEST = 100_000  # characters of one answer; more is no answer
SAID = 300  # characters of a server's own words that are shown

Tokens = dict[str, int]


class EndpointError(UnavailableError):
    """The endpoint gave no usable answer.

    Parameters
    ----------
    reason : str
        Why, with the server's words.
    fatal : bool
        Whether no other request would fare better.
    """

    def __init__(self, reason: str, fatal: bool = False) -> None:
        super().__init__(reason)
        self.fatal = fatal


@dataclass
class Said:
    """An answer: its text, what it took, and why it ended."""

    text: str = ""
    tokens: Tokens = field(default_factory=dict)
    end: str = ""
    seconds: float = 0.0

    def checked(self) -> "Said":
        """Give it back where it is an answer."""
        if len(self.text) > LONGEST:
            raise EndpointError(f"the endpoint's answer has {len(self.text)} characters")
        if not self.text.strip():
            why = {
                "length": ": max_tokens was used up before",
                "content_filter": ": a filter cut it",
            }
            raise EndpointError(f"the endpoint's answer is empty{why.get(self.end, '')}")
        return self


def whole(data: Any) -> Said:
    """Read an answer in one piece."""
    told(data)
    choice = data["choices"][0]
    message = choice.get("message") or choice.get("delta") or {"content": choice["text"]}
    return Said(content(message), usage(data), choice.get("finish_reason") or "").checked()


def parts(lines: Iterable[bytes], show: Callable[[str], object]) -> Said:
    """Read an answer in parts, and show each as it comes.

    Lines of events have ``data:`` with a space behind or without; other fields, comments and empty
    lines are passed over, and so are chunks without a choice. What is no event at all may be the
    answer in one piece, from a server that does not stream.
    """
    said, size, rest = Said(), 0, b""
    for line in lines:
        size += len(line)
        if size > 10 * LONGEST:
            raise EndpointError(f"the endpoint's answer has no end after {size} bytes")
        name, _, data = line.decode("utf-8-sig").strip().partition(":")
        if name != "data":
            rest += line if name.startswith(("{", "}", '"', "[", "]")) or rest else b""
            continue
        if data.strip() == "[DONE]":
            break
        if not data.strip():
            continue
        chunk = json.loads(data)
        told(chunk)
        said.tokens = usage(chunk) or said.tokens
        for choice in chunk.get("choices", [])[:1]:
            part = content(choice.get("delta") or choice.get("message") or {})
            said.end = choice.get("finish_reason") or said.end
            said.text += part
            if part:
                show(part)
    if not said.text and rest:
        said = whole(json.loads(rest))
        show(said.text)
    return said.checked()


def told(data: Any) -> None:
    """Pass on an error that a server sends as if it were an answer.

    Raises
    ------
    EndpointError
        With the server's words.
    """
    if not isinstance(data, dict):
        raise TypeError
    if data.get("error"):
        raise EndpointError(f"the endpoint reports an error: {words(json.dumps(data))}")


def content(message: dict[str, Any]) -> str:
    """Take the text out of a message or a part of one; a role, a tool or thoughts alone have none.

    Thoughts in fields of their own (``reasoning_content``, ``reasoning``) are no answer. A refusal
    by the model's own rules is one.
    """
    found = message.get("content")
    if isinstance(found, list):
        kept = [p if isinstance(p, str) else p.get("text") or "" for p in found if is_text(p)]
        found = "".join(kept)
    if not isinstance(found, str | None):
        raise TypeError
    return found or message.get("refusal") or ""


def is_text(part: Any) -> bool:
    """Tell whether a part of a list is text, and no thought or picture."""
    return isinstance(part, str) or part.get("type", "text") in ("text", "output_text")


def usage(data: dict[str, Any]) -> Tokens:
    """Take the numbers of tokens, where they are told."""
    found = data.get("usage") or {}
    names = ("prompt_tokens", "completion_tokens")
    return {name: found[name] for name in names if isinstance(found.get(name), int)}


def words(body: str) -> str:
    """Find the server's own words in what it sends instead of an answer."""
    try:
        found = json.loads(body)
    except ValueError:
        found = body
    while isinstance(found, dict):
        names = ("error", "message", "detail", "msg")
        found = next((found[name] for name in names if found.get(name)), json.dumps(found))
    if isinstance(found, list):  # FastAPI names the field of each fault
        found = "; ".join(
            f"{'.'.join(map(str, one.get('loc', [])))} {one.get('msg', '')}"
            if isinstance(one, dict)
            else str(one)
            for one in found
        )
    told = " ".join("".join(c if c.isprintable() else " " for c in str(found)).split())
    return told[:SAID] or "without a word"
