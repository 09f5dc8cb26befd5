"""A server on this machine that speaks the endpoint's protocol, and breaks it when told to."""

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SAID = "It says so. [{source}]"


class Handler(BaseHTTPRequestHandler):
    """Answers as the test that started the server wants."""

    def log_message(self, *_):
        """Stay quiet."""

    def do_POST(self):
        """Take one request, and give the next of the planned replies."""
        size = int(self.headers["Content-Length"])
        body = json.loads(self.rfile.read(size))
        self.server.seen.append((self.path, dict(self.headers), body))
        plan = self.server.plan
        step = plan.pop(0) if len(plan) > 1 else plan[0]
        step(self, body)


def send(handler, content, status=200, **headers):
    """Send one whole reply."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def first_source(body):
    """Find the name of the first passage in a prompt."""
    told = body["messages"][-1]["content"].partition("Passages:\n\n")
    return (told[2] or told[0]).partition("[")[2].partition("]")[0]


def say(text=SAID):
    """Answer, in one piece or in parts, citing the first passage where the text wants it."""

    def step(handler, body):
        server_words = text.replace("{source}", first_source(body))
        if not body.get("stream"):
            reply = {"choices": [{"message": {"role": "assistant", "content": server_words}}]}
            reply["usage"] = {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}
            return send(handler, json.dumps(reply).encode())
        deltas = [
            {"role": "assistant"},
            *({"content": part} for part in server_words.partition(" ")),
        ]
        chunks = [{"choices": [{"delta": delta}]} for delta in deltas] + [{"choices": []}]
        lines = [": a comment", *(f"data: {json.dumps(chunk)}" for chunk in chunks), "data: [DONE]"]
        return send(handler, "\n\n".join(lines).encode())

    return step


def raw(content, status=200, **headers):
    """Send bytes as they are."""
    return lambda handler, _: send(handler, content, status, **headers)


def stall(handler, _):
    """Say nothing for longer than anybody waits."""
    time.sleep(1.5)
    handler.close_connection = True


def drop(handler, _):
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def garbage(handler, _):
    """Send what is no reply at all."""
    handler.wfile.write(b"hello there\r\n\r\n")
    handler.close_connection = True


def endless(handler, _):
    """Talk until nobody listens."""
    handler.send_response(200)
    handler.end_headers()
    part = b'data: {"choices": [{"delta": {"content": "more "}}]}\n\n' * 1000
    with suppress(OSError):
        while True:
            handler.wfile.write(part)


@contextmanager
def serving(*plan):
    """Run a server that follows a plan, its last step for ever; gives address and requests."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.plan, server.seen = list(plan), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", server.seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
