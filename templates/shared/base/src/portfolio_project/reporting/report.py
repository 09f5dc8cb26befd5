"""Telling what was measured, in the blocks of the README between markers.

A block is what stands between ``<!-- result:start -->`` and ``<!-- result:end -->``; everything
else in the README is the owner's and is never touched.
"""

from collections.abc import Iterable
from typing import Any

from .project import Project
from .shares import TOO_SMALL, Measured

TIERS = ("trivial", "simple", "challenger", "classifier")
HELD_OUT = {"user": "by events that took no part in training"}  # where the units themselves did


def readme(
    project: Project,
    result: dict[str, Any],
    headline: dict[str, str],
    figures: list[tuple[str, str]],
    blocks: dict[str, list[str]],
) -> dict[str, str]:
    """Make the README with the measured result in its blocks, where it has them.

    Parameters
    ----------
    project : Project
        Where the README is.
    result : dict
        What ``metrics.json`` holds.
    headline : dict of str to str
        Metrics of the first table, with their names for people.
    figures : list of (str, str)
        Names of the figures to show, and the texts for those who cannot see them.
    blocks : dict of str to list of str
        Paragraphs of further blocks; ``findings`` takes the other figures as well.

    Returns
    -------
    dict of str to str
        The text under its name; nothing where there is no README.
    """
    interval, pictures = result["interval"], [picture(*figure) for figure in figures]
    suffix = HELD_OUT.get(interval["unit"], "that took no part in training")
    n, units = interval["n"], f"{interval['unit']}s".replace("block of times", "blocks of time")
    cases = result["data"]["n"]["test"]
    count = f"Measured on {cases:,} test cases in {n:,} {units}" if n != cases else ""
    count = count or f"Measured on {n:,} test {units}"
    caption = f"{count} {suffix}; {interval['level']:.0%} intervals over {units}."
    first = [verdict(result, headline), results_table(result, headline), caption, *pictures[:1]]
    content = blocks | {"findings": [*blocks.get("findings", []), *pictures[1:]]}
    content |= {"result": first, "full": full_results(result)}
    if (project.root / "docs" / "demo.png").exists():  # a screenshot, where the owner made one
        content["demo"] = ["![The demo, with a case of this project](docs/demo.png)"]
    path = project.root / "README.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    filled = fill_blocks(text, content)
    return {path.name: filled} if text else {}


def picture(name: str, alt: str) -> str:
    """Show a figure, on light and on dark pages."""
    source = f"reports/figures/{name}"
    return f"""<picture>
  <source media="(prefers-color-scheme: dark)" srcset="{source}-dark.png">
  <img src="{source}.png" alt="{alt}">
</picture>"""


def fill_blocks(text: str, blocks: dict[str, list[str]]) -> str:
    """Put the paragraphs of each block between its markers, where the text has them."""
    for block, paragraphs in blocks.items():
        start, end = f"<!-- {block}:start -->", f"<!-- {block}:end -->"
        before, marker, rest = text.partition(start)
        if marker and end in rest:
            text = before + "\n\n".join([start, *paragraphs, end]) + rest.partition(end)[2]
    return text


