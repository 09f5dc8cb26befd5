"""The accents of servers that speak the protocol: each is played, and the answer is the same."""

import json

import pytest
from server import raw, say, send, serving

from portfolio_project.endpoint import LOST, Endpoint
from portfolio_project.protocol import (
    EndpointError,
    server_words,
)
from portfolio_project.record import Record
from portfolio_project.request import address

ASK = [{"role": "system", "content": "Rules."}, {"role": "user", "content": "[a.md#b] What?"}]
SETTINGS = {
    "model": "m",
    "timeout": 2.0,
    "attempts": 3,
    "longest_wait": 0.05,
    "patience": 5.0,
    "send": {"temperature": 0.0, "seed": 0, "max_tokens": 50},
}
ANSWER = "It says so. [a.md#b]"


@pytest.fixture
def make(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    return lambda url, **more: Endpoint(url, SETTINGS | more, Record(tmp_path / "r.jsonl"))


def message(**fields):
    return json.dumps({"choices": [{"message": {"role": "assistant", **fields}}]}).encode()


WHOLE = {
    "plain": message(content=ANSWER),
    "a list of parts": message(content=[{"type": "text", "text": ANSWER}]),
    "parts with thoughts": message(
        content=[{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": ANSWER}]
    ),
    "parts of the newer protocol": message(content=[{"type": "output_text", "text": ANSWER}]),
    "strings in a list": message(content=["It says so. ", "[a.md#b]"]),
    "thoughts in a field (vLLM, DeepSeek)": message(content=ANSWER, reasoning_content="[x]"),
    "thoughts in a field (Ollama)": message(content=ANSWER, reasoning="[x]", tool_calls=[]),
    "a refusal": message(content=None, refusal=ANSWER),
    "no usage, null fields (llama.cpp)": json.dumps(
        {"choices": [{"message": {"content": ANSWER}, "finish_reason": None}], "usage": None}
    ).encode(),
    "text as of old": json.dumps({"choices": [{"text": ANSWER}]}).encode(),
    "a filter's results (Azure)": json.dumps(
        {
            "prompt_filter_results": [{"prompt_index": 0}],
            "choices": [{"content_filter_results": {}, "message": {"content": ANSWER}}],
        }
    ).encode(),
}


@pytest.mark.parametrize("accent", WHOLE)
@pytest.mark.parametrize("streamed", [False, True])  # some do not stream, whatever they are asked
def test_an_answer_in_one_piece(make, accent, streamed):
    shown = []
    with serving(raw(WHOLE[accent])) as (url, _):
        said = make(url).ask(ASK, shown.append if streamed else None)
    assert said.text == ANSWER
    assert "".join(shown) == (ANSWER if streamed else "")


def chunk(text=None, **more):
    return json.dumps({"choices": [{"delta": {"content": text} if text else {}, **more}]})


PARTS = [chunk("It says "), chunk("so. [a.md#b]"), chunk(finish_reason="stop")]
USAGE = '{"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 2}}'
STREAMS = {
    "with a space": "".join(f"data: {part}\n\n" for part in PARTS) + "data: [DONE]\n\n",
    "without a space": "".join(f"data:{part}\n\n" for part in PARTS) + "data:[DONE]\n\n",
    "CRLF": "".join(f"data: {part}\r\n\r\n" for part in PARTS) + "data: [DONE]\r\n\r\n",
    "no empty lines": "".join(f"data: {part}\n" for part in PARTS),
    "comments and events": ": ping\n\nevent: message\nid: 1\nretry: 3\n"
    + "".join(f": keep-alive\n\ndata: {part}\n\n" for part in PARTS),
    "no end": "".join(f"data: {part}\n\n" for part in PARTS),
    "empty data": "data:\n\ndata: \n\n" + "".join(f"data: {part}\n\n" for part in PARTS),
    "usage at the end": "".join(f"data: {part}\n\n" for part in [*PARTS, USAGE]),
    "a first chunk without choices": "".join(f"data: {p}\n\n" for p in ['{"x": 1}', *PARTS]),
    "a byte order mark": "\ufeff" + "".join(f"data: {part}\n\n" for part in PARTS),
    "null content": "".join(
        f"data: {p}\n\n"
        for p in ['{"choices": [{"delta": {"role": "assistant", "content": null}}]}', *PARTS]
    ),
    "messages instead of deltas": 'data: {"choices": [{"message": {"content": "It says so. '
    '[a.md#b]"}}]}\n\n',
}


@pytest.mark.parametrize("accent", STREAMS)
def test_an_answer_in_parts(make, accent):
    shown = []
    with serving(raw(STREAMS[accent].encode())) as (url, _):
        said = make(url).ask(ASK, shown.append)
    assert said.text == "".join(shown) == ANSWER
    if accent == "usage at the end":
        assert said.tokens == {"prompt_tokens": 5, "completion_tokens": 2}


ERRORS = {
    "in a stream": b'data: {"error": {"message": "out of memory"}}\n\n',
    "after a part": f'data: {PARTS[0]}\n\ndata: {{"error": "out of memory"}}\n\n'.encode(),
    "with status 200": b'{"error": {"message": "out of memory", "code": 500}}',
}


@pytest.mark.parametrize("accent", ERRORS)
def test_an_error_that_is_sent_as_an_answer_is_one(make, accent):
    with serving(raw(ERRORS[accent])) as (url, _), pytest.raises(EndpointError) as caught:
        make(url).ask(ASK, lambda _: None)
    assert "reports an error: out of memory" in str(caught.value)


@pytest.mark.parametrize(
    ("end", "why"), [("length", "max_tokens was used up"), ("content_filter", "a filter cut it")]
)
def test_an_empty_answer_says_why(make, end, why):
    body = {"choices": [{"message": {"content": ""}, "finish_reason": end}]}
    step = raw(json.dumps(body).encode())
    with serving(step) as (url, _), pytest.raises(EndpointError, match=why):
        make(url).ask(ASK)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"error": {"message": "no", "type": "x"}}', "no"),  # OpenAI, Ollama
        ('{"error": "no such model"}', "no such model"),  # LM Studio
        ('{"object": "error", "message": "no", "code": 400}', "no"),  # vLLM
        ('{"error": {"code": "content_filter", "message": "no"}}', "no"),  # Azure
        ('{"detail": "Not Found"}', "Not Found"),
        (
            '{"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs are not permitted"}]}',
            "body.seed Extra inputs are not permitted",
        ),
        ("<html>\n<b>502</b>\x1b[31m", "<html> <b>502</b> [31m"),
        ("", "without a word"),
        ("[]", "without a word"),
    ],
)
def test_the_servers_words_are_found(body, said):
    assert server_words(body) == said


