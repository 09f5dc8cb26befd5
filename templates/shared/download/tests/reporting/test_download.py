"""Downloads against a real server on loopback: whatever goes wrong, no half file stays."""

import hashlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portfolio_project.reporting import download
from portfolio_project.reporting.project import (
    InputError,
)

BODY = bytes(range(256)) * 1000
SHA256 = hashlib.sha256(BODY).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Serve ``BODY``; each request is treated as the next word of ``server.plan`` says."""

    def do_GET(self):
        server, start = self.server, 0
        word = server.plan.pop(0) if server.plan else "whole"
        server.asked.append(self.headers.get("Range"))
        if word.isdigit():
            self.send_error(int(word))
            return
        if (wanted := self.headers.get("Range")) and word != "no ranges":
            start = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if start >= len(BODY):
            self.send_error(416)
            return
        body = BODY[::-1] if word == "other" else BODY[start:]
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if word == "stalls":
            server.over.wait(10)
        elif word == "slow":
            for i in range(0, len(body), 64_000):
                self.wfile.write(body[i : i + 64_000])
                time.sleep(0.05)
        else:
            self.wfile.write(body[: len(body) // 2] if word == "drops" else body)

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(download, "PAUSE", 0.01)
    monkeypatch.setattr(download, "PATIENCE", 0.5)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.plan, running.asked, running.over = [], [], threading.Event()
        threading.Thread(target=running.serve_forever, daemon=True).start()
        monkeypatch.setenv("DATA_MIRROR", f"http://127.0.0.1:{running.server_port}/files/")
        yield running
        running.over.set()
        running.shutdown()


def get(folder, sha256=SHA256):
    source = {"base": "http://nowhere.invalid/", "files": {"a b.bin": sha256}}
    return download.download(source, folder)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("plan", "asked"),
    [
        ([], [None]),
        (["slow"], [None]),
        (["500", "503"], [None, None, None]),
        (["drops"], [None, "bytes=128000-"]),
        (["drops", "drops"], [None, "bytes=128000-", "bytes=192000-"]),
        (["drops", "no ranges"], [None, "bytes=128000-"]),
        (["stalls"], [None, None]),
    ],
    ids=str,
)
def test_a_file_arrives_whole_whatever_happens_on_the_way(server, tmp_path, plan, asked):
    server.plan = plan
    (path,) = get(tmp_path / "raw")
    assert path.read_bytes() == BODY
    assert server.asked == asked
    assert names(path.parent) == ["a b.bin", "manifest.json"]
    manifest = json.loads((path.parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["a b.bin"]["sha256"] == SHA256
    assert manifest["a b.bin"]["bytes"] == len(BODY)


@pytest.mark.parametrize(
    ("plan", "message", "left"),
    [
        (["404"], "the server says 404", []),
        (["500"] * 4, "the server says 500", []),
        (["drops"] * 4, "the connection ended after", ["a b.bin.part"]),
        (["stalls"] * 4, "timed out", ["a b.bin.part"]),
        (["other"], "is not the file with sha256", []),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_cannot_be_had_is_said_and_nothing_takes_its_place(
    server, tmp_path, plan, message, left
):
    server.plan = plan
    with pytest.raises(InputError, match=message):
        get(tmp_path)
    assert names(tmp_path) == left


def test_a_later_run_resumes_and_a_complete_part_is_not_fetched_again(server, tmp_path):
    (tmp_path / "a b.bin.part").write_bytes(BODY[:1000])
    assert get(tmp_path)[0].read_bytes() == BODY
    (tmp_path / "a b.bin").rename(tmp_path / "a b.bin.part")
    assert get(tmp_path)[0].read_bytes() == BODY
    assert server.asked == ["bytes=1000-", f"bytes={len(BODY)}-"]


def test_a_file_may_be_known_by_its_md5_where_that_is_what_was_published(server, tmp_path):
    md5 = f"md5:{hashlib.md5(BODY).hexdigest()}"
    assert get(tmp_path, md5)[0].read_bytes() == BODY
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["a b.bin"]["sha256"] == SHA256
    (tmp_path / "a b.bin").unlink()
    server.plan = ["other"]
    with pytest.raises(InputError, match=f"is not the file with md5 {md5[4:]}"):
        get(tmp_path, md5)
    (tmp_path / "a b.bin").write_bytes(BODY[1:])
    with pytest.raises(InputError, match=f"with md5 {md5[4:]}: remove it"):
        get(tmp_path, md5)


@pytest.mark.usefixtures("server")
def test_the_rest_of_another_file_is_not_built_upon(tmp_path):
    (tmp_path / "a b.bin.part").write_bytes(b"x" * 1000)
    with pytest.raises(InputError, match="what came was removed"):
        get(tmp_path)
    assert get(tmp_path)[0].read_bytes() == BODY


def test_without_a_published_hash_the_first_download_is_the_one_to_keep_to(server, tmp_path):
    (tmp_path / "a b.bin.part").write_bytes(b"x" * 1000)
    assert get(tmp_path, sha256="")[0].read_bytes() == BODY
    (tmp_path / "a b.bin").unlink()
    server.plan = ["other"]
    with pytest.raises(InputError, match="is not the file with sha256"):
        get(tmp_path, sha256="")


def test_a_file_that_is_there_is_used_if_it_is_the_right_one(server, tmp_path):
    (tmp_path / "a b.bin").write_bytes(BODY)
    get(tmp_path)
    assert server.asked == []
    (tmp_path / "a b.bin").write_bytes(BODY[1:])
    with pytest.raises(InputError, match="remove it, and run the command again"):
        get(tmp_path)


def test_without_a_network_the_message_says_what_works(tmp_path, monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("DATA_MIRROR", f"http://127.0.0.1:{closed.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setattr(download, "PAUSE", 0.01)
        with pytest.raises(InputError, match=r"refused; put the file at .* by hand, or set DATA_"):
            get(tmp_path)
    assert names(tmp_path) == []


@pytest.mark.parametrize("form", [str, Path.as_uri])
def test_a_folder_of_this_machine_is_a_mirror(tmp_path, monkeypatch, form):
    mirror = tmp_path / "files of mine"
    mirror.mkdir()
    monkeypatch.setenv("DATA_MIRROR", form(mirror))
    with pytest.raises(InputError, match="it is not there; put the file at"):
        get(tmp_path / "raw")
    (mirror / "a b.bin").write_bytes(BODY[::-1])
    with pytest.raises(InputError, match="is not the file with sha256"):
        get(tmp_path / "raw")
    (mirror / "a b.bin").write_bytes(BODY)
    (path,) = get(tmp_path / "raw")
    assert path.read_bytes() == BODY
    assert names(path.parent) == ["a b.bin", "manifest.json"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_named_and_leaves_nothing(server, tmp_path):
    (tmp_path / "a b.bin.part").symlink_to("/dev/full")
    with pytest.raises(InputError, match="the disk is full"):
        get(tmp_path)
    assert names(tmp_path) == []
    assert len(server.asked) == 1
