"""Files that the tests put into ``data/raw`` instead of a download: none, the data is generated."""

FILES: dict[str, bytes] = {}
