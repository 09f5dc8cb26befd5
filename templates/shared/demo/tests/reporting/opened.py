"""The demo's page, opened on a project that has run instead of this one."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from portfolio_project.reporting.project import Project

APP = Path(__file__).absolute().parents[2] / "app" / "streamlit_app.py"


@contextmanager
def opened_on(project):
    """Open the page; it can be used until the end of the block."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Project, "here", classmethod(lambda _: project))
        yield AppTest.from_file(str(APP), default_timeout=60).run()


def text(page):
    """Give everything that the page says in Markdown."""
    return "\n".join(element.value for element in page.markdown)
