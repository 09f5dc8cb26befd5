"""Files that the tests put into ``data/raw`` instead of a download: none, the data is bundled."""

FILES: dict[str, bytes] = {}
