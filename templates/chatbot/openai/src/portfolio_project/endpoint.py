"""A model behind an OpenAI-compatible endpoint, asked over HTTP and replayed from a file.

The address comes from ``OPENAI_BASE_URL``, and the key, where one is needed, from
``OPENAI_API_KEY``; see ``request.py``.
"""

import os
import re
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError

from .protocol import Completion, EndpointError
from .record import Record, key_of
from .reporting.project import Project
from .request import Show, error_words, log, send, wait

LOST = 10  # requests in a row without an answer; more are not tried
BUSY = (408, 429, 500, 502, 503, 504, 529)
FATAL = {
    401: "the endpoint refuses the key (401)",
    403: "the endpoint refuses the key (403)",
    404: "the endpoint has no such address or model (404); most addresses end in /v1",
}
Message = dict[str, str]


class Endpoint:
    """One model, with the answers that it has given before.

    Parameters
    ----------
    url : str
        Base address, such as ``http://127.0.0.1:11434/v1``; empty where none is set, and then only
        recorded answers are given.
    settings : dict
        ``[endpoint]`` of params.toml.
    record : Record
        Answers of the evaluation.
    keep : bool
        Whether what is asked now is one of them; nothing that a visitor asks is.

    Attributes
    ----------
    left_out : dict of str to str
        Parameters that the server refuses, with its words.
    busy : int
        How often it said that it is busy.
    waited : float
        Seconds that were waited for that in all.
    lost : int
        How many requests in a row got no answer.
    closed : EndpointError, optional
        Why the evaluation asks no more; a visitor's next question is always tried.
    """

    def __init__(
        self, url: str, settings: dict[str, Any], record: Record, keep: bool = False
    ) -> None:
        self.url, self.settings, self.record, self.keep = url.rstrip("/"), settings, record, keep
        self.left_out: dict[str, str] = {}
        self.busy, self.waited, self.lost = 0, 0.0, 0
        self.closed: EndpointError | None = None

    @classmethod
    def of(cls, project: Project, keep: bool = False) -> "Endpoint":
        """Take the address from the environment, and everything else from the project."""
        record = Record(project.root / "data" / "replies.jsonl")
        url = os.environ.get("OPENAI_BASE_URL", "")
        return cls(url, project.params["endpoint"], record, keep)

    def ask(self, messages: list[Message], show: Show | None = None) -> Completion | None:
        """Give the model's answer; the recorded one where the same was asked before.

        Parameters
        ----------
        messages : list of dict
            ``role`` and ``content`` of each.
        show : callable, optional
            Is given the answer in parts, as they come.

        Returns
        -------
        Said or None
            None where no endpoint is set and nothing is recorded.

        Raises
        ------
        EndpointError
            When the endpoint is down, slow, refuses, or does not keep to the protocol.
        """
        body = {"model": self.settings["model"], "messages": messages}
        request = body | self.settings.get("send", {})
        if (answer := self.record.find(key_of(request))) is not None:
            if show:
                show(answer.text)
            return answer
        if not self.url:
            return None
        if self.closed:
            raise self.closed
        try:
            answer = self._attempts(body, show)
        except EndpointError as error:
            self.lost += 1
            if self.keep and (error.fatal or self.lost == LOST):
                self.closed = error
            raise
        self.lost = 0
        if self.keep:
            self.record.add(request, answer, self.left_out)
        return answer

    def _attempts(self, body: dict[str, Any], show: Show | None) -> Completion:
        """Send a request, again where the endpoint is busy or refuses a parameter."""
        attempt = 1
        while True:
            try:
                sent = self._sent(body, show is not None)
                return send(self.url, sent, self.settings["timeout"], show)
            except EndpointError:
                raise
            except HTTPError as error:
                words = error_words(error)
                if error.code in FATAL:
                    raise EndpointError(f"{FATAL[error.code]}: {words}", fatal=True) from None
                if error.code in (400, 422) and self._leave_out(body, words):
                    continue
                if error.code not in BUSY or attempt >= self.settings["attempts"]:
                    raise EndpointError(f"the endpoint answers {error.code}: {words}") from None
                self._wait(error, attempt, words)
                attempt += 1
            except (OSError, HTTPException) as error:
                reason = getattr(error, "reason", None) or type(error).__name__
                raise EndpointError(f"the endpoint cannot be reached: {reason}") from None
            except (ValueError, LookupError, TypeError, AttributeError):
                raise EndpointError("the endpoint's answer is not of the protocol") from None

    def _sent(self, body: dict[str, Any], stream: bool) -> dict[str, Any]:
        """Add the parameters that the server does not refuse."""
        more = self.settings.get("send", {}) | {"stream": stream}
        limit = more.get("max_tokens")
        if "max_tokens" in self.left_out and limit:
            more["max_completion_tokens"] = limit  # what newer models call it
        more = {name: value for name, value in more.items() if name not in self.left_out}
        messages = body["messages"]
        if "system" in self.left_out:  # templates of some models know users and assistants alone
            first, second, *rest = messages
            text = f"{first['content']}\n\n{second['content']}"
            messages = [second | {"content": text}, *rest]
        return body | more | {"messages": messages}

    def _leave_out(self, body: dict[str, Any], words: str) -> bool:
        """Note the parameter that the server's words refuse, and say so; False where it is none."""
        sent = self._sent(body, True)
        refused = [name for name in sent if re.search(rf"\b{name}\b", words, re.IGNORECASE)]
        if sent["messages"][0]["role"] == "system" and re.search(r"\broles?\b", words):
            refused.append("system")
        for name in refused:
            if name not in ("model", "messages"):
                self.left_out[name] = words
                log(f"{name} is left out from now on, since the server says: {words}")
                return True
        return False

    def _wait(self, error: HTTPError, attempt: int, words: str) -> None:
        """Wait as the endpoint asks, and say so; not longer in all than patience allows."""
        self.busy += 1
        seconds = wait(error.headers, attempt, self.settings["longest_wait"])
        if self.waited + seconds > self.settings["patience"]:
            spent = f"after {self.waited:.0f} s of waiting in all"
            raise EndpointError(f"the endpoint answers {error.code} {spent}: {words}") from None
        log(f"busy ({error.code}), asking again in {seconds:.1f} s; {self.waited:.0f} s waited yet")
        time.sleep(seconds)
        self.waited += seconds
