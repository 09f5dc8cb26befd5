"""MODEL_CARD.md: the front matter that the Hugging Face Hub reads, over the owner's prose.

The prose is ``docs/model-card.md``, where ``$title``, ``$authors``, ``$results``, ``$verdict``,
``$model`` and ``$data`` stand for what is measured.
"""

from __future__ import annotations

import json
import re
from string import Template
from typing import Any

from .project import Project, write_text
from .report import results_table, verdict


def write(project: Project, result: dict[str, Any], headline: dict[str, str]) -> None:
    """Write the card of the served tier.

    Parameters
    ----------
    project : Project
        Gives title, authors and licence, which are text and are escaped as such.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics to show, with their names for people.
    """
    about, data = project.about, result["data"]
    names = [author["name"] for author in about.get("authors", [])]
    served = result["models"][result["served"]]
    prose = Template((project.root / "docs" / "model-card.md").read_text(encoding="utf-8"))
    body = prose.safe_substitute(
        title=markdown(about["description"]),
        authors=markdown(", ".join(names) or f"the authors of {about['name']}"),
        results=results_table(result, headline),
        verdict=verdict(result, headline),
        model=f"`{served['name']}`",
        data=f"{data['name']} ({data['license']}), {sum(data['n'].values())} rows",
    )
    write_text(project.root / "MODEL_CARD.md", front_matter(about, result, headline) + body)


def front_matter(about: dict[str, Any], result: dict[str, Any], headline: dict[str, str]) -> str:
    """Make the YAML head of the card, with the served tier's numbers as ``model-index``."""
    data, served = result["data"], result["models"][result["served"]]
    measured = [
        line
        for metric, name in headline.items()
        for line in (
            f"          - type: {metric}",
            f"            name: {quoted(name)}",
            f"            value: {json.dumps(served['metrics'][metric]['value'])}",
        )
    ]
    lines = [
        "---",
        f"license: {quoted(about['license'].lower())}",
        f"pipeline_tag: {result['task']}",
        f"tags: [{result['task']}]",
        "model-index:",
        f"  - name: {quoted(about['name'])}",
        "    results:",
        "      - task:",
        f"          type: {result['task']}",
        "        dataset:",
        f"          name: {quoted(data['name'])}",
        f"          type: {quoted(data['name'].lower().replace(' ', '-'))}",
        "          split: test",
        "        metrics:",
        *measured,
        "---",
    ]
    return "\n".join(lines) + "\n\n"


def quoted(text: str) -> str:
    """Quote text for YAML; a character that cannot be printed is escaped."""
    return "".join(
        c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(text, ensure_ascii=False)
    )


def markdown(text: str) -> str:
    """Write text on one line of Markdown so that it means only itself."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~&])", r"\\\1", " ".join(text.split()))
