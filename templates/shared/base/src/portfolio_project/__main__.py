"""The command line: ``data | train | evaluate | all``, and what answers requests.

Exit codes: 0 done, 1 a gate failed, 2 bad data or bad input.
"""

import argparse
import os
import sys
from collections.abc import Callable

from threadpoolctl import threadpool_limits

from . import data, evaluate, predict, train
from .reporting.project import InputError, Project
from .reporting.toml import validate
from .rules import rules

STAGES: dict[str, Callable[..., bool]] = {  # each says whether nothing failed
    "data": data.prepare,
    "train": train.train,
    "evaluate": evaluate.evaluate,
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
    for name, stage in STAGES.items():
        own = commands.add_parser(name, help=str(stage.__doc__).partition("\n")[0])
        if options := getattr(sys.modules[stage.__module__], "add_arguments", None):
            options(own)
    commands.add_parser("all", help="data, train and evaluate")
    for name, (add_arguments, answer) in predict.COMMANDS.items():
        add_arguments(commands.add_parser(name, help=str(answer.__doc__).partition("\n")[0]))
    args = parser.parse_args(argv)
    try:
        project = project or Project.here()
        validate(project.root / "params.toml", rules(project))
        with threadpool_limits(limits=1):  # sums in a fixed order: the same bytes in every run
            if args.command in predict.COMMANDS:
                predict.COMMANDS[args.command][1](project, args)
                return 0
            stages = STAGES if args.command == "all" else [args.command]
            given = {name: value for name, value in vars(args).items() if name != "command"}
            return 0 if all(STAGES[name](project, **given) for name in stages) else 1
    except InputError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # pipes of Windows have less
    try:
        try:
            code = main()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # who reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = int(sys.argv[1] in {*STAGES, "all"})  # a stage was cut short
    sys.exit(code)
