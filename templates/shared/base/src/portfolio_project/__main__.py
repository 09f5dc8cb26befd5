"""The command line: ``data | train | evaluate | predict | all``.

Exit codes: 0 done, 1 a gate failed, 2 bad data or bad input.
"""

import argparse
import sys

from threadpoolctl import threadpool_limits

from . import data, evaluate, predict, train
from .project import InputError, Project

COMMANDS = {
    "data": "put the data in place and hold it against data/contract.toml",
    "train": "fit the baselines and the model, choosing on the training part alone",
    "evaluate": "open the test part once; write reports/, MODEL_CARD.md and the README's result",
    "all": "data, train and evaluate",
    "predict": "predict one record or a file of records",
}


def main(argv: list[str] | None = None, project: Project | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : list of str, optional
        Arguments; those of the process by default.
    project : Project, optional
        Folder to work in; the one that holds this package by default.

    Returns
    -------
    int
        Exit code.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    parsers = {name: commands.add_parser(name, help=text) for name, text in COMMANDS.items()}
    predict.add_arguments(parsers["predict"])
    args = parser.parse_args(argv)
    try:
        with threadpool_limits(limits=1):  # sums in a fixed order: the same bytes in every run
            return 0 if run(args, project or Project.here()) else 1
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def run(args: argparse.Namespace, project: Project) -> bool:
    """Run the stages that a command stands for; say whether every gate passed."""
    if args.command == "predict":
        predict.predict(project, args)
    if args.command in ("data", "all"):
        data.prepare(project)
    if args.command in ("train", "all"):
        train.train(project)
    return args.command not in ("evaluate", "all") or evaluate.evaluate(project)


if __name__ == "__main__":
    sys.exit(main())
