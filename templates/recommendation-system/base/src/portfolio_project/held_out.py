"""The test part, opened: its events, and what each tier recommends to its users."""

from dataclasses import dataclass

import numpy as np

from . import source
from .baseline import Random
from .data import Interactions, Ints, Log, load
from .metrics import K, per_user
from .recommender import Recommender, top
from .reporting import intervals
from .reporting.project import Project
from .reporting.shares import Floats
from .reporting.tiers import Bundle, load_bundle
from .split import Split
from .train import basis, share


@dataclass(frozen=True)
class HeldOut:
    """What every part of the report is made from.

    Parameters
    ----------
    project : Project
        Where reports go.
    log, parts, bundle : Log, Split, Bundle
        All events, where they went, and the fitted tiers.
    test : Interactions
        The liked test events: what a list should hold.
    users : ndarray of int, shape (n,)
        Users who have any; others cannot be measured.
    lists : dict of str to ndarray of int, shape (n, K)
        What each tier recommends; ``random`` and, for synthetic data, ``ceiling`` as well.
    values : dict of str to dict of str to ndarray, shape (n,)
        Each metric of each of them, for each user.
    resampling : dict
        The options of the bootstrap; the same resamples everywhere, so that tiers are paired.
    """

    project: Project
    log: Log
    parts: Split
    bundle: Bundle
    test: Interactions
    users: Ints
    lists: dict[str, Ints]
    values: dict[str, dict[str, Floats]]
    resampling: intervals.Resampling

    @property
    def model(self) -> Recommender:
        """The recommender of the tier that won on validation."""
        return self.bundle.tiers[self.bundle.served].model

    @property
    def before(self) -> Ints:
        """Events of each test user before the test part, liked or not, shape (n,)."""
        every = np.bincount(self.log.events.user[self.parts.fitted], minlength=len(self.test.users))
        return every[self.users]


def open_test_part(project: Project) -> HeldOut:
    """Load the events and the tiers, and let each tier recommend to the test users.

    Raises
    ------
    InputError
        When the model was trained on other data or under other parameters.
    """
    log, params = load(project), project.params
    bundle = load_bundle(project, basis(log, params))
    parts = bundle.parts  # a new split might test on events that were used
    test = log.events.take(parts.test[log.events.liked[parts.test]])
    users, fewest = np.unique(test.user), params["catalogue"]["fewest"]
    random = Random(params["seed"]).fit(log.events.take(parts.fitted), fewest)
    models = {name: tier.model for name, tier in bundle.tiers.items()} | {"random": random}
    lists = {name: model.recommend(test.users[users], K) for name, model in models.items()}
    popularity = share(models["trivial"])
    lists |= ceiling(log, models["trivial"], users)
    values = {name: per_user(some, test, users, popularity) for name, some in lists.items()}
    resampling = intervals.resampling(params, len(users))
    return HeldOut(project, log, parts, bundle, test, users, lists, values, resampling)


def ceiling(log: Log, fitted: Recommender, users: Ints) -> dict[str, Ints]:
    """Rank by the true tastes, which only synthetic data has: no model can do better.

    Returns
    -------
    dict of str to ndarray of int, shape (len(users), K)
        ``ceiling``, where it is known: positions of items that the user had not taken.
    """
    truth = source.truth(log.contract)
    if truth is None:
        return {}
    names, items, scores = truth
    rows = [names.index(name) for name in log.events.users[users]]
    columns = [items.index(name) for name in log.events.items[fitted.catalogue]]
    attraction = scores[np.ix_(rows, columns)]
    attraction[fitted.seen[users].nonzero()] = -np.inf
    ranked = top(attraction, K)[0]
    return {"ceiling": np.where(ranked < 0, -1, fitted.catalogue[ranked])}
