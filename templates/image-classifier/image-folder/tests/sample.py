"""Files that the tests put into ``data/raw`` instead of a download: none, the example is drawn."""

FILES: dict[str, bytes] = {}
