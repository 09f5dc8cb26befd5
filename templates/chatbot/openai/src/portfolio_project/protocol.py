"""What servers of the protocol send: answers whole and in parts, and what went wrong, in words.

OpenAI's chat completions are spoken by many servers, each with its own accent. What they are known
to differ in is read here, so that nothing else has to know of it.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from .reporting.project import UnavailableError

LONGEST = 100_000  # characters of one answer; more is not an answer
SHOWN = 300  # characters of a server's own words that are shown

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
class Completion:
    """An answer: its text, what it took, and why it ended."""

    text: str = ""
    tokens: Tokens = field(default_factory=dict)
    end: str = ""
    seconds: float = 0.0

    def checked(self) -> "Completion":
        """Give it back where it is an answer."""
        if len(self.text) > LONGEST:
            raise EndpointError(f"the endpoint's answer has {len(self.text)} characters")
        if not self.text.strip():
            cause = {
                "length": ": max_tokens was used up before",
                "content_filter": ": a filter cut it",
            }
            raise EndpointError(f"the endpoint's answer is empty{cause.get(self.end, '')}")
        return self


def read_whole(data: Any) -> Completion:
    """Read an answer in one piece."""
    raise_error(data)
    choice = data["choices"][0]
    message = choice.get("message") or choice.get("delta") or {"content": choice["text"]}
    return Completion(content(message), usage(data), choice.get("finish_reason") or "").checked()


def read_parts(lines: Iterable[bytes], show: Callable[[str], object]) -> Completion:
    """Read an answer in parts, and show each as it comes.

    Lines of events have ``data:`` with a space behind or without; other fields, comments and empty
    lines are passed over, and so are chunks without a choice. What is no event at all may be the
    answer in one piece, from a server that does not stream.
    """
    answer, size, rest = Completion(), 0, b""
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
        raise_error(chunk)
        answer.tokens = usage(chunk) or answer.tokens
        for choice in chunk.get("choices", [])[:1]:
            part = content(choice.get("delta") or choice.get("message") or {})
            answer.end = choice.get("finish_reason") or answer.end
            answer.text += part
            if part:
                show(part)
    if not answer.text and rest:
        answer = read_whole(json.loads(rest))
        show(answer.text)
    return answer.checked()


def raise_error(data: Any) -> None:
    """Pass on an error that a server sends as if it were an answer.

    Raises
    ------
    EndpointError
        With the server's words.
    """
    if not isinstance(data, dict):
        raise TypeError
    if data.get("error"):
        raise EndpointError(f"the endpoint reports an error: {server_words(json.dumps(data))}")


def content(message: dict[str, Any]) -> str:
    """Take the text out of a message or a part of one; a role, a tool or thoughts alone have none.

    Thoughts in fields of their own (``reasoning_content``, ``reasoning``) are not an answer; a
    refusal by the model's own rules is one.
    """
    text = message.get("content")
    if isinstance(text, list):
        kept = [p if isinstance(p, str) else p.get("text") or "" for p in text if is_text(p)]
        text = "".join(kept)
    if not isinstance(text, str | None):
        raise TypeError
    return text or message.get("refusal") or ""


def is_text(part: Any) -> bool:
    """Tell whether a part of a list is text, and no thought or picture."""
    return isinstance(part, str) or part.get("type", "text") in ("text", "output_text")


def usage(data: dict[str, Any]) -> Tokens:
    """Take the numbers of tokens, where they are told."""
    counts = data.get("usage") or {}
    names = ("prompt_tokens", "completion_tokens")
    return {name: counts[name] for name in names if isinstance(counts.get(name), int)}


def server_words(body: str) -> str:
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
    text = " ".join("".join(c if c.isprintable() else " " for c in str(found)).split())
    return text[:SHOWN] or "without a word"
