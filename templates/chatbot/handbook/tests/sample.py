"""Files that the tests put into ``data/raw`` instead of a download: none, all data is here."""

# YOURS: stays empty, unless the documents are downloaded.

FILES: dict[str, bytes] = {}
