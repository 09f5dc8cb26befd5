"""Reads files as the generated project does: python read_cases.py <folder of the package> <cases.json>.

The cases are a list of [path, dialect]; for each, its names and rows come out, or why it is refused.
"""

import csv
import json
import sys
import zlib
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from portfolio_project.reporting.reading import read_records  # noqa: E402

PLAIN = {"names": []}
results = []
for path, dialect in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
    try:
        names, rows = read_records(Path(path), PLAIN | dialect)
        results.append({"names": names, "rows": rows})
    except (OSError, ValueError, EOFError, csv.Error, zlib.error) as error:
        results.append({"error": str(error)})
print(json.dumps(results))
