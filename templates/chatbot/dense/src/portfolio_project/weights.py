"""The weights of all-MiniLM-L6-v2 (Apache-2.0): 91 MB from the place of its authors, by hash."""

import shutil
from pathlib import Path
from typing import Any

from .reporting.download import download, has_hash
from .reporting.project import InputError, Project

# At the commit of their repository that brought these files.
SOURCE: dict[str, Any] = {
    "base": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/"
    "1110a243fdf4706b3f48f1d95db1a4f5529b4d41/",
    "files": {
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    },
}
MISSING = "goes on without the dense tier, with words, letters and static vectors"


def folder(project: Project) -> Path:
    """Where the weights are, once they were fetched; never committed."""
    return project.root / "data" / "raw" / "minilm"


def available(project: Project) -> bool:
    """Say whether they are."""
    return all((folder(project) / name).is_file() for name in SOURCE["files"])


def fetch(project: Project, given: Path | None) -> None:
    """Fetch the weights, or copy those that are given; where neither works, say what is missing.

    Parameters
    ----------
    project : Project
        Where to put them.
    given : Path, optional
        ``model.safetensors``, with ``tokenizer.json`` beside it, or a folder that holds both.

    Raises
    ------
    InputError
        When what is given is not there, or other than what was promised.
    """
    if given and not given.exists():
        raise InputError(f"--weights {given}: there is no such file or folder")
    if given:
        where = given if given.is_dir() else given.parent
        for name, sha256 in SOURCE["files"].items():
            path = given if given.is_file() and name.endswith(given.suffix) else where / name
            if not path.is_file() or not has_hash(path, sha256):
                raise InputError(f"{path} is not there, or not the {name} with sha256 {sha256}")
            folder(project).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder(project) / name)
    try:
        download(SOURCE, folder(project))
    except InputError as error:
        if given or available(project):
            raise
        print(f"data: {error}\ndata: {MISSING}; or give both files: data --weights FOLDER")
