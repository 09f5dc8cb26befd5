"""MODEL_CARD.md: the owner's prose of ``docs/model-card.md`` with the measured values filled in.

The prose starts with the front matter that the Hugging Face Hub reads. In it ``$title``,
``$authors``, ``$name``, ``$license``, ``$data``, ``$model``, ``$results``, ``$verdict`` and the
name of each metric of the served model stand for what is known when ``evaluate`` runs.
"""

import json
import re
from string import Template
from typing import Any

from ..project import Project, read_toml, write_text
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
    about = read_toml(project.root / "pyproject.toml")["project"]
    served = result["models"][result["served"]]
    authors = ", ".join(author["name"] for author in about.get("authors", []))
    values = {name: json.dumps(measured["value"]) for name, measured in served["metrics"].items()}
    values |= {"name": about["name"], "license": about["license"].lower(), "model": served["name"]}
    values |= {"title": markdown(about["description"]), "data": result["data"]["name"]}
    values["authors"] = markdown(authors or f"the authors of {about['name']}")
    values |= {"results": results_table(result, headline), "verdict": verdict(result, headline)}
    prose = (project.root / "docs" / "model-card.md").read_text(encoding="utf-8")
    prose = re.sub(r"<!--.*?-->\n?", "", prose, flags=re.DOTALL)
    write_text(project.root / "MODEL_CARD.md", Template(prose).safe_substitute(values))


def markdown(text: str) -> str:
    """Write text on one line of Markdown so that it means only itself."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~&])", r"\\\1", " ".join(text.split()))
