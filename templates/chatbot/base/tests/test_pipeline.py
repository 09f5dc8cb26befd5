"""Index, choose, ask: after a run the assistant answers, and each kind of question has its numbers.

See ``reporting/test_run.py`` for what a run of any project leaves behind.
"""

import json

from portfolio_project.assistant import Assistant
from portfolio_project.metrics import HEADLINE
from portfolio_project.reporting.tiers import load_bundle


def test_kinds_of_question_and_gates_are_those_of_the_parameters(finished):
    found = json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))
    named = " ".join(found["slices"])
    assert [kind for kind in finished.params["slices"]["kinds"] if kind not in named] == []
    assert set(finished.params["gates"]) - set(found["gates"]) == set()
    for retriever in found["models"].values():
        assert set(HEADLINE) - set(retriever["metrics"]) == set()


def test_a_trained_assistant_says_something_to_everything(finished):
    assistant = Assistant.of(finished, load_bundle(finished))
    for question in ("?", "what", "zzzz qqqq", "a" * 200):
        assert assistant.reply(question).answer
