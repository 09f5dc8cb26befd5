"""Files that the tests put into ``data/raw`` instead of a download: none, the data is bundled."""

# YOURS: stays empty, unless the rows are downloaded.

FILES: dict[str, bytes] = {}
