"""The command line: ``python -m portfolio_project data | train | evaluate | predict | all``.

Exit codes: 0 done, 1 a gate failed or the committed numbers do not hold, 2 bad data or bad input.
"""

from __future__ import annotations

import argparse
import sys

from threadpoolctl import threadpool_limits

from . import check, data, evaluate, predict, train
from .project import InputError, Project

STAGES = {
    "data": "put the data in place and hold it against data/contract.toml",
    "train": "fit the baselines and the model, choosing on the training part alone",
    "evaluate": "open the test part once and write reports/, MODEL_CARD.md and the README's result",
    "all": "data, train and evaluate",
    "predict": "predict one record or a file of records",
    "check": "hold the committed metrics against a fresh run in a temporary folder",
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
    parser = argparse.ArgumentParser(prog=f"python -m {__package__}", description="One command a stage.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    stages = {name: commands.add_parser(name, help=text) for name, text in STAGES.items()}
    predict.add_arguments(stages["predict"])
    args = parser.parse_args(argv)
    try:
        with threadpool_limits(limits=1):  # sums in a fixed order: the same bytes on any machine
            return _run(args, project or Project.here())
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


def _run(args: argparse.Namespace, project: Project) -> int:
    if args.command == "predict":
        predict.predict(project, args)
    if args.command == "check":
        return check.check(project)
    if args.command in ("data", "all"):
        data.prepare(project)
    if args.command in ("train", "all"):
        train.train(project)
    if args.command in ("evaluate", "all"):
        return 0 if evaluate.evaluate(project) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
