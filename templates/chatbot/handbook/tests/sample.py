"""Files that the tests put into ``data/raw`` instead of a download: none, all data is here."""

FILES: dict[str, bytes] = {}
