"""Where the documents come from: they are part of the project."""

from .reporting.project import InputError, Project


def fetch(project: Project) -> None:
    """Make sure that documents and questions are there.

    Raises
    ------
    InputError
        When a folder that ``params.toml`` names is not there.
    """
    folders = project.params["data"].items()
    lost = [f"{name} = '{it}'" for name, it in folders if not (project.root / it).is_dir()]
    if lost:
        raise InputError(f"no folder, in [data] of params.toml: {', '.join(lost)}")
