"""Questions to begin with, made from the documents: something to run on, until there are real ones.

A heading is asked for as it stands; a page or a text without headings by the words that are its
own. Nobody has asked them, and they hold the documents' words: no number on them is an evaluation,
and the results say so until the last of them is gone.
"""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

from .corpus import Faults, Passage, read_corpus
from .questions import MADE
from .reporting.project import InputError, Project, write_json, write_text
from .words import items, plain, repeats, sentences

MOST = 40  # questions of each part
FEWEST = 2  # of each part
LONGEST = 120  # characters of a heading that is asked for whole
NEEDED = ("suffixes", "max_bytes", "max_words")
WORDS = 5  # of a text without headings


def write(project: Project, folder: Path, rules: dict[str, Any]) -> None:
    """Write dev and test questions and an example, where there are none.

    Parameters
    ----------
    project : Project
        Where the questions go.
    folder : Path
        Of the documents.
    rules : dict
        ``[corpus]`` of the contract; what it lacks is said where the documents are loaded.

    Raises
    ------
    InputError
        When the documents have too few sections to ask about.
    """
    questions = project.root / project.params["data"]["questions"]
    files = [questions / f"{part}.jsonl" for part in ("dev", "test")]
    if any(file.exists() for file in files) or not set(NEEDED) <= set(rules):
        return
    faults = Faults()
    passages = read_corpus(folder, rules, faults)
    faults.stop()
    asked = ask(passages)[: 2 * MOST]
    if len(asked) < 2 * FEWEST:
        raise InputError(
            f"the documents have {len(asked)} sections that can be asked about, and {2 * FEWEST} "
            "are the fewest: add documents, or write the questions yourself"
        )
    for number, file in enumerate(files):
        lines = [
            json.dumps(
                {"id": f"{file.stem}-{i:03}", "kind": MADE, "question": text, "source": source},
                ensure_ascii=False,
            )
            for i, (text, source) in enumerate(asked[number::2], 1)
        ]
        write_text(file, "\n".join(lines) + "\n")
    example = project.root / "data" / "example.json"
    if not example.exists():
        write_json(example, {"question": asked[0][0]})
    proves = "they prove nothing, write yours"
    print(f"data: {len(asked)} questions were made from the documents: {proves}")


def ask(passages: list[Passage]) -> list[tuple[str, str]]:
    """Make questions with their sources, in an order that depends on nothing but the citations.

    What is asked for twice, or stands in a passage as it is, is left out.
    """
    known = Counter(word for passage in passages for word in set(plain(passage.text)))
    firsts = {passage.source: passage for passage in reversed(passages)}
    texts = {source: text_for(passage, known) for source, passage in firsts.items()}
    often = Counter(" ".join(plain(text)) for text in texts.values())
    asked = [
        (text, source)
        for source, text in texts.items()
        if plain(text) and often[" ".join(plain(text))] == 1 and len(text) <= 4 * LONGEST
    ]
    if not asked:
        return []
    pieces = [one for p in passages for one in (*items(p.text), *sentences(p.text))]
    stands = repeats([text for text, _ in asked], pieces)
    twice, kept = set[str](), list[tuple[str, str]]()
    for (text, source), same in zip(asked, stands, strict=True):
        key = " ".join(sorted(set(plain(text))))
        if not same and key not in twice:
            twice.add(key)
            kept.append((text, source))
    return sorted(kept, key=lambda one: hashlib.sha256(one[1].encode()).hexdigest())


def text_for(passage: Passage, known: Counter[str]) -> str:
    """Ask for a passage: by its heading, or by those of its words that fewest passages hold."""
    file, _, anchor = passage.source.partition("#")
    if anchor and not file.lower().endswith(".pdf"):
        heading = passage.title if len(passage.title) <= LONGEST else passage.title.split(": ")[-1]
        return heading.strip()
    words = list(dict.fromkeys(plain(passage.text)))
    rarest = sorted(words, key=lambda word: (known[word], -len(word), word))[:WORDS]
    return " ".join(word for word in words if word in rarest)
