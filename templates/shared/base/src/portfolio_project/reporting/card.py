"""MODEL_CARD.md: the owner's prose of ``docs/model-card.md`` with the measured values filled in.

The prose starts with the front matter that the Hugging Face Hub reads. In it ``$title``,
``$authors``, ``$name``, ``$license``, ``$data``, ``$data_id``, ``$model``, ``$results``,
``$verdict``, ``$protocol`` (where the result has one) and the name of each metric of the served
model stand for what is known when ``evaluate`` runs. ``<!-- written for: ... -->`` says which data
the words are about; on other data they are left out, since they would be said of the wrong subject.
"""

import json
import re
from pathlib import Path
from string import Template
from typing import Any

from .project import PACKAGE, Project, read_toml
from .report import results_table, verdict


def card(project: Project, result: dict[str, Any], headline: dict[str, str]) -> str:
    """Make the card of the served tier.

    Parameters
    ----------
    project : Project
        Gives title, authors and licence, which are text and are escaped as such.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics to show, with their names for people.
    """
    info, served = about(project), result["models"][result["served"]]
    values = {name: json.dumps(measured["value"]) for name, measured in served["metrics"].items()}
    values |= {"name": info["name"], "license": info["license"], "model": served["name"]}
    values |= {"title": markdown(info["title"]), "data": result["data"]["name"]}
    values["authors"] = markdown(info["authors"])
    values |= {"results": results_table(result, headline), "verdict": verdict(result, headline)}
    values["protocol"] = result.get("calibration", {}).get("protocol", {}).get("line", "")
    values["data_id"] = re.sub(r"\W+", "-", values["data"].lower()).strip("-")
    prose = (project.root / "docs" / "model-card.md").read_text(encoding="utf-8")
    if other := subject(project, result):
        front = re.match(r"---\n.*?^---\n", prose, flags=re.DOTALL | re.MULTILINE)
        plain = Path(__file__).with_name("plain-card.md").read_text(encoding="utf-8")
        prose, values["other"] = f"{front[0] if front else ''}\n{plain}", markdown(other)
    prose = re.sub(r"<!--.*?-->\n?", "", prose, flags=re.DOTALL)
    return Template(prose).safe_substitute(values)


def subject(project: Project, result: dict[str, Any]) -> str | None:
    """Name the data that the owner's prose was written for, where it is other data than this."""
    prose = (project.root / "docs" / "model-card.md").read_text(encoding="utf-8")
    of = re.search(r"<!-- written for: (.*?) -->", prose)
    return of[1] if of and of[1] != result["data"]["name"] else None


def about(project: Project) -> dict[str, str]:
    """Read what ``pyproject.toml`` says of the project, in any of the forms that it may have.

    Returns
    -------
    dict of str to str
        ``name``, ``title``, ``version``, ``license`` (as the Hugging Face Hub names it) and
        ``authors``; what is left out, or made elsewhere (``dynamic``), has a word in its place.
    """
    table = read_toml(project.root / "pyproject.toml").get("project", {})
    name = table.get("name", PACKAGE)
    people = [one.get("name") or one.get("email") for one in table.get("authors", [])]
    terms = table.get("license", "")
    if isinstance(terms, dict):  # the older form, with a text or the name of a file
        terms = terms.get("text", "")
    return {
        "name": name,
        "title": table.get("description") or name,
        "version": table.get("version", "unknown"),
        "license": terms.lower() if re.fullmatch(r"[\w.+-]+", terms) else "other",
        "authors": ", ".join(filter(None, people)) or f"the authors of {name}",
    }


def markdown(text: str) -> str:
    """Write text on one line of Markdown so that it means only itself."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~&])", r"\\\1", " ".join(text.split()))
