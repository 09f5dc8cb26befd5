"""Hold targetleak against the tables that `npm run leaks -- FOLDER PART "" OUT` has written.

    PYTHONPATH=PACKAGES python scripts/leaks/peer.py OUT   # needs pandas and targetleak
"""

import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import targetleak


def main(out: Path) -> None:
    """Print what is found of each kind, and which clean columns are accused, by what counts."""
    for counted in ({"critical"}, {"critical", "warning"}):
        found, planted, accused, clean = Counter(), Counter(), [], 0
        for path in sorted(out.glob("*.csv")):
            table, _, kind = path.stem.partition(" ")
            rows = pd.read_csv(path, low_memory=False)
            target = path.with_suffix(".target").read_text()
            rows = rows[rows[target].notna()]
            findings = targetleak.analyse(rows, target=target)
            named = {f.column for f in findings if f.severity in counted} & set(rows)
            if kind == "clean":
                clean += rows.shape[1] - 1
                accused += [f"{table}: {name}" for name in sorted(named)]
                continue
            leaks = {name for name in rows if name.startswith("planted ")}
            planted[kind] += 1
            found[kind] += leaks <= named
        print(f"counting {' and '.join(sorted(counted))}")
        for kind, many in planted.items():
            print(f"{kind:16}{found[kind]} of {many}")
        print(f"found           {found.total()} of {planted.total()}")
        print(f"accused         {len(accused)} of {clean}", *accused, sep="\n  ")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
