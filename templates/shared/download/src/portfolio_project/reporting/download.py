"""Files from the network: resumed, checked by hash, and in place whole or not at all."""

import errno
import hashlib
import json
import os
import sys
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from .project import InputError, write_json

ATTEMPTS = 4  # a connection that drops is taken up again where it ended
PAUSE = 1.0  # seconds before the second attempt, twice as many before the third
PATIENCE = 30.0  # seconds without a single byte
CHUNK = 1 << 16  # bytes
UNSATISFIABLE = 416  # what a server says when nothing is left to send


def download(source: dict[str, Any], folder: Path) -> list[Path]:
    """Put files into a folder, and last of all write down what they are in ``manifest.json``.

    Parameters
    ----------
    source : dict
        ``base`` is the address of the folder that holds them, for which the environment variable
        ``DATA_MIRROR`` may give another, or a folder of this machine; ``files`` maps each name to
        its sha256, to ``md5:`` and its md5, or to "" where nobody has published one: then the
        first download is written down, and later ones are held to it. A file that is there already
        is not fetched again.
    folder : Path
        Where they go.

    Returns
    -------
    list of Path
        In the order of ``files``.

    Raises
    ------
    InputError
        When a file cannot be fetched, or is not the one that was promised.
    """
    base, manifest = os.environ.get("DATA_MIRROR") or source["base"], folder / "manifest.json"
    base = Path(base).absolute().as_uri() if Path(base).is_dir() else base
    recorded = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    for name, published in source["files"].items():
        path, url = folder / name, f"{base.rstrip('/')}/{quote(name)}"
        expected = published or recorded.get(name, {}).get("sha256", "")
        if not path.exists():
            fetch(url, path, expected)
        if expected and not has_hash(path, expected):
            fault = f"{path} is not the file with {named(expected)}"
            raise InputError(f"{fault}: remove it, and run the command again")
        facts = {"sha256": digest(path), "bytes": path.stat().st_size}
        recorded[name] = recorded.get(name, {"from": url}) | facts
    write_json(manifest, recorded)
    return [folder / name for name in source["files"]]


def fetch(url: str, path: Path, expected: str = "") -> None:
    """Fetch one file to a ``.part`` beside its place, and rename it once it is right.

    Parameters
    ----------
    url : str
        Address.
    path : Path
        Its place.
    expected : str
        Hash that it must have. Without one, the rest of an earlier run is not trusted and not
        resumed.

    Raises
    ------
    InputError
        After ``ATTEMPTS`` failures, at an answer that will not change, or for other content.
    """
    part, reason = path.with_name(path.name + ".part"), ""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not expected:
        part.unlink(missing_ok=True)
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE * attempt)
        try:
            receive(url, part)
            break
        except HTTPError as error:
            if error.code == UNSATISFIABLE:
                break
            reason = f"the server says {error.code} {error.reason}"
            if error.code < 500:
                raise unavailable(url, path, reason) from None
        except (OSError, HTTPException) as error:
            if url.startswith("file:"):
                raise unavailable(url, path, "it is not there") from None
            if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
                part.unlink(missing_ok=True)
                raise InputError(f"{path}: the disk is full; free some space, and retry") from None
            reason = str(getattr(error, "reason", error)) or type(error).__name__
    else:
        raise unavailable(url, path, reason)
    if expected and not has_hash(part, expected):
        part.unlink()
        raise InputError(f"{url} is not the file with {named(expected)}; what came was removed")
    part.replace(path)


def receive(url: str, part: Path) -> None:
    """Append what is missing of a file; start again where the server cannot send a part."""
    start = part.stat().st_size if part.exists() else 0
    request = Request(url, headers={"Range": f"bytes={start}-"} if start else {})
    with urlopen(request, timeout=PATIENCE) as reply:
        start = start if reply.status == 206 else 0
        total = start + int(reply.headers.get("Content-Length") or 0)
        with part.open("ab" if start else "wb") as file:
            while chunk := reply.read(CHUNK):
                file.write(chunk)
                start += len(chunk)
                show(part.stem, start, total)
    if start < total:
        raise ConnectionError(f"the connection ended after {start} of {total} bytes")


def show(name: str, done: int, total: int) -> None:
    """Say how far it is: on a terminal as it goes, elsewhere once."""
    live, end = sys.stderr.isatty(), done >= total
    if live or end:
        line = f"data: {name} {done / 1e6:.1f} of {max(total, done) / 1e6:.1f} MB"
        print("\r" * live + line, end="\n" if end else "", file=sys.stderr, flush=True)


def unavailable(url: str, path: Path, reason: str) -> InputError:
    """Say what failed, and what works without a network."""
    help_ = f"put the file at {path} by hand, or set DATA_MIRROR to the address or folder of a copy"
    return InputError(f"{url}: {reason}; {help_} (the tests need no network)")


def digest(path: Path, algorithm: str = "sha256") -> str:
    """Hash a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()


def has_hash(path: Path, expected: str) -> bool:
    """Say whether a file has the hash that was promised."""
    algorithm, _, value = expected.rpartition(":")
    return digest(path, algorithm or "sha256") == value


def named(expected: str) -> str:
    """Write a promised hash with the name of its algorithm, for people."""
    return expected.replace(":", " ") if ":" in expected else f"sha256 {expected}"