def table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    """Make a Markdown table; the first column is text, the others are set to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def mark(result: dict[str, Any]) -> str:
    """Say of invented data that it is, and of what proves nothing, wherever a number stands."""
    invented = "SYNTHETIC data" if result["data"]["synthetic"] else ""
    return invented or ("NO EVALUATION YET" if "unproven" in result else "")


def label(result: dict[str, Any], tier: str) -> str:
    """Name a tier with its model: ``simple: LogisticRegression``."""
    return f"{tier}: {result['models'][tier]['name'].split('(')[0]}"


def results_table(result: dict[str, Any], metrics: dict[str, str]) -> str:
    """Make the short table: a row for each tier, a column for each headline metric."""
    rows = []
    for tier in sorted(result["models"], key=TIERS.index):
        model, served = result["models"][tier], " **(served)**" * (tier == result["served"])
        cells = [cell(model["metrics"][metric]) for metric in metrics]
        rows.append([f"{tier}: `{model['name'].split('(')[0]}`{served}", *cells])
    return table([mark(result), *metrics.values()], rows)


def full_results(result: dict[str, Any]) -> list[str]:
    """Make the complete tables: every metric, differences, slices, leak checks and gates."""
    tiers, invented = sorted(result["models"], key=TIERS.index), mark(result)
    models = [result["models"][tier]["metrics"] for tier in tiers]
    every = [[name, *[cell(model[name]) for model in models]] for name in models[0]]
    sliced, checks = [], []
    for name, part in result["slices"].items():
        measured = ", ".join(f"{metric} {cell(x)}" for metric, x in part["metrics"].items())
        sliced.append([name, str(part["n"]), measured])
    for name, check in (result["leakage"] | result["gates"]).items():
        passed = "yes" if check["passed"] else "warning" if check.get("warns") else "**no**"
        field = str(check.get("field", "")).replace("|", "\\|")
        row = f"{name} ({field})" if field else name
        checks.append([row, str(check["observed"]), f"{check['op']} {check['threshold']}", passed])
    gaps = [[name.replace("_", " "), cell(gap)] for name, gap in result["comparison"].items()]
    return [
        table([f"metric {invented}".strip(), *[label(result, tier) for tier in tiers]], every),
        left_out(result["split"]),
        f"Paired differences in {result['primary_metric']['name']}:",
        table([invented or "pair", "difference"], gaps),
        f"Slices of the test part, under the served model ({label(result, result['served'])}):",
        table([f"slice {invented}".strip(), "n", "metrics"], sliced),
        "Leak checks, then gates:",
        table([f"check {invented}".strip(), "observed", "must be", "passed"], checks),
    ]


def left_out(split: dict[str, Any]) -> str:
    """Say what the split left out, and why."""
    dropped = [f"{n:,} as {why.replace('_', ' ')}" for why, n in split["dropped"].items() if n]
    note = f"Left out of training: {', '.join(dropped)}." if dropped else "Nothing was left out."
    return f"Split: {split['strategy']}. {note}"


def verdict(result: dict[str, Any], names: dict[str, str]) -> str:
    """Say in words what the result is worth, the decision first; a defeat is called a defeat."""
    primary, gaps = result["primary_metric"], result["comparison"]
    served, sign = result["served"], 1 if primary["higher_is_better"] else -1

    def compared(pair: str) -> str:
        one, other = pair.replace("served", served).split("_vs_")
        word, numbers = verb(gaps[pair], sign), cell(gaps[pair])
        models = [f"`{label(result, tier).split(': ')[1]}`" for tier in (one, other)]
        return f"{models[0]} ({one}) {word} {models[1]} ({other}), difference {numbers}"

    pairs = ["served_vs_trivial", *[pair for pair in gaps if "trivial" not in pair]]
    metric = f"In {names[primary['name']]}, {'; '.join(map(compared, pairs))}."
    chosen = f"Validation chose the {served} tier to be served."
    word = verb(gaps["served_vs_trivial"], sign)
    first = f"**The served model {word} the trivial one.**"
    first = worth(result["decision"]) if "decision" in result else first
    notice = f"**{mark(result)}.** " if mark(result) else ""
    notice += f"{result['unproven']}. " if "unproven" in result else ""
    return f"{notice}{first} {metric} {chosen}"


def worth(decision: dict[str, Any]) -> str:
    """Say first what deciding by the model saves, against the better of the constant rules."""
    saved, against = decision["saved"], f"“{decision['against']}”"
    numbers = f"saves {cell(saved)} per {decision['per']}"
    if saved["ci_low"] is None:
        return f"**Nobody can say yet whether it beats {against}**: it {numbers}."
    if saved["ci_low"] > 0:
        return f"**Deciding by the model {numbers}** against {against}."
    word = "Worse than" if saved["ci_high"] < 0 else "No better than"
    return f"**{word} {against}**: it {numbers}."


def verb(gap: Measured, sign: int) -> str:
    """Turn a paired difference into a verb."""
    low, high = sorted(sign * (gap[end] or 0.0) for end in ("ci_low", "ci_high"))
    return "beats" if low > 0 else "loses to" if high < 0 else "cannot be told apart from"


def cell(measured: Measured) -> str:
    """Write a value or a difference with its interval, all with as many decimals as are of use."""
    name = "diff" if "diff" in measured else "value"
    numbers = [measured[key] for key in (name, "ci_low", "ci_high")]
    size = max((abs(number) for number in numbers if number is not None), default=0.0)
    sign = "+" if name == "diff" else ""
    style = f"{sign},.{0 if size >= 1000 else 1 if size >= 10 else 3}f"
    value, low, high = ("undefined" if x is None else format(x, style) for x in numbers)
    if measured["ci_low"] is not None:
        return f"{value} [{low},\u00a0{high}]"
    if measured.get("interval_reason") == TOO_SMALL:
        return f"{value} ({TOO_SMALL})"
    return value if measured[name] is None else f"{value} (no interval)"
