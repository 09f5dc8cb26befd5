"""The files of the source become one table."""

# YOURS: goes together with `source.py`, where the events come from a file of yours.

from sample import EACH, ITEMS, USERS

from portfolio_project.data import load, prepare


def test_every_rating_is_read_under_the_title_of_its_film(quick_project):
    prepare(quick_project)
    log = load(quick_project)
    assert len(log.events.users) == USERS and len(log.events.items) <= ITEMS
    assert len(log.events.user) == USERS * EACH
    assert (~log.events.liked).sum() == USERS  # one low rating each
    assert all(name.startswith("Film é ") and " #" in name for name in log.events.items)
