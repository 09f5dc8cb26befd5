"""Where the documents come from: they are part of the project."""

from .project import InputError, Project


def fetch(project: Project) -> None:
    """Make sure that documents and questions are there.

    Raises
    ------
    InputError
        When a folder that ``params.toml`` names is not there.
    """
    for name, folder in project.params["data"].items():
        if not (project.root / folder).is_dir():
            raise InputError(f"[data] {name} in params.toml names {folder}, which is no folder")
