"""The demo tells the model what was said before, with its roles."""

from reporting.opened import opened_on
from server import say, serving


def test_the_model_is_told_the_turns_before_oldest_first(finished, monkeypatch):
    with serving(say("So it is. [{source}]")) as (url, seen):
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        with opened_on(finished) as page:
            for asked in ("How do I change my PIN on the first day?", "How do I mend a flat tube?"):
                page.chat_input[0].set_value(asked).run()
                assert not page.exception
    told = seen[-1][2]["messages"]
    assert [one["role"] for one in told] == ["system", "user", "assistant", "user"]
    assert told[1]["content"] == "How do I change my PIN on the first day?"
    assert told[2]["content"] == "So it is."
