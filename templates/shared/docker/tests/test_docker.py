"""The Dockerfile, read without Docker: it copies what is there, starts what exists, is not root."""

import importlib.util
import json
import re

import pytest

from portfolio_project import api
from portfolio_project.reporting.project import (
    Project,
    read_toml,
)

ROOT = Project.here().root
MADE = {"models", "reports"}  # by the pipeline, in the build stage


@pytest.fixture
def stages():
    """The stages in order: each a list of (instruction, rest of the line)."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(None, 1) for line in text.splitlines() if line and line[0] != "#"]
    starts = [i for i, (name, _) in enumerate(lines) if name == "FROM"]
    ends = [*starts[1:], len(lines)]
    return [lines[start:end] for start, end in zip(starts, ends, strict=True)]


def all_of(stage, name):
    return [rest for instruction, rest in stage if instruction == name]


def test_every_base_image_is_pinned_or_an_earlier_stage(stages):
    known = set()
    for stage in stages:
        image, _, name = stage[0][1].partition(" AS ")
        assert image in known or re.fullmatch(r"[a-z/]+:\d+\.\d+[\w.-]*", image), image
        known.add(name)


def test_what_is_copied_is_in_the_project_and_reaches_the_build(stages):
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = {rule[1:] for rule in rules if rule.startswith("!")}
    copies = [rest.split() for stage in stages for rest in all_of(stage, "COPY")]
    sources = [path for words in copies if words[0][:2] != "--" for path in words[:-1]]
    assert set(sources) == let_through
    assert all((ROOT / path).exists() for path in sources)
    kept = [path for words in copies if words[0][:2] == "--" for path in words[1:-1]]
    inside = [path.removeprefix("/project/") for path in kept if path.startswith("/project/")]
    assert len(inside) == len(kept) - 1  # the environment comes from elsewhere
    assert all(path in MADE or (ROOT / path).exists() for path in inside)


def test_nothing_private_reaches_the_build():
    rules = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in rules
    assert {"!.env", "!.git", "!.venv", "!models"}.isdisjoint(rules)


def test_the_image_does_not_run_as_root(stages):
    *_, user = all_of(stages[-1], "USER")
    assert user.partition(":")[0] not in ("root", "0")


def test_the_image_starts_the_api_on_the_port_that_it_exposes_and_checks(stages):
    (command,), (port,) = all_of(stages[-1], "CMD"), all_of(stages[-1], "EXPOSE")
    python, option, module, *rest = json.loads(command)
    assert (python, option) == ("python", "-m")
    assert importlib.util.find_spec(module) is not None
    assert rest == ["--host", "0.0.0.0", "--port", port]
    (check,) = all_of(stages[-1], "HEALTHCHECK")
    assert f":{port}/health" in check
    assert int(port) == api.PORT


def test_the_build_installs_the_tested_versions_and_runs_the_pipeline(stages):
    (extra,) = re.findall(r"\[(\w+)\]", " ".join(all_of(stages[1], "RUN")))
    assert extra in read_toml(ROOT / "pyproject.toml")["project"]["optional-dependencies"]
    runs = " ".join(all_of(stages[1], "RUN"))
    assert "-c constraints.txt" in runs
    assert f"python -m {api.__package__} all" in runs
