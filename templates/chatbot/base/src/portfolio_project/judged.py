"""Whether the rules that match facts agree with a person, on answers that one has judged.

``judged.jsonl`` beside the questions holds answers to dev questions, good and bad, each with
``id``, ``answer``, ``citations`` and ``right``, which somebody decided by reading it.
"""

from pathlib import Path
from typing import Any

import numpy as np

from .corpus import Faults
from .extract import Reply
from .outcomes import is_right
from .questions import Question, read_lines
from .reporting.shares import wilson

FORM = {"id": str, "answer": str, "citations": list, "right": bool}


def agreement(path: Path, dev: list[Question], language: str, level: float) -> dict[str, Any]:
    """Measure how often the rules decide as the person did; nothing where there is no file.

    Raises
    ------
    InputError
        Lists every line that is not a judged answer to a dev question.
    """
    if not path.exists():
        return {}
    questions, faults, agreed = {q.id: q for q in dev}, Faults(), list[bool]()
    for number, line in read_lines(path):
        row = line if isinstance(line, dict) else {}
        if any(not isinstance(row.get(name), kind) for name, kind in FORM.items()):
            faults.add(f"{path.name}, not {', '.join(FORM)}", f"line {number}")
        elif row["id"] in questions:  # what repeats a test question has left the dev part
            reply, question = Reply(row["answer"], row["citations"]), questions[row["id"]]
            agreed.append(is_right(reply, question, language) == row["right"])
    faults.stop()
    if not agreed:
        return {}
    print(f"evaluate: the rules judge {sum(agreed)} of {len(agreed)} dev answers as a person did")
    marks = {"agreement": wilson(np.array(agreed), level)}
    return {"rules against a person, dev": {"n": len(agreed), "metrics": marks}}
