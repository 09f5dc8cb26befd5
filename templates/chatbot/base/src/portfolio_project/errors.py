"""The errors of the served tier, one by one: ``reports/errors.md``."""

from .held_out import HeldOut
from .reporting.card import markdown
from .reporting.project import write_text
from .reporting.report import table

WRONG = "## Answered from the wrong place\n\nThe surest first: these mislead."
SILENT = "## Not answered, though a passage answers it\n\nThe least sure first."


def write(held: HeldOut) -> None:
    """List the test questions that were answered wrongly, then those that were not answered."""
    rows: dict[str, list[tuple[float, list[str]]]] = {WRONG: [], SILENT: []}
    for question, reply in zip(held.test, held.replies, strict=True):
        due, said = question.source or "nothing", ", ".join(reply.citations)
        asked = f"{question.before} / {question.question}" if question.before else question.question
        line = [markdown(asked), question.kind, due, said or "nothing", f"{reply.confidence:.2f}"]
        if said and said != due:
            rows[WRONG].append((-reply.confidence, line))
        if not said and question.source:
            rows[SILENT].append((reply.confidence, line))
    head = ["question", "kind", "its source", "cited", "confidence"]
    parts = [f"# Errors of the served tier ({held.bundle.served}) on the test questions"]
    for told, lines in rows.items():
        parts += [told, table(head, [line for _, line in sorted(lines)])]
    write_text(held.assistant.project.reports / "errors.md", "\n\n".join(parts) + "\n")
