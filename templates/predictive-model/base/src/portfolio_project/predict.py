"""The ``predict`` stage: one record or a file, through the contract and the served model."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from . import explain, source
from .contract import Contract, closest, read_contract
from .decision import answer, predict_tier
from .reporting.project import InputError, Project, read_record
from .reporting.rows import check_rows
from .reporting.tiers import Bundle, load_bundle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--json", metavar="FILE", help="one record as a JSON object; - is stdin")
    parser.add_argument("--set", metavar="FIELD=VALUE", action="append", help="one field")
    parser.add_argument("--csv", metavar="FILE", help="many records, with their predictions")
    parser.add_argument("--explain", action="store_true", help="what moved one prediction")


def predict(project: Project, args: argparse.Namespace) -> None:
    """Predict one record, or a file of records.

    Raises
    ------
    InputError
        When the request is not one record or one file, or a value breaks the contract.
    """
    if bool(args.csv) == bool(args.json or args.set) or (args.csv and args.explain):
        raise InputError("give one record (--json, --set, perhaps --explain) or one file (--csv)")
    contract, bundle = read_contract(project), load_bundle(project)
    if args.csv:
        rows = source.read(contract, Path(args.csv))
        output = pd.concat([rows, serve(bundle, contract, rows)], axis=1)
        output.to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    record = read_record(args.json) if args.json else {}
    row = to_rows([record | settings(args.set or [])], contract)
    reply = {"served": bundle.served, **serve(bundle, contract, row).iloc[0]}
    if args.explain:
        X, tier = check_rows(row, contract.role("feature")), bundle.tiers[bundle.served]
        reply["explanation"] = explain.contributions(tier, X, bundle.extra)
    print(json.dumps(reply, indent=2, ensure_ascii=False, default=float))


COMMANDS = {"predict": (add_arguments, predict)}


def serve(bundle: Bundle, contract: Contract, rows: pd.DataFrame) -> pd.DataFrame:
    """Check records and predict them with the served tier.

    Parameters
    ----------
    bundle : Bundle
        The fitted tiers.
    contract : Contract
        What the fields mean.
    rows : DataFrame of str, shape (n, any)
        Records as text; columns that are not features are ignored.

    Returns
    -------
    DataFrame, shape (n, 3)
        As :func:`decision.answer` gives it.
    """
    X, tier = check_rows(rows, contract.role("feature")), bundle.tiers[bundle.served]
    return answer(tier.decision, predict_tier(tier, X), contract.target).set_axis(rows.index)


def to_rows(records: list[dict[str, Any]], contract: Contract) -> pd.DataFrame:
    """Turn records into a table of text, refusing one that lacks a field or has another."""
    names = [column.name for column in contract.columns]
    needed = [column.name for column in contract.role("feature")]
    for row, record in enumerate(records, 1):
        for name in [*record, *needed]:
            if name not in names:
                raise InputError(f"row {row}: '{name}' is not a field{closest(name, names)}")
            if name not in record:
                raise InputError(f"row {row}, column '{name}' is missing")
    text = [{k: "" if v is None else str(v) for k, v in record.items()} for record in records]
    return pd.DataFrame(text, dtype=str)


def settings(words: list[str]) -> dict[str, str]:
    """Read words such as ``FIELD=VALUE``."""
    for word in words:
        if "=" not in word:
            raise InputError(f"--set {word}: write it as FIELD=VALUE")
    return dict(word.split("=", 1) for word in words)
