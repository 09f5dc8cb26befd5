"""The ``predict`` stage: image files, through the same decoding and the served model."""

import argparse
import base64
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from .contract import Contract, read_contract
from .decision import answer
from .decode import MAX_BYTES, SECONDS, Pixels, decode
from .reporting.project import InputError, Project
from .reporting.tiers import Bundle
from .saliency import occlusion
from .train import load_bundle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="images, or records as JSON")
    parser.add_argument("--explain", action="store_true", help="where the model looks, for one")


def predict(project: Project, args: argparse.Namespace) -> None:
    """Predict images: one as JSON, several as CSV.

    Raises
    ------
    InputError
        When a file is not there, or is not an image that can be read.
    """
    if args.explain and len(args.files) > 1:
        raise InputError("--explain is of one image")
    contract = read_contract(project)
    bundle = load_bundle(project, contract)
    X = np.stack([read_file(Path(file), contract) for file in args.files])
    answers = serve(bundle, contract, X)
    if len(args.files) > 1:
        table = answers.assign(top=[json.dumps(top, ensure_ascii=False) for top in answers["top"]])
        table.insert(0, "file", args.files)
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    reply = {"served": bundle.served, **answers.iloc[0].to_dict()}
    if args.explain:
        label = contract.classes.index(reply["prediction"])
        falls = occlusion(bundle.tiers[bundle.served].model, X[0], label)
        reply["hidden_costs"] = falls.round(3).tolist()
    print(json.dumps(reply, indent=2, ensure_ascii=False, default=bool))


COMMANDS = {"predict": (add_arguments, predict)}


def serve(bundle: Bundle, contract: Contract, X: Pixels) -> pd.DataFrame:
    """Predict images with the served tier.

    Parameters
    ----------
    bundle : Bundle
        The fitted tiers.
    contract : Contract
        Names of the classes.
    X : ndarray of uint8, shape (n, height, width, channels)

    Returns
    -------
    DataFrame, shape (n, 4)
        As :func:`decision.answer` gives it.
    """
    tier = bundle.tiers[bundle.served]
    log_p = np.asarray(tier.model.predict_log_proba(X), float)
    return answer(tier.decision, tier.decision.probabilities(log_p), contract.classes)


def read_file(path: Path, contract: Contract) -> Pixels:
    """Read one file, an image or a record as JSON; a fault is told with the file's name."""
    try:
        with path.open("rb") as file:
            content = file.read(2 * MAX_BYTES)  # a record is a third larger than its image
        if path.suffix.lower() == ".json":
            return from_record(json.loads(content), contract)
        return decode(content, contract.image)[0]
    except (OSError, ValueError) as error:  # an InputError is a ValueError
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: {reason}") from None


def from_record(record: Any, contract: Contract, seconds: float = SECONDS) -> Pixels:
    """Read a record: ``image`` holds the bytes of an image file as base64.

    Parameters
    ----------
    record : object
        As JSON gives it.
    contract : Contract
        What an image must be.
    seconds : float
        The reading may take.

    Raises
    ------
    InputError
        When it is not such a record.
    """
    if not isinstance(record, dict) or set(record) != {"image"}:
        raise InputError("a record has one field, 'image'")
    try:
        content = base64.b64decode(record["image"], validate=True)
    except (TypeError, ValueError):
        raise InputError("'image' is not base64") from None
    return decode(content, contract.image, seconds)[0]