def refusing(name, text, status=400):
    """Refuse requests that hold a parameter, or a message of the system."""

    def step(handler, body):
        held = name in body or (name == "system" and body["messages"][0]["role"] == "system")
        if held:
            return send(handler, json.dumps({"error": {"message": text}}).encode(), status)
        return say()(handler, body)

    return step


REFUSALS = [
    ("temperature", "Unsupported value: 'temperature' does not support 0 with this model.", 400),
    ("seed", "[{'loc': ['body', 'seed'], 'msg': 'Extra inputs are not permitted'}]", 422),
    ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", 400),
    ("stream", "stream is not supported here", 400),
    ("system", "Only user and assistant roles are supported!", 400),
]


@pytest.mark.parametrize(("name", "text", "status"), REFUSALS)
def test_what_a_server_refuses_is_left_out_and_remembered(make, capsys, name, text, status):
    with serving(refusing(name, text, status)) as (url, seen):
        one = make(url)
        assert one.ask(ASK).text == ANSWER
        assert one.ask(ASK).text == ANSWER
    assert len(seen) == 3, "the second question is asked once"
    last = seen[-1][2]
    if name == "system":
        assert [m["role"] for m in last["messages"]] == ["user"]
        assert last["messages"][0]["content"].startswith("Rules.\n\n")
    else:
        assert name not in last
    assert last.get("max_completion_tokens") == (50 if name == "max_tokens" else None)
    assert list(one.left_out) == [name]
    assert text in capsys.readouterr().err


def test_every_parameter_may_be_refused_one_after_the_other(make):
    def picky(handler, body):
        names = ("temperature", "seed", "max_tokens", "max_completion_tokens")
        for name in names:
            if name in body:
                return send(handler, json.dumps({"detail": f"{name}: no"}).encode(), 400)
        return say()(handler, body)

    with serving(picky) as (url, _):
        one = make(url)
        assert one.ask(ASK).text == ANSWER
    assert set(one.left_out) == {"temperature", "seed", "max_tokens", "max_completion_tokens"}


def test_a_parameter_that_is_taken_out_is_never_sent(make):
    with serving(say()) as (url, seen):
        make(url, send={}).ask(ASK)
    assert set(seen[0][2]) == {"model", "messages", "stream"}


def test_any_other_refusal_ends_with_the_servers_words(make):
    step = raw(b'{"error": {"message": "context is too long"}}', 400)
    told = pytest.raises(EndpointError, match="answers 400: context is too long")
    with serving(step) as (url, seen), told:
        make(url).ask(ASK)
    assert len(seen) == 1


def test_waiting_has_an_end_and_is_told(make, capsys):
    with serving(raw(b'{"error": "slow down"}', 429, Retry_After="9")) as (url, _):
        one = make(url, attempts=20, patience=0.18)
        with pytest.raises(EndpointError, match=r"answers 429 after 0 s of waiting.*slow down"):
            one.ask(ASK)
    assert one.busy == 4
    assert one.waited == pytest.approx(0.15)
    assert capsys.readouterr().err.count("busy (429), asking again in") == 3


def test_what_fails_again_and_again_is_given_up_and_a_single_failure_is_not(make):
    plan = [raw(b"{}", 400), *[say()] * 2, *[raw(b"{}", 400)] * 99]
    with serving(*plan) as (url, seen):
        one = make(url)
        one.keep = True
        for question in range(40):
            asked = [*ASK[:1], {"role": "user", "content": f"[a.md#b] {question}?"}]
            if question in (1, 2):
                assert one.ask(asked).text == ANSWER
            else:
                with pytest.raises(EndpointError):
                    one.ask(asked)
    assert len(seen) == 3 + LOST


@pytest.mark.parametrize("status", [401, 403, 404])
@pytest.mark.parametrize(("evaluation", "sent"), [(True, 1), (False, 3)])
def test_what_is_fatal_ends_an_evaluation_and_no_visitors_next_question(
    make, status, evaluation, sent
):
    with serving(raw(b"{}", status)) as (url, seen):
        one = make(url)
        one.keep = evaluation
        for _ in range(3):
            with pytest.raises(EndpointError) as caught:
                one.ask(ASK)
            assert caught.value.fatal
    assert len(seen) == sent


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://h/v1", "http://h/v1/chat/completions"),
        ("http://h/v1/", "http://h/v1/chat/completions"),
        ("http://h/v1/chat/completions", "http://h/v1/chat/completions"),
        ("http://h/d/m?api-version=1", "http://h/d/m/chat/completions?api-version=1"),
    ],
)
def test_the_address_that_is_asked(url, asked):
    assert address(url) == asked
