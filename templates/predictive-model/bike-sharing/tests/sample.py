"""The file that the tests put into ``data/raw`` instead of a download: invented days.

They say nothing about real rides, and no result on them means anything.
"""

# YOURS: goes when the rows are your own and nothing is downloaded; `FILES` is then empty.

import io
import zipfile

import numpy as np
import pandas as pd

DAYS = 30  # over the turn of the year, so that both years are there


def hours():
    """Draw rows of the source's form; hour and temperature decide, with little noise."""
    rng = np.random.default_rng(0)
    t = pd.date_range("2011-12-17", periods=24 * DAYS, freq="h")
    warm = 0.4 + 0.3 * np.sin(np.arange(len(t)) / 40) + 0.02 * rng.normal(size=len(t))
    free = (t.day_of_week >= 5).astype(int)
    rides = 60 + 200 * warm + 120 * np.exp(-(((t.hour - 17) / 4) ** 2)) * (1 - 0.5 * free)
    rides = np.maximum(rides + 10 * rng.normal(size=len(t)), 1).astype(int)
    casual = rng.binomial(rides, 0.2)
    table = {"instant": np.arange(1, len(t) + 1), "dteday": t.strftime("%Y-%m-%d"), "season": 1}
    table |= {"yr": t.year - 2011, "mnth": t.month, "hr": t.hour, "holiday": 0}
    table |= {"weekday": (t.day_of_week + 1) % 7, "workingday": 1 - free}
    table |= {"weathersit": rng.integers(1, 4, len(t)), "temp": warm.round(3)}
    table |= {"atemp": (warm * 0.9).round(3), "hum": rng.uniform(0.3, 0.9, len(t)).round(3)}
    table |= {"windspeed": rng.uniform(0, 0.5, len(t)).round(3)}
    return pd.DataFrame(table | {"casual": casual, "registered": rides - casual, "cnt": rides})


def archive():
    """Pack the rows as the source does, the same bytes every time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        text = hours().to_csv(index=False, lineterminator="\n")
        file.writestr(zipfile.ZipInfo("hour.csv"), text)
    return packed.getvalue()


FILES = {"Bike-Sharing-Dataset.zip": archive()}
