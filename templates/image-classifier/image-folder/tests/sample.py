"""Files that the tests put into ``data/raw`` instead of a download: none, the example is drawn."""

# YOURS: stays empty, unless the images are downloaded.

FILES: dict[str, bytes] = {}

NETWORKS = ("challenger",)  # tiers whose last digits depend on the processor
