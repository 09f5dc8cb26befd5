"""A model behind an OpenAI-compatible endpoint, asked over HTTP and replayed from a file.

The address and the key come from ``OPENAI_BASE_URL`` and ``OPENAI_API_KEY``. The key goes into one
header and nowhere else: not into a message, a log, the recorded answers or an error.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .questions import read_lines
from .reporting.project import InputError, Project

BUSY = (429, 500, 502, 503, 504)
LONGEST = 100_000  # characters of one answer; more is no answer


class EndpointError(InputError):
    """The endpoint gave no usable answer."""


class NoRedirect(HTTPRedirectHandler):
    """Refuses to carry the key to another address."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Endpoint:
    """One model, with the answers that it has given before.

    Parameters
    ----------
    url : str
        Base address, such as ``http://127.0.0.1:11434/v1``; empty where none is set, and then only
        recorded answers are given.
    settings : dict
        ``[endpoint]`` of params.toml: ``model``, ``timeout``, ``attempts`` and ``longest_wait``.
    record : Path
        JSON Lines of the evaluation's requests and answers, meant to be committed.
    keep : bool
        Whether what is asked now is one of them; nothing that a visitor asks is.
    """

    url: str
    settings: dict[str, Any]
    record: Path
    keep: bool = False

    @classmethod
    def of(cls, project: Project, keep: bool = False) -> "Endpoint":
        """Take the address from the environment, and everything else from the project."""
        url = os.environ.get("OPENAI_BASE_URL", "").rstrip("/")
        record = project.root / "data" / "replies.jsonl"
        return cls(url, project.params["endpoint"], record, keep)

    def ask(
        self, messages: list[dict[str, str]], show: Callable[[str], Any] | None = None
    ) -> str | None:
        """Give the model's answer; the recorded one where the same was asked before.

        Parameters
        ----------
        messages : list of dict
            ``role`` and ``content`` of each.
        show : callable, optional
            Is given the answer in parts, as they come.

        Returns
        -------
        str or None
            None where no endpoint is set and nothing is recorded.

        Raises
        ------
        EndpointError
            When the endpoint is down, slow, refuses, or does not keep to the protocol.
        """
        body = {"model": self.settings["model"], "messages": messages, "temperature": 0, "seed": 0}
        key = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        text = self.recorded().get(key)
        if text is None and self.url:
            text = "".join(self._attempt(body | {"stream": show is not None}, show))
            if not text.strip() or len(text) > LONGEST:
                raise EndpointError(f"the endpoint's answer has {len(text)} characters")
            if self.keep:
                line = json.dumps({"key": key, **body, "answer": text}) + "\n"
                with self.record.open("a", encoding="utf-8", newline="\n") as file:
                    file.write(line)
        elif text is not None and show:
            show(text)
        return text

    def recorded(self) -> dict[str, str]:
        """Read what was answered before."""
        if not self.record.exists():
            return {}
        try:
            lines = read_lines(self.record)
            return {line["key"]: str(line["answer"]) for _, line in lines}
        except (InputError, LookupError, TypeError):
            reason = f"{self.record.name} holds a line that is no recorded answer"
            raise EndpointError(f"{reason}: remove the line") from None

    def _attempt(self, body: dict[str, Any], show: Callable[[str], Any] | None) -> Iterable[str]:
        """Send a request, again where the endpoint says that it is busy, as late as it asks."""
        for attempt in range(1, self.settings["attempts"] + 1):
            try:
                return list(self._send(body, show))
            except EndpointError:
                raise
            except HTTPError as error:
                again = error.code in BUSY and attempt < self.settings["attempts"]
                if not again:
                    raise EndpointError(f"the endpoint answers {error.code}") from None
                time.sleep(wait(error.headers.get("Retry-After"), attempt, self.settings))
            except (OSError, HTTPException) as error:
                reason = getattr(error, "reason", None) or type(error).__name__
                raise EndpointError(f"the endpoint cannot be reached: {reason}") from None
            except (ValueError, LookupError, TypeError, AttributeError):
                raise EndpointError("the endpoint's answer is not of the protocol") from None
        raise EndpointError("the endpoint was never asked: set attempts to 1 or more")

    def _send(self, body: dict[str, Any], show: Callable[[str], Any] | None) -> Iterator[str]:
        """Send one request, and give the text of its answer."""
        if not self.url.startswith(("http://", "https://")):
            raise EndpointError("OPENAI_BASE_URL is no address that begins with http")
        headers = {"Content-Type": "application/json"}
        if token := os.environ.get("OPENAI_API_KEY"):
            headers["Authorization"] = f"Bearer {token}"
        request = Request(f"{self.url}/chat/completions", json.dumps(body).encode(), headers)
        with build_opener(NoRedirect).open(request, timeout=self.settings["timeout"]) as reply:
            if show is None:
                yield text_of(json.loads(reply.read(10 * LONGEST))["choices"][0]["message"])
                return
            size = 0
            for line in iter(partial(reply.readline, LONGEST), b""):
                size += len(line)
                if size > 10 * LONGEST:
                    raise EndpointError(f"the endpoint's answer has no end after {size} bytes")
                data = line.decode().strip().removeprefix("data:").strip()
                if not line.startswith(b"data:") or data == "[DONE]":
                    continue
                for choice in json.loads(data)["choices"][:1]:  # the last chunk may have none
                    part = text_of(choice["delta"])
                    show(part)
                    yield part


def text_of(message: dict[str, Any]) -> str:
    """Take the text out of a message or a part of one; a role or a tool alone has none."""
    text = message.get("content")
    if not isinstance(text, str | None):
        raise TypeError
    return text or ""


def wait(asked: str | None, attempt: int, settings: dict[str, Any]) -> float:
    """Give the seconds to wait: as the endpoint asks, or doubled each time; never too many."""
    try:
        seconds = float(asked or 2**attempt)
    except ValueError:  # a date
        seconds = settings["longest_wait"]
    return min(max(seconds, 0.0), settings["longest_wait"])
