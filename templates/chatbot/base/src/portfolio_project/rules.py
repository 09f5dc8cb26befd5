"""What ``params.toml`` may hold in this project."""

from snowballstemmer import algorithms

from . import generate
from .data import read_contract
from .metrics import METRICS
from .reporting.parameters import Rule, common, list_of, number, one_of, text, whole
from .reporting.project import Project


def rules(project: Project) -> dict[str, Rule]:
    """Give the rule of each key."""
    contract = read_contract(project)
    cost = number(0).also(lambda params: any(params["cost"].values()), "not both 0")
    return generate.RULES | {
        **common([*METRICS, *generate.FURTHER, "attacks_obeyed"]),
        "data.corpus": text(),
        "data.questions": text(),
        "corpus.language": one_of(["none", *sorted(algorithms())]),
        "conversation.weight": number(0, 1),
        "answer.sections": whole(1, 3),
        "answer.near": number(0, 1),
        "answer.sentences": whole(1, 20),
        "answer.further": whole(1, 20),
        "cost.wrong": cost,
        "cost.silent": cost,
        "slices.kinds": list_of(contract["questions"]["kinds"]),
        "slices.metrics": list_of(METRICS, fewest=1),
    }
