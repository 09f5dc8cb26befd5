"""What the model answered in the evaluation, so that its scores can be had again without it."""

import hashlib
import json
from pathlib import Path
from typing import Any

from .protocol import EndpointError, Said
from .questions import read_lines
from .reporting.project import InputError


def key_of(asked: dict[str, Any]) -> str:
    """Give the hash of a request, with the parameters as they are set."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


class Record:
    """Requests and answers, a JSON object on each line of a file that is meant to be committed.

    Parameters
    ----------
    path : Path
        Of the file, which may not be there yet.

    Raises
    ------
    EndpointError
        When it holds a line that is none.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.known = path, dict[str, Said]()
        if not path.exists():
            return
        try:
            for _, line in read_lines(path):
                tokens, seconds = line.get("tokens", {}), float(line.get("seconds", 0))
                self.known[line["key"]] = Said(str(line["answer"]), tokens, seconds=seconds)
        except (InputError, LookupError, TypeError, AttributeError, ValueError):
            reason = f"{path.name} holds a line that is no recorded answer"
            raise EndpointError(f"{reason}: remove the line") from None

    def find(self, key: str) -> Said | None:
        """Give the answer to a request; None where it was never made."""
        return self.known.get(key)

    def add(self, asked: dict[str, Any], said: Said, left_out: dict[str, str]) -> None:
        """Write one answer down."""
        key = key_of(asked)
        line = {"key": key, **asked, "answer": said.text}
        line |= {"tokens": said.tokens, "seconds": said.seconds, "left_out": sorted(left_out)}
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(line) + "\n")
        self.known[key] = said
