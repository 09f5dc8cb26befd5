"""What goes wrong under the served tier: told in sentences, listed in ``reports/errors.md``."""

from collections.abc import Sequence

import numpy as np

from .confidence import Bools
from .conversation import resolve
from .held_out import HeldOut
from .questions import Question
from .reporting.card import markdown
from .reporting.project import write_text
from .reporting.report import table
from .reporting.shares import Floats
from .search import Ranking

WRONG = "## Answered wrongly\n\nThe surest first: these mislead."
SILENT = "## Not answered, though a passage answers it\n\nThe least sure first."
CLEAR = 2.5  # standard errors; about a dozen parts are compared, and one of them is always last
FEWEST = 5  # questions of a part; fewer say nothing of it


def write(held: HeldOut) -> None:
    """List the test questions that were answered wrongly, then those that were not answered."""
    rows: dict[str, list[tuple[float, list[str]]]] = {WRONG: [], SILENT: []}
    for question, reply, right in zip(held.test, held.replies, held.served.right, strict=True):
        due, cited = question.source or "nothing", ", ".join(reply.citations)
        line = [inline(question), question.kind, due, cited or "nothing", f"{reply.confidence:.2f}"]
        if cited and not right:
            rows[WRONG].append((-reply.confidence, line))
        if not cited and question.source:
            rows[SILENT].append((reply.confidence, line))
    head = ["question", "kind", "its source", "cited", "confidence"]
    parts = [f"# Errors on the test questions ({held.bundle.label(held.bundle.served)})"]
    for heading, lines in rows.items():
        parts += [heading, table(head, [line for _, line in sorted(lines)])]
    write_text(held.assistant.project.reports / "errors.md", "\n\n".join(parts) + "\n")


def inline(question: Question) -> str:
    """Write a question on one line of Markdown, after the one before it."""
    turns = filter(None, (question.before, question.question))
    return markdown(" / ".join(turns))


def findings(held: HeldOut) -> list[str]:
    """Say in sentences how often it goes wrong, where first, and what the errors have in common."""
    seen, shown = held.served, np.array([bool(reply.citations) for reply in held.replies])
    due, right = seen.answerable, seen.right & shown
    lines = [
        f"Of {due.sum()} questions that a passage answers, {(right & due).sum()} are answered "
        f"rightly, {(due & shown & ~right).sum()} wrongly and {(due & ~shown).sum()} not at all. "
        f"Of {(~due).sum()} that nothing answers, {(~due & shown).sum()} are answered."
    ]
    questions, first = [q for q in held.test if q.source], seen.ranks[due] == 1
    documents = [str(q.source).partition("#")[0] for q in questions]
    for field, names in (("kind", [q.kind for q in questions]), ("document", documents)):
        lines.append(worst(field, names, first))
    if first.any() and not first.all():
        shares = [100 * words_held(held, questions)[rows].mean() for rows in (first, ~first)]
        cause = "asked in other words" if shares[0] > shares[1] + 5 else "not for want of words"
        lines.append(
            f"Where the right passage comes first it holds {shares[0]:.0f} % of the question's "
            f"words, where it does not, {shares[1]:.0f} %: what is missed is {cause}."
        )
    wrong = [i for i in np.flatnonzero(shown) if not seen.right[i]]
    if wrong:
        i = max(wrong, key=lambda i: held.replies[i].confidence)
        question, reply = held.test[i], held.replies[i]
        stands = f"stands in `{question.source}`" if question.source else "stands nowhere"
        lines.append(
            f"The surest wrong answer, at {reply.confidence:.2f}: “{inline(question)}” is answered "
            f"from `{reply.citations[0]}`, and {stands}."
        )
    return ["\n".join(f"- {sentence}" for sentence in lines)]


def worst(field: str, names: Sequence[str], first: Bools) -> str:
    """Name the part of the questions that fails first, where it clearly does.

    Parameters
    ----------
    field : str
        What the parts are.
    names : sequence of str, length n
        The part of each question.
    first : ndarray of bool, shape (n,)
        Whether the right passage comes first.
    """
    behind = {}
    for name in sorted(set(names)):
        inside = np.array([one == name for one in names])
        n, others = int(inside.sum()), int((~inside).sum())
        if n >= FEWEST and others >= FEWEST:
            spread = np.sqrt(max(first.mean() * (1 - first.mean()), 1e-12) * (1 / n + 1 / others))
            gap = (first[~inside].mean() - first[inside].mean()) / spread
            hits = f"{first[inside].sum()} of {n}, of the others {first[~inside].sum()} of {others}"
            behind[name] = (gap, hits)
    name, (gap, hits) = max(behind.items(), key=lambda part: part[1][0], default=("", (0.0, "")))
    if gap < CLEAR:
        return f"No {field} clearly fails more often than the others."
    return f"The {field} `{name}` fails first: the right passage comes first for {hits}."


def words_held(held: HeldOut, questions: Sequence[Question]) -> Floats:
    """Give the share of each question's weight in words that its source holds, shape (n,)."""
    index, shares = held.assistant.index, []
    for question in questions:
        query = resolve(question.question, question.before, index.weight, index.language)
        rows = [i for i, p in enumerate(index.passages) if p.source == question.source]
        shares.append(max(index.shared(Ranking(query, [], i)) for i in rows))
    return np.array(shares)
