"""The ``predict`` stage: recommend to a user, to who liked a few items, or to a file of users."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from .contract import closest, read_contract
from .data import NEEDS
from .metrics import K
from .recommender import Recommender
from .reporting.project import InputError, Project
from .reporting.rows import read_csv
from .reporting.tiers import load_bundle

FIELDS = {"user", "liked", "n"}  # of a request


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("--user", help="name of a user; an unknown one gets what is popular")
    parser.add_argument(
        "--liked", metavar="ITEM", action="append", help="an item, instead of a user"
    )
    parser.add_argument("--csv", metavar="FILE", help="many users, with their recommendations")
    parser.add_argument("--n", type=int, default=K, help=f"length of a list ({K})")


def predict(project: Project, args: argparse.Namespace) -> None:
    """Recommend items to a user, to somebody who liked a few items, or to the users of a file.

    Raises
    ------
    InputError
        When the request is not one user, some items or one file, or names an unknown item.
    """
    if sum(map(bool, (args.user, args.liked, args.csv))) != 1:
        raise InputError("give one user (--user), liked items (--liked) or one file (--csv)")
    bundle = load_bundle(project)
    served = bundle.tiers[bundle.served].model
    if args.csv:
        column = read_contract(project, NEEDS).role("user")[0].name
        rows = read_csv(Path(args.csv))
        if column not in rows:
            raise InputError(f"column '{column}' is missing{closest(column, rows)}")
        table = recommend_many(served, list(rows[column]), length(served, args.n))
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
        return
    request = {"user": args.user} if args.user else {"liked": args.liked}
    reply = serve(served, request | {"n": args.n})
    print(json.dumps({"served": bundle.served, **reply}, indent=2, ensure_ascii=False))


COMMANDS = {"predict": (add_arguments, predict)}


def length(served: Recommender, n: int) -> int:
    """Refuse a length that no list can have."""
    if not 1 <= n <= len(served.catalogue):
        raise InputError(f"n is {n}: it must be from 1 to {len(served.catalogue)}, the catalogue")
    return n


def serve(served: Recommender, request: dict[str, Any]) -> dict[str, Any]:
    """Recommend to one user, or to somebody who liked a few items.

    Parameters
    ----------
    served : Recommender
        The served tier.
    request : dict
        ``user`` (a name), or else ``liked`` (a list of item names); perhaps ``n``, the length of
        the list.

    Returns
    -------
    dict
        ``basis`` says what the list rests on: ``history``, or ``popularity`` where nothing is
        known. ``items`` is the list, best first: ``item``, ``score`` and ``because``, the liked
        item that adds most to the score, None where none adds anything.

    Raises
    ------
    InputError
        When the request has another form, or names an unknown item.
    """
    check(request)
    n = length(served, request.get("n", K))
    if "user" in request:
        history, seen = (served.rows([request["user"]], x) for x in (served.liked, served.seen))
    else:
        history = seen = liked(served, request["liked"])
    (positions,), (scores,) = served.rank(history, n, seen)
    valid = positions >= 0
    positions, scores, past = positions[valid], scores[valid], history.indices
    names, items = served.items[served.catalogue], []
    added = served.reasons(past, positions) if len(past) else np.zeros((1, len(positions)))
    for position, score, parts in zip(positions, scores, added.T, strict=True):
        because = str(names[past[parts.argmax()]]) if parts.max() > 0 else None
        entry = {"item": str(names[position]), "score": round(float(score), 6), "because": because}
        items.append(entry)
    return {"basis": "history" if len(past) else "popularity", "items": items}


def liked(served: Recommender, names: Sequence[str]) -> sparse.csr_array:
    """Make a history of names, shape (1, catalogue); an item outside the catalogue does not count.

    Raises
    ------
    InputError
        When there is no item of a name.
    """
    for name in names:
        if name not in served.items:
            raise InputError(f"'{name}' is not an item{closest(name, served.items)}")
    chosen = np.isin(served.items[served.catalogue], np.array(names, dtype=str))
    return sparse.csr_array(chosen[None].astype(float))


def recommend_many(served: Recommender, users: Sequence[str], n: int) -> pd.DataFrame:
    """Recommend to many users: a row for each user and rank."""
    lists = served.recommend(users, n)
    row, rank = np.nonzero(lists >= 0)
    items = served.items[lists[row, rank]]
    return pd.DataFrame({"user": np.asarray(users)[row], "rank": rank + 1, "item": items})


def check(request: dict[str, Any]) -> None:
    """Refuse a request of another form."""
    some, n, others = request.get("liked", [""]), request.get("n", K), request.keys() - FIELDS
    names = isinstance(some, list) and some and all(isinstance(name, str) for name in some)
    faults = {
        f"{sorted(others)} is not a field": others,
        "give either user or liked": ("user" in request) == ("liked" in request),
        "user is not text": not isinstance(request.get("user", ""), str),
        "liked is not a list of names": not names,
        "n is not a whole number": type(n) is not int,
    }
    for fault in [fault for fault, there in faults.items() if there]:
        raise InputError(fault)
