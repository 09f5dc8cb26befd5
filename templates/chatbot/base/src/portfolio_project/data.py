"""The ``data`` stage: put documents and questions in place, check them, and load them."""

import argparse
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from . import source
from .corpus import Faults, Passage, read_corpus
from .questions import Question, read_questions
from .reporting.parameters import PROVENANCE, Rule, list_of, text, whole
from .reporting.project import InputError, Project
from .reporting.toml import validate
from .weights import fetch

Contract = dict[str, Any]
RULES = PROVENANCE | {
    "source.*": Rule(lambda *_: True, "anything", optional=True),
    "corpus.suffixes": list_of(fewest=1),
    "corpus.max_bytes": whole(1),
    "corpus.max_words": whole(1),
    "questions.parts": text(),
    "questions.kinds": list_of(fewest=1),
    "questions.without_source": list_of(),
    "questions.with_before": list_of(),
    "questions.max_chars": whole(1),
    "questions.longest_run": whole(1, optional=True),
    "questions.fields.*": text(optional=True),
}


@dataclass(frozen=True)
class Material:
    """Everything that is learned from or measured on.

    Parameters
    ----------
    contract : dict
        What the data must be.
    passages : list of Passage
        The documents, split.
    dev, test : list of Question
        To choose on, and to measure on.
    sha256 : str
        Of all of these, whatever the line ends of the files are.
    """

    contract: Contract
    passages: list[Passage]
    dev: list[Question]
    test: list[Question]
    sha256: str


def read_contract(project: Project) -> Contract:
    """Read ``data/contract.toml``, and list every fault of it."""
    return validate(project.root / "data" / "contract.toml", RULES)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``data``."""
    parser.add_argument("--sections", action="store_true", help="list every citation")
    text = "weights of the retriever, instead of a download"
    parser.add_argument("--weights", metavar="PATH", type=Path, help=text)


def prepare(project: Project, sections: bool = False, weights: Path | None = None) -> bool:
    """Put the data in place if it is not there yet, and check it against the contract."""
    source.fetch(project)
    fetch(project, weights)
    if sections:  # what `source` of a question may be; the questions may not be there yet
        faults = Faults()
        folder, rules = project.params["data"]["corpus"], read_contract(project)["corpus"]
        passages = read_corpus(project.root / folder, rules, faults)
        faults.stop()
        print("\n".join(dict.fromkeys(passage.source for passage in passages)))
        return True
    material = load(project)
    files = len({passage.source.partition("#")[0] for passage in material.passages})
    questions = f"{len(material.dev)} dev and {len(material.test)} test questions"
    counts = f"{len(material.passages)} passages of {files} documents"
    print(f"data: {counts}, {questions} keep to the contract")
    return True


def load(project: Project) -> Material:
    """Read documents and questions and check them.

    Raises
    ------
    InputError
        When the contract has faults, a folder is not there yet, documents or questions break the
        contract (all that is wrong with them at once), or they are not the ones that it describes.
    """
    contract, folders = read_contract(project), project.params["data"]
    for folder in folders.values():
        if not (project.root / folder).is_dir():
            raise InputError(f"{folder} is not there: run `python -m {__package__} data` first")
    faults = Faults()
    passages = read_corpus(project.root / folders["corpus"], contract["corpus"], faults)
    # What is missing of the documents makes no question wrong.
    sources = None if faults else {passage.source for passage in passages}
    files = [project.root / folders["questions"] / f"{part}.jsonl" for part in ("dev", "test")]
    dev, test = (read_questions(file, contract["questions"], sources, faults) for file in files)
    faults.stop()
    content = json.dumps([*map(asdict, passages), *map(asdict, [*dev, *test])])
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    if contract["data"].get("sha256", sha256) != sha256:
        reason = f"documents and questions have sha256 {sha256}, which is not in data/contract.toml"
        raise InputError(f"{reason}: put it there, or take `sha256` out while you write")
    return Material(contract, passages, dev, test, sha256)
