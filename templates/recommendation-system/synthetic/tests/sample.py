"""Files that the tests put into ``data/raw`` instead of a download: none, the data is generated."""

# YOURS: stays empty, unless the events are downloaded.

FILES: dict[str, bytes] = {}
