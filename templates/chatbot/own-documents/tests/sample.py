"""Files that the tests put into ``data/raw``: none, their documents are in ``tests/data``."""

FILES: dict[str, bytes] = {}
