"""Intents: these documents hold none, so that there is no classifier beside retrieval."""

from .baseline import Space


def tiers() -> dict[str, Space]:
    """Give what builds further tiers, and the settings that are tried of each: nothing here."""
    return {}
