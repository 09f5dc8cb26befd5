"""One request over HTTP: how it is sent, how long to wait before the next, and what went wrong.

The key comes from ``OPENAI_API_KEY``. It goes into a header and nowhere else: not into a message,
a log, the recorded answers or an error.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .protocol import LONGEST, Completion, EndpointError, read_parts, read_whole, server_words

Show = Callable[[str], object]


class NoRedirect(HTTPRedirectHandler):
    """Refuses to carry the key to another address."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def send(url: str, body: dict[str, Any], timeout: float, show: Show | None) -> Completion:
    """Send one request, and read its answer, in parts where ``show`` is given them.

    Raises
    ------
    EndpointError
        When the address is none, or what comes is not an answer.
    HTTPError, OSError, HTTPException
        When the server answers with a fault, or not at all.
    ValueError, LookupError, TypeError, AttributeError
        When the answer does not keep to the protocol.
    """
    if not url.startswith(("http://", "https://")):
        raise EndpointError("OPENAI_BASE_URL is not an address that begins with http")
    headers = {"Content-Type": "application/json"}
    if token := os.environ.get("OPENAI_API_KEY"):
        headers["Authorization"] = f"Bearer {token}"
        if (urlsplit(url).hostname or "").endswith(".azure.com"):
            headers["api-key"] = token
    start = time.perf_counter()
    request = Request(address(url), json.dumps(body).encode(), headers)
    with build_opener(NoRedirect).open(request, timeout=timeout) as reply:
        if show is None:
            answer = read_whole(json.loads(reply.read(10 * LONGEST)))
        else:
            answer = read_parts(iter(partial(reply.readline, LONGEST), b""), show)
    answer.seconds = round(time.perf_counter() - start, 3)
    return answer


def error_words(error: HTTPError) -> str:
    """Read the server's words, without the key, which some repeat."""
    try:
        text = error.read(10_000).decode(errors="replace")
    except (OSError, HTTPException):
        text = ""
    token = os.environ.get("OPENAI_API_KEY")
    return server_words(text.replace(token, "***") if token else text)


def address(url: str) -> str:
    """Give the address that is asked; a query, such as a version of the protocol, stays behind."""
    base, mark, query = url.partition("?")
    return f"{base.rstrip('/').removesuffix('/chat/completions')}/chat/completions{mark}{query}"


def log(text: str) -> None:
    """Say what somebody who waits should know."""
    print(f"endpoint: {text}", file=sys.stderr, flush=True)


def wait(headers: Any, attempt: int, longest: float) -> float:
    """Give the seconds to wait: as the endpoint asks, or doubled each time; never too many."""
    header = headers.get("Retry-After")
    try:
        if ms := headers.get("retry-after-ms"):
            seconds = float(ms) / 1000
        else:
            seconds = float(header or 2**attempt)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(header).timestamp() - time.time()
        except ValueError:
            seconds = longest
    return min(max(seconds, 0.0), longest) if seconds == seconds else longest
