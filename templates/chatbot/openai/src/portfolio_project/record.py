"""What the model answered in the evaluation, so that its scores can be had again without it."""

import hashlib
import json
from pathlib import Path
from typing import Any

from .protocol import Completion, EndpointError
from .questions import read_lines
from .reporting.project import InputError


def key_of(request: dict[str, Any]) -> str:
    """Give the hash of a request, with the parameters as they are set."""
    return hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()


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
        self.path, self.answers = path, dict[str, Completion]()
        if not path.exists():
            return
        try:
            for _, line in read_lines(path):
                tokens, seconds = line.get("tokens", {}), float(line.get("seconds", 0))
                self.answers[line["key"]] = Completion(str(line["answer"]), tokens, seconds=seconds)
        except (InputError, LookupError, TypeError, AttributeError, ValueError):
            reason = f"{path.name} holds a line that is not a recorded answer"
            raise EndpointError(f"{reason}: remove the line") from None

    def find(self, key: str) -> Completion | None:
        """Give the answer to a request; None where it was never made."""
        return self.answers.get(key)

    def add(self, request: dict[str, Any], answer: Completion, left_out: dict[str, str]) -> None:
        """Write one answer down."""
        key = key_of(request)
        line = {"key": key, **request, "answer": answer.text}
        line |= {"tokens": answer.tokens, "seconds": answer.seconds, "left_out": sorted(left_out)}
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(line) + "\n")
        self.answers[key] = answer
