"""How an answer is written: by the model behind the endpoint, from the passages that were found.

Where there is no endpoint and no recorded answer, where the endpoint fails, and where its answer
cites nothing that it was given, the answer is extractive and says so.
"""

import re
from dataclasses import replace

from .endpoint import Endpoint, EndpointError
from .extract import Reply, Show, extract
from .reporting.parameters import Rule, number, text, whole
from .reporting.project import Project
from .search import Found

CITED = re.compile(r"\s*\[([^\[\]\s]+)\]")
NOTHING = "[none]"  # what the rules in params.toml ask for where no passage answers

RULES: dict[str, Rule] = {  # of further keys of params.toml
    "endpoint.model": text(),
    "endpoint.passages": whole(1, 10),
    "endpoint.timeout": number(0, open_ends=True),
    "endpoint.attempts": whole(1, 20),
    "endpoint.longest_wait": number(0),
    "endpoint.rules": text(),
}


def generate(
    found: Found, project: Project, show: Show | None = None, record: bool = False
) -> Reply:
    """Let the model answer from the first passages, and hold its citations against them.

    An answer without citations is given where the model says that no passage answers. It is written
    down where ``record`` says so.
    """
    params = project.params
    given = found.passages[: params["endpoint"]["passages"]]
    told = "\n\n".join(f"[{p.source}]\n{p.title}\n{p.text}" for p in given)
    asked = "\n".join(found.query)
    messages = [
        {"role": "system", "content": params["endpoint"]["rules"]},
        {"role": "user", "content": f"Passages:\n\n{told}\n\nQuestion: {asked}"},
    ]
    by, text, reason = params["endpoint"]["model"], None, "no endpoint is set"
    try:
        text = Endpoint.of(project, record).ask(messages, show)
    except EndpointError as error:
        reason = str(error)
    if text is not None:
        known = {passage.source for passage in given}
        citations = [source for source in dict.fromkeys(CITED.findall(text)) if source in known]
        if citations or text.strip() == NOTHING:
            return Reply(CITED.sub("", text).strip(), citations, by=by)
        reason = "the model cited nothing that it was given"
    own = extract(found, params["answer"]["sentences"], params["corpus"]["language"])
    return replace(own, note=f"in the passage's own words: {reason}")
