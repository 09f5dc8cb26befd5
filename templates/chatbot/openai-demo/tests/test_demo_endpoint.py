"""The demo tells the model what was said before, with its roles."""

import shutil

from reporting.opened import opened_on
from server import say, serving

from portfolio_project.data import load
from portfolio_project.reporting.project import Project


def test_the_model_is_told_the_turns_before_oldest_first(finished, tmp_path, monkeypatch):
    project = Project(shutil.copytree(finished.root, tmp_path / "copy"))  # the page keeps one each
    first, then = [q.question for q in load(project).test if q.source and not q.before][:2]
    with serving(say("So it is. [{source}]")) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        with opened_on(project) as page:
            for asked in (first, then):
                page.chat_input[0].set_value(asked).run()
                assert not page.exception
    told = seen[-1][2]["messages"]
    assert [one["role"] for one in told] == ["system", "user", "assistant", "user"]
    assert [told[1]["content"], told[2]["content"]] == [first, "So it is."]
    assert told[3]["content"].endswith(f"Question: {then}")
