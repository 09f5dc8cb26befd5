"""The page opens, shows the measured result and its limits, and warns where it has to."""

import json
import os
import re
from pathlib import Path

import pytest
from reporting.opened import APP, opened_on, text

from portfolio_project.reporting import leakage


@pytest.fixture(scope="module")
def opened(finished):
    with opened_on(finished) as page:
        yield page


@pytest.fixture(scope="module")
def result(finished):
    return json.loads((finished.reports / "metrics.json").read_text(encoding="utf-8"))


def test_the_page_opens_and_warns_only_where_a_gate_failed(opened, result):
    failed = [name for name, gate in result["gates"].items() if leakage.fails(gate)]
    expected = [f"Gates failed: {', '.join(failed)}. Do not rely on this model."] if failed else []
    assert not opened.exception
    assert [error.value for error in opened.error] == expected
    assert len(opened.warning) == result["data"]["synthetic"]
    assert len(opened.title) == 1


def test_the_served_result_and_the_limits_are_shown(opened, result):
    assert f"{result['served']}: " in text(opened)
    assert "## Limits" in text(opened)
    assert "license:" not in text(opened)


def test_where_the_host_does_not_let_it_write_it_works_in_a_copy(quick_project, monkeypatch):
    before = {path: path.stat().st_mtime_ns for path in quick_project.root.rglob("*")}
    real, root = os.access, str(quick_project.root)
    monkeypatch.setattr(os, "access", lambda p, mode: not str(p).startswith(root) and real(p, mode))
    with opened_on(quick_project) as page:
        assert not page.exception
        assert len(page.tabs) == 3
    assert {path: path.stat().st_mtime_ns for path in quick_project.root.rglob("*")} == before


def test_a_space_starts_the_page_on_its_port_with_what_the_readme_copies(finished):
    readme, image = (Path(finished.root, "README.md"), APP.with_name("Dockerfile"))
    lines = image.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    recipe = readme.read_text(encoding="utf-8").partition("mkdir -p space\n")[2].partition("```")[0]
    copied = [path for line in lines if line.startswith("COPY") for path in line.split()[2:-1]]
    assert all(path == "." or path.partition("/")[0] in recipe.split() for path in copied)
    (command,) = [json.loads(line.removeprefix("CMD")) for line in lines if line.startswith("CMD")]
    (port,) = re.findall(r"app_port: (\d+)", recipe)
    assert f"--server.port={port}" in command
    assert f"EXPOSE {port}" in lines
    assert command[2] == APP.relative_to(APP.parents[1]).as_posix()


def test_what_cannot_be_made_is_said_and_tried_again(quick_project, capfd):
    (quick_project.root / "data" / "contract.toml").write_text("[", encoding="utf-8")
    with opened_on(quick_project) as page:
        page.run()
        assert not page.exception
        assert "says why" in page.error[0].value
        assert not page.tabs
    assert capfd.readouterr().err.count("contract.toml cannot be read") == 2
