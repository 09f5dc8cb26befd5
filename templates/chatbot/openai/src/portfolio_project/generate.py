"""How an answer is written: by the model behind the endpoint, from the passages that were found.

The model judges whether they answer the question. Only where no endpoint is set and nothing is
recorded, the answer is a quote; an endpoint that fails is said, and is counted by the evaluation.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from .citations import Streamer, answer_of, cited, is_nothing
from .endpoint import Endpoint, Message
from .extract import Reply, Show, Turn
from .protocol import EndpointError
from .reporting.parameters import Rule, number, text, whole
from .reporting.project import Project
from .reporting.shares import wilson
from .request import log
from .search import Ranking

RULES: dict[str, Rule] = {  # of further keys of params.toml
    "endpoint.model": text(),
    "endpoint.passages": whole(1, 10),
    "endpoint.timeout": number(0, open_ends=True),
    "endpoint.attempts": whole(1, 20),
    "endpoint.longest_wait": number(0),
    "endpoint.patience": number(0),
    "endpoint.rules": text(),
    "endpoint.send.temperature": number(0, 2, optional=True),
    "endpoint.send.seed": whole(0, optional=True),
    "endpoint.send.max_tokens": whole(1, optional=True),
}
PROGRESS = 25  # questions between two words of progress
FURTHER = ("endpoint_failed",)  # what else a gate may name


class Writer:
    """Lets the model answer, and checks its citations against what it was given.

    Parameters
    ----------
    project : Project
        Gives the parameters, and what was answered before.
    record : bool
        Whether this is the evaluation: answers are written down, and a failure is counted instead
        of raised.
    """

    def __init__(self, project: Project, record: bool = False) -> None:
        self.settings, self.record = project.params["endpoint"], record
        self.endpoint = Endpoint.of(project, record)
        self.passages = int(self.settings["passages"])
        self.failures: list[bool] = []
        self.seconds: list[float] = []
        self.tokens: dict[str, int] = {}

    @property
    def asked(self) -> int:
        """How many questions were the model's to judge."""
        return len(self.failures)

    def write(
        self, ranking: Ranking, question: str, turns: Sequence[Turn], show: Show | None = None
    ) -> Reply | None:
        """Answer a question; None where there is no model to ask.

        Without citations where the model says that no passage answers, or cites none of them.

        Raises
        ------
        EndpointError
            When the endpoint fails and this is not the evaluation.
        """
        passages, by = ranking.passages[: self.passages], self.settings["model"]
        context = "\n\n".join(f"[{p.source}]\n{p.title}\n{p.text}" for p in passages)
        prompt = f"Passages:\n\n{context}\n\nQuestion: {question}"
        messages = conversation(self.settings["rules"], turns, prompt)
        try:
            completion = self.endpoint.ask(messages, Streamer(show) if show else None)
            if completion is None and self.record and self.endpoint.record.answers:
                raise EndpointError("no endpoint is set, and this was never recorded")
            if completion is None:
                return None
            if not (answer := answer_of(completion.text)):
                raise EndpointError("the model thought, and said nothing; is max_tokens too low?")
        except EndpointError as error:
            return self._fail(error)
        self.failures.append(False)
        if self.record and self.endpoint.url and self.asked % PROGRESS == 0:
            log(f"{self.asked} questions were asked")
        self.seconds.append(completion.seconds)
        for name, count in completion.tokens.items():
            self.tokens[name] = self.tokens.get(name, 0) + count
        words, citations = cited(answer, [passage.source for passage in passages])
        if is_nothing(answer):
            return Reply("", [], by=by, note="the model finds no answer in the passages")
        if not citations or not words:
            return Reply("", [], by=by, note="the model cited nothing that it was given")
        return Reply(words, citations, by=by)

    def _fail(self, error: EndpointError) -> Reply:
        """Count a failure of the evaluation, and say the first; raise any other."""
        self.failures.append(True)
        if not self.record:
            raise error
        if sum(self.failures) == 1:
            log(f"FAILED: {error}")
        return Reply("", [], by="nothing", note=f"the model gave no answer: {error}")

    def measured(self, level: float) -> dict[str, Any]:
        """Measure how often the endpoint gave no answer, for the gate, and say it aloud."""
        failed = sum(self.failures)
        if failed:
            log(f"{failed} of {self.asked} requests were NOT answered, and count as such")
        none = {"value": 0.0, "ci_low": None, "ci_high": None}
        share = wilson(np.array(self.failures), level) if self.asked else none
        return {"endpoint_failed": share}

    def facts(self) -> dict[str, Any]:
        """Say for run.json how long the model took and what it used, as recorded."""
        if not self.seconds:
            return {}
        ends = {f"p{q}": round(1000 * float(np.percentile(self.seconds, q)), 1) for q in (50, 95)}
        api = self.endpoint
        calls = {"asked": self.asked, "failed": sum(self.failures), "busy": api.busy}
        return {
            "latency_ms": ends,
            "tokens": self.tokens,
            "endpoint": calls | {"waited_s": round(api.waited, 1), "left_out": api.left_out},
        }


def conversation(rules: str, turns: Sequence[Turn], prompt: str) -> list[Message]:
    """Give the messages: the rules, the turns before with their roles, oldest first, the question.

    Where an answer is not known, the questions around it are one message: templates of many models
    want users and assistants to take turns.
    """
    messages = [{"role": "system", "content": rules}]
    history = [pair for q, a in turns for pair in (("user", q), ("assistant", a)) if pair[1]]
    for role, content in [*history, ("user", prompt)]:
        if messages[-1]["role"] == role:
            messages[-1] = {"role": role, "content": f"{messages[-1]['content']}\n\n{content}"}
        else:
            messages.append({"role": role, "content": content})
    return messages
